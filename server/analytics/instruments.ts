import type { DuckDBConnection } from '@duckdb/node-api';
import type { Instrument } from '../../core/model/instrument.ts';
import { literal } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Finds an instrument by its id, or one of its root for a contract that is no longer listed: they share multiplier, currency and price style. */
export function instrumentFinder(instruments: readonly Instrument[]): (id: string) => Instrument | undefined {
  const byRoot = new Map(instruments.map((instrument) => [instrument.root, instrument]));
  const known = new Map<string, Instrument | undefined>(instruments.map((instrument) => [instrument.id, instrument]));
  return (id) => {
    if (known.has(id)) return known.get(id);
    const found = byRoot.get(id.replace(/[FGHJKMNQUVXZ]\d{1,2}$/, '')) ?? byRoot.get(id);
    if (known.size < 10_000) known.set(id, found);
    return found;
  };
}

const scaled = (value: number, places: number): string => `(${value}::DECIMAL(38,0) / 1e${places})`;

function row(instrument: Instrument): string {
  const { id, root, name, exchange, currency, tick, tickValue, multiplier, session, deliveryMonth } = instrument;
  return `(${[
    ...[id, root, name, exchange, currency].map(literal),
    scaled(tick, 9),
    scaled(tickValue, 6),
    String(multiplier),
    literal(session),
    deliveryMonth === undefined ? 'NULL' : literal(deliveryMonth),
  ].join(', ')})`;
}

export async function writeInstruments(
  connection: DuckDBConnection,
  instruments: readonly Instrument[],
): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run('DELETE FROM analytics.record.instruments');
    if (instruments.length === 0) return;
    await connection.run(`INSERT INTO analytics.record.instruments VALUES ${instruments.map(row).join(', ')}`);
  });
}

import type { DuckDBConnection } from '@duckdb/node-api';
import { parseDated } from '../../core/model/dated-contract.ts';
import type { Instrument, PriceStyle } from '../../core/model/instrument.ts';
import type { ListedInstrument } from './listed.ts';
import { literal } from './schema.ts';
import { inTransaction } from './transaction.ts';

/** Finds an instrument by its id, or one of its root for a contract that is no longer listed: they share multiplier, currency and price style. */
export function instrumentFinder(instruments: readonly Instrument[]): (id: string) => Instrument | undefined {
  const byRoot = new Map(instruments.map((instrument) => [instrument.root, instrument]));
  const known = new Map<string, Instrument | undefined>(instruments.map((instrument) => [instrument.id, instrument]));
  return (id) => {
    if (known.has(id)) return known.get(id);
    const found = byRoot.get(parseDated(id)?.root ?? id.replace(/[FGHJKMNQUVXZ]\d{1,2}$/, '')) ?? byRoot.get(id);
    if (known.size < 10_000) known.set(id, found);
    return found;
  };
}

const scaled = (value: number, places: number): string => `(${value}::DECIMAL(38,0) / 1e${places})`;

const nullable = (text: string | undefined): string => (text === undefined ? 'NULL' : literal(text));

/** `decimal 2`, `thirtySeconds 3`, `eighths`. */
const styleText = (style: PriceStyle): string => Object.values(style).join(' ');

function row(instrument: ListedInstrument): string {
  const { id, root, name, exchange, currency, tick, tickValue, multiplier, session, deliveryMonth } = instrument;
  const { aliases = [], dates, priceStyle } = instrument;
  return `(${[
    ...[id, root, name, exchange, currency].map(literal),
    scaled(tick, 9),
    scaled(tickValue, 6),
    String(multiplier),
    literal(session),
    nullable(deliveryMonth),
    literal(aliases.join(', ')),
    literal(styleText(priceStyle)),
    nullable(dates?.expiry),
    nullable(dates?.roll),
  ].join(', ')})`;
}

export async function writeInstruments(
  connection: DuckDBConnection,
  instruments: readonly ListedInstrument[],
): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.run('DELETE FROM analytics.record.instruments');
    if (instruments.length === 0) return;
    await connection.run(`INSERT INTO analytics.record.instruments VALUES ${instruments.map(row).join(', ')}`);
  });
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Instrument } from '../../core/model/instrument.ts';
import { literal } from './schema.ts';
import { inTransaction } from './transaction.ts';

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

import { columnTypes, type RecordTable, recordTables } from './record.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function createTable(table: RecordTable): string {
  const lines = table.columns.map((column) => `${quoted(column.name)} ${columnTypes[column.kind]}`);
  return `CREATE TABLE analytics.record.${quoted(table.name)} (seq BIGINT, ${lines.join(', ')})`;
}

const matchColumns = `
  method VARCHAR, ts_entry TIMESTAMP, ts_exit TIMESTAMP, trade_date DATE, instrument VARCHAR, account VARCHAR, strategy VARCHAR,
  side VARCHAR, quantity BIGINT, entry_price DECIMAL(18,9), exit_price DECIMAL(18,9), realized DECIMAL(18,6), currency VARCHAR,
  entry_execution_id VARCHAR, exit_execution_id VARCHAR, entry_fee DECIMAL(18,6), exit_fee DECIMAL(18,6)`;
const lotColumns = `
  method VARCHAR, ts_entry TIMESTAMP, trade_date DATE, instrument VARCHAR, account VARCHAR, strategy VARCHAR, side VARCHAR,
  entry_execution_id VARCHAR, quantity BIGINT, price DECIMAL(18,9), cost DECIMAL(18,6), fee DECIMAL(18,6), currency VARCHAR`;

/** The tables of a new analytical database. */
export const createStatements: readonly string[] = [
  'CREATE SCHEMA analytics.record',
  'CREATE TABLE analytics.record.facts (key VARCHAR PRIMARY KEY, value VARCHAR)',
  'CREATE TABLE analytics.record.watermarks (name VARCHAR PRIMARY KEY, seq BIGINT, mark BIGINT, generation VARCHAR)',
  `CREATE TABLE analytics.record.instruments (
    instrument VARCHAR, root VARCHAR, name VARCHAR, exchange VARCHAR, currency VARCHAR, tick DECIMAL(18,9),
    tick_value DECIMAL(18,6), multiplier DOUBLE, session VARCHAR, delivery_month VARCHAR,
    aliases VARCHAR, price_style VARCHAR, expiry DATE, roll DATE)`,
  `CREATE TABLE analytics.record.matches (${matchColumns})`,
  `CREATE TABLE analytics.record.method_matches (${matchColumns})`,
  `CREATE TABLE analytics.record.lots (${lotColumns})`,
  `CREATE TABLE analytics.record.method_lots (${lotColumns})`,
  `CREATE TABLE analytics.record.holdings (
    instrument VARCHAR, account VARCHAR, strategy VARCHAR, quantity BIGINT, cost DECIMAL(18,6), ts_updated TIMESTAMP)`,
  ...recordTables.map(createTable),
];

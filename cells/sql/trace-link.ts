import { orderTraceAddress, traceAddress } from '../../views/trace-address.ts';
import type { Column, Json } from '../kind.ts';

const names = ['trace_id', 'client_order_id'];

export const mayLead = (columns: readonly Column[]): boolean => columns.some(({ name }) => names.includes(name));

/** The instant of a row of a trace, microseconds since 1970; undefined where it has no column for it. */
function nearOf(columns: readonly Column[], row: readonly Json[]): number | undefined {
  const start = Number(row[columns.findIndex(({ name }) => name === 'start_ts_us')] ?? undefined);
  if (Number.isSafeInteger(start)) return start;
  const time = row[columns.findIndex(({ name, type }) => name === 'ts' && type.startsWith('TIMESTAMP'))];
  const milliseconds = Date.parse(`${String(time).slice(0, 23).replace(' ', 'T')}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds * 1_000;
}

/** Where a value leads, by the name of its column: a trace or an order to its trace; undefined for anything else. */
export function linkOf(columns: readonly Column[], row: readonly Json[], index: number): string | undefined {
  const value = row[index];
  if (typeof value !== 'string') return undefined;
  const name = columns[index]?.name;
  if (name === 'trace_id' && /^[0-9a-f]{32}$/.test(value)) return traceAddress(value, nearOf(columns, row));
  return name === 'client_order_id' && value !== '' ? orderTraceAddress(value) : undefined;
}

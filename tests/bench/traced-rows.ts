import type { DataRow, ProcessRow } from '../../core/trace/row.ts';
import { dataRow, processRow } from '../server/trace/rows.ts';

/** A call of one of sixty processes, so many microseconds after the one before; one of a hundred fails. */
export function tracedCall(n: number, from: number, apart: number): ProcessRow {
  const process = `server/desk/desk.Desk.method${n % 60}`;
  const failed = n % 100 === 0;
  return processRow(n, {
    ts: from + n * apart,
    process,
    duration_ms: ((n * 7919) % 1000) / 100,
    call_depth: n % 4,
    ...(failed
      ? { status: 'ERR', exception: 'Error: no\n  at submit (server/desk/desk.ts:120)', fingerprint: 'f1' }
      : {}),
  });
}

/** Three values of a call. */
export const tracedValues = (call: ProcessRow): DataRow[] =>
  ['order', 'account', 'result'].map((data) =>
    dataRow(call, { data, data_value: "{'id': 'T-17', 'instrument': 'ZNZ6', 'side': 'buy', 'quantity': 5}" }),
  );

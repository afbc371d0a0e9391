import { formatTime } from '../../core/format.ts';
import { instant } from '../../core/model/time.ts';
import { headline } from '../../core/trace/headline.ts';
import { traceAddress } from '../../views/trace-address.ts';
import { lengthText } from './figure-text.ts';

/** A call of the process that is open, as it is listed. */
export interface ListedCall {
  readonly time: string;
  readonly length: string;
  readonly failed: boolean;
  /** What it was about, or why it failed. */
  readonly note: string;
  /** Where its trace is opened. */
  readonly address: string;
}

/** The newest calls of a process or group; undefined while they are on their way, `unread` where they did not come. */
export type ListedCalls = readonly ListedCall[] | 'unread' | undefined;

const listed = 25;

export const addressOf = (name: string, by: 'process' | 'group'): `/api/${string}` =>
  `/api/traces?${new URLSearchParams({ rows: 'calls', [by]: name, limit: String(listed) })}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a page of calls as the console answers it; what is no call is left out. */
export function listedCalls(reply: unknown): ListedCall[] {
  const rows: unknown = isObject(reply) ? reply.rows : undefined;
  return (Array.isArray(rows) ? rows : []).filter(isObject).flatMap((row): ListedCall[] => {
    const { ts, duration_ms: length, trace_id: trace } = row;
    if (typeof ts !== 'number' || typeof length !== 'number' || typeof trace !== 'string') return [];
    const why = headline(textOf(row.exception));
    return [
      {
        time: formatTime(instant(ts), 'UTC', 'seconds'),
        length: lengthText(length),
        failed: row.status === 'ERR',
        note: why === '' ? textOf(row.subject) : why,
        address: traceAddress(trace, ts),
      },
    ];
  });
}

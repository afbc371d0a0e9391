import { Random } from '../../../core/random.ts';
import type { ProcessInfo, SpanRecord } from '../../../core/trace/span-record.ts';

export const processInfo = (name: string, group: string): ProcessInfo => ({ name, group, parameters: [] });

interface Given {
  readonly caller?: ProcessInfo;
  /** Seconds of the tracer's clock at which the call ended. */
  readonly at: number;
  readonly milliseconds: number;
  readonly failed?: boolean;
  readonly span?: number;
}

/** A finished call with nothing captured. */
export function callOf(
  process: ProcessInfo,
  { caller, at, milliseconds, failed = false, span = 1 }: Given,
): SpanRecord {
  return {
    process,
    span,
    parent: caller === undefined ? 0 : 1,
    caller,
    root: 1,
    remote: undefined,
    depth: caller === undefined ? 0 : 1,
    start: at * 1_000_000 - milliseconds * 1_000,
    duration: milliseconds,
    error: failed ? 'Error: refused' : undefined,
    inputs: [],
    outputs: undefined,
    subject: undefined,
    cpu: undefined,
    memory: undefined,
  };
}

const named = {
  page: processInfo('server/routes/pages.page', 'http'),
  submit: processInfo('server/routes/orders.submit', 'http'),
  cell: processInfo('server/sessions/run.run', 'cells'),
  query: processInfo('server/analytics/client.run', 'sql'),
  engine: processInfo('server/analytics/worker.execute', 'sql'),
  sync: processInfo('server/analytics/copy.sync', 'sql'),
  order: processInfo('server/desk/desk.Desk.submit', 'desk.orders'),
  check: processInfo('server/desk/check-order.check', 'desk.orders'),
  journal: processInfo('server/journal/journal.append', 'journal'),
  venue: processInfo('core/venue/paper.Paper.place', 'venue'),
  fill: processInfo('server/desk/fills.take', 'desk'),
  book: processInfo('server/desk/market.onBook', 'desk.market'),
} as const;

type Name = keyof typeof named;

/** Who calls whom, how often a second, how long it takes and how many of a thousand fail. */
const calls: readonly (readonly [Name | undefined, Name, number, number, number])[] = [
  [undefined, 'page', 2, 4, 0],
  [undefined, 'submit', 4, 3, 20],
  ['page', 'cell', 6, 12, 0],
  ['cell', 'query', 6, 9, 5],
  ['query', 'sync', 6, 2, 0],
  ['query', 'engine', 6, 6, 5],
  ['submit', 'order', 4, 2, 20],
  ['order', 'check', 4, 0.1, 20],
  ['order', 'journal', 8, 0.4, 0],
  ['order', 'venue', 4, 0.8, 0],
  ['venue', 'fill', 3, 0.5, 0],
  ['fill', 'journal', 3, 0.4, 0],
  [undefined, 'book', 40, 0.05, 0],
  ['book', 'fill', 1, 0.3, 0],
  ['fill', 'order', 0.2, 2, 0],
];

/** A console's work, second by second: the same for the same seed. */
export function trafficOf(from: number, seconds: number, seed = 'traffic'): SpanRecord[] {
  const random = new Random(seed);
  const records: SpanRecord[] = [];
  for (let second = from; second < from + seconds; second++)
    for (const [caller, callee, rate, milliseconds, failing] of calls) {
      const times = Math.floor(rate) + (random.chance(rate % 1) ? 1 : 0);
      for (let each = 0; each < times; each++)
        records.push(
          callOf(named[callee], {
            ...(caller === undefined ? {} : { caller: named[caller] }),
            at: second + (each + 0.5) / times,
            milliseconds: milliseconds * Math.exp(0.6 * random.normal()),
            failed: random.chance(failing / 1_000),
          }),
        );
    }
  return records;
}

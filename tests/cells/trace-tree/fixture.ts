import { props, type TraceTreeProps, type TraceTreeValue } from '../../../cells/trace-tree/schema.ts';
import { valueOfTree } from '../../../cells/trace-tree/value.ts';
import { instant } from '../../../core/model/time.ts';
import type { CallRow, Page, TraceReader } from '../../../core/trace/query.ts';
import { treeOfRows } from '../../../core/trace/tree/from-rows.ts';
import { call } from '../../core/trace/tree/calls.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';

export const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

/** An order that a venue refused: six calls in two programs, one below a failed one. */
export const refused: readonly CallRow[] = [
  call('a1', null, 0, 4_200, {
    process: 'server/http.handle',
    process_group: 'http',
    status: 'ERR',
    exception: 'Refused: the venue is closed\n    at place',
    subject: 'order T-17',
  }),
  call('a2', 'a1', 300, 3_600, {
    process: 'server/desk/desk.Desk.submit',
    process_group: 'desk.orders',
    status: 'ERR',
    exception: 'Refused: the venue is closed\n    at place',
  }),
  call('a3', 'a2', 400, 700, { process: 'server/journal/journal.Journal.append', process_group: 'journal' }),
  call('a4', 'a2', 1_150, 250, { process: 'risk.check', process_group: 'risk', service: 'risk-py' }),
  call('a5', 'a2', 1_500, 2_300, {
    process: 'server/venues/paper.Paper.place',
    process_group: 'venue',
    status: 'ERR',
    exception: 'Refused: the venue is closed\n    at place',
  }),
  call('a6', 'a5', 1_600, 900, { process: 'server/venues/http.send', process_group: 'venue' }),
];

export const shownOf = (rows: readonly CallRow[]): TraceTreeValue => valueOfTree(trace, treeOfRows(rows));

export const propsOf = (given: Record<string, unknown> = { trace }): TraceTreeProps => props.parse(given);

/** A reader of these rows, newest last. */
export function readerOf(rows: readonly CallRow[]): TraceReader {
  return {
    ...emptyReader,
    calls: async (filter, limit, before): Promise<Page<CallRow>> => {
      const wanted = rows
        .filter(({ process }) => filter.process === undefined || process.includes(filter.process))
        .filter(({ ts }) => filter.from === undefined || ts >= filter.from)
        .filter(({ duration_ms }) => duration_ms >= (filter.minimumMilliseconds ?? 0))
        .filter(({ seq }) => before === undefined || seq < before)
        .sort((a, b) => b.seq - a.seq);
      const page = wanted.slice(0, limit);
      const last = page.at(-1);
      return { rows: page, searchedTo: instant(0), ...(last && wanted.length > limit ? { before: last.seq } : {}) };
    },
    trace: async (id) => rows.filter(({ trace_id }) => trace_id === id),
    traceOf: async (subject) => rows.findLast((row) => row.subject === subject)?.trace_id,
  };
}

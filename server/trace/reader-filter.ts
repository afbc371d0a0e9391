import type { TraceFilter } from '../../core/trace/query.ts';
import type { LogLevel } from '../../core/trace/row.ts';

export type TraceTable = 'process_trace' | 'data_trace' | 'logs';

/** Conditions of a SELECT over one table, named `t`, and what is bound to them. */
export interface Conditions {
  readonly terms: readonly string[];
  readonly values: readonly (string | number)[];
}

type Term = readonly [text: string, ...values: (string | number)[]];

const levels: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** A LIKE pattern for text as it is. */
const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const containing = (text: string): string => `%${literally(text)}%`;
/** `*` stands for anything. */
const fitting = (pattern: string): string => containing(pattern).replaceAll('*', '%');

const like = (column: string): string => `${column} LIKE ? ESCAPE '\\'`;
const anyLike = (columns: readonly string[], text: string): Term => [
  `(${columns.map(like).join(' OR ')})`,
  ...columns.map(() => containing(text)),
];
/** A group and those under it. */
const inGroup = (column: string, group: string): Term => [
  `(${column} = ? OR substr(${column}, 1, ${group.length + 1}) = ?)`,
  group,
  `${group}.`,
];

/** The call of a row of `data_trace`: both have the instant at which it ended. */
const callOfValue = (condition: string): string =>
  `EXISTS (SELECT 1 FROM process_trace c WHERE c.ts = t.ts AND c.span_id = t.span_id AND ${condition})`;
const valueOfCall = (condition: string): string =>
  `EXISTS (SELECT 1 FROM data_trace d WHERE d.ts = t.ts AND d.span_id = t.span_id AND ${condition})`;

export type RowFilter = TraceFilter & { readonly level?: LogLevel };

/** What a filter says of the rows of a table, in the order in which it is cheap to ask; times are not part of it. */
export function conditionsOf(table: TraceTable, filter: RowFilter): Conditions {
  const terms = termsOf[table](filter);
  return {
    terms: terms.map(([text]) => text),
    values: terms.flatMap(([, ...values]) => values),
  };
}

const termsOf: Readonly<Record<TraceTable, (filter: RowFilter) => readonly Term[]>> = {
  process_trace: ({ process, group, service, status, text, traceId, subject, minimumMilliseconds }) =>
    present<Term>([
      traceId !== undefined && ['t.trace_id = ?', traceId],
      status !== undefined && ['t.status = ?', status],
      minimumMilliseconds !== undefined && ['t.duration_ms >= ?', minimumMilliseconds],
      subject !== undefined && ['t.subject = ?', subject],
      service !== undefined && ['t.service = ?', service],
      group !== undefined && inGroup('t.process_group', group),
      process !== undefined && [like('t.process'), fitting(process)],
      text !== undefined && textOfCall(text),
    ]),
  data_trace: ({ process, group, service, status, text, traceId, subject, minimumMilliseconds }) =>
    present<Term>([
      traceId !== undefined && ['t.trace_id = ?', traceId],
      status !== undefined && ['t.status = ?', status],
      process !== undefined && [like('t.process'), fitting(process)],
      group !== undefined && processesOfGroup(group),
      text !== undefined && anyLike(['t.data_value', 't.process', 't.data', 't.exception'], text),
      subject !== undefined && [callOfValue('c.subject = ?'), subject],
      service !== undefined && [callOfValue('c.service = ?'), service],
      minimumMilliseconds !== undefined && [callOfValue('c.duration_ms >= ?'), minimumMilliseconds],
    ]),
  logs: ({ service, text, traceId, level }) =>
    present<Term>([
      traceId !== undefined && ['t.trace_id = ?', traceId],
      level !== undefined && atLeast(level),
      service !== undefined && ['t.service = ?', service],
      text !== undefined && anyLike(['t.message', 't.fields'], text),
    ]),
};

const present = <T>(items: readonly (T | false)[]): T[] => items.filter((item): item is T => item !== false);

function textOfCall(text: string): Term {
  const [own, ...values] = anyLike(['t.process', 't.subject', 't.exception'], text);
  return [`(${own} OR ${valueOfCall(like('d.data_value'))})`, ...values, containing(text)];
}

/** The group that a process is in now. */
function processesOfGroup(group: string): Term {
  const [text, ...values] = inGroup('process_group', group);
  return [`t.process IN (SELECT process FROM processes WHERE ${text})`, ...values];
}

function atLeast(level: LogLevel): Term {
  const worse = levels.slice(levels.indexOf(level));
  return [`t.level IN (${worse.map(() => '?').join(', ')})`, ...worse];
}

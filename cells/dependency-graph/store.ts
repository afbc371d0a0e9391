import { formatDateTime, formatDay } from '../../core/format.ts';
import { type Instant, instant, SECOND } from '../../core/model/time.ts';
import type { CallGraph, GraphFigures } from '../../core/trace/graph/call-graph.ts';
import type { CellContext, Json, QueryResult } from '../kind.ts';
import { completed, rounded } from './live.ts';

const rowsAtMost = 20_000;

const figures = `
  count(*)::DOUBLE AS calls, (count(*) FILTER (status = 'ERR'))::DOUBLE AS errors, quantile_cont(duration_ms, 0.5) AS p50,
  quantile_cont(duration_ms, 0.95) AS p95, quantile_cont(duration_ms, 0.99) AS p99, max(duration_ms) AS longest`;

/** Calls since an instant, each beside its caller: a row a node, where the caller is missing, and a row an edge. */
export function statementOf(since: Instant, by: 'process' | 'group'): string {
  const name = by === 'group' ? 'process_group' : 'process';
  const within = by === 'group' ? ' AND caller.process_group <> callee.process_group' : '';
  return `
WITH calls AS (
  SELECT ${name} AS name, process_group, status, duration_ms, trace_id, span_id, parent_span_id
  FROM process_trace
  WHERE ts >= TIMESTAMP '${formatDateTime(since, 'UTC')}' AND date >= DATE '${formatDay(since, 'UTC')}'
)
SELECT NULL AS caller, name AS callee, min(process_group) AS process_group, ${figures}
FROM calls GROUP BY name
UNION ALL
SELECT caller.name AS caller, callee.name AS callee, '' AS process_group, ${figures.replace(/\b(status|duration_ms)\b/g, 'callee.$1')}
FROM calls AS callee JOIN calls AS caller ON caller.trace_id = callee.trace_id AND caller.span_id = callee.parent_span_id${within}
GROUP BY caller.name, callee.name`;
}

const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const figuresOf = ([calls, errors, ...lengths]: readonly (Json | undefined)[]): GraphFigures => {
  const [p50 = 0, p95 = 0, p99 = 0, longest = 0] = lengths.map((value) => rounded(number(value)));
  return [number(calls), number(errors), p50, p95, p99, longest];
};

/** Reads what the statement gives, nodes and edges apart. */
export function graphOf({ rows }: Pick<QueryResult, 'rows'>): CallGraph {
  const told = rows.map(([caller, callee, group, calls, errors, p50, p95, p99, longest]) => ({
    caller: text(caller),
    callee: text(callee),
    group: text(group),
    isEdge: typeof caller === 'string',
    figures: figuresOf([calls, errors, p50, p95, p99, longest]),
  }));
  return completed(
    told.flatMap(({ isEdge, callee: name, group, figures }) => (isEdge ? [] : [{ name, group, figures }])),
    told.flatMap(({ isEdge, caller, callee, figures }) => (isEdge ? [{ caller, callee, figures }] : [])),
  );
}

/** Who called whom in the last seconds before an instant of the machine's clock, of every program that the trace store knows. */
export async function storedGraph(
  context: CellContext,
  at: Instant,
  last: number,
  by: 'process' | 'group',
): Promise<CallGraph> {
  const since = instant(at - last * SECOND);
  return graphOf(await context.query(statementOf(since, by), { limit: rowsAtMost }));
}

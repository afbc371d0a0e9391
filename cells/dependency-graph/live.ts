import type { CallGraph, GraphFigures } from '../../core/trace/graph/call-graph.ts';
import type { CallFigures } from '../../core/trace/rates/figures.ts';
import type { CallFigure } from '../../core/trace/rates/series.ts';

/** As fine as it is shown, so that what did not change is the same. */
export const rounded = (value: number | undefined): number => Math.round((value ?? 0) * 1_000) / 1_000;

const figuresOf = ({ calls, errors, p50, p95, p99, max }: CallFigure): GraphFigures => [
  calls,
  errors,
  rounded(p50),
  rounded(p95),
  rounded(p99),
  rounded(max),
];

/** Who called whom in the last seconds, as this console counted it. */
export function liveGraph(calls: CallFigures, last: number, by: 'process' | 'group'): CallGraph {
  const edges = calls
    .edges(last, by)
    .map((edge) => ({ caller: edge.caller, callee: edge.callee, figures: figuresOf(edge) }));
  const met =
    by === 'group'
      ? calls.groups(last).map((figure) => ({ name: figure.group, group: figure.group, figures: figuresOf(figure) }))
      : calls
          .processes(last)
          .map((figure) => ({ name: figure.process, group: figure.group, figures: figuresOf(figure) }));
  return completed(met, edges);
}

/** A caller that has not ended yet is a node without calls. */
export function completed(met: CallGraph['nodes'], edges: CallGraph['edges']): CallGraph {
  const names = new Set(met.map(({ name }) => name));
  const callers = [...new Set(edges.map(({ caller }) => caller))].filter((name) => !names.has(name));
  const under: GraphFigures = [0, 0, 0, 0, 0, 0];
  return { nodes: [...met, ...callers.map((name) => ({ name, group: name, figures: under }))], edges };
}

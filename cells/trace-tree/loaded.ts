import { type TraceColumns, treeOfColumns } from '../../core/trace/tree/columns.ts';
import { criticalPath } from '../../core/trace/tree/critical-path.ts';
import { failuresBelow } from '../../core/trace/tree/failures.ts';
import { selfTimes } from '../../core/trace/tree/self-time.ts';
import type { TraceTree } from '../../core/trace/tree/trace-tree.ts';

/** Colors that groups take in turn, by their tokens; errors have one of their own. */
export const groupColors = ['accent', 'sell', 'keyword', 'gain', 'warning', 'string', 'dim'] as const;
export type GroupColor = (typeof groupColors)[number];

/** A trace with what every view of it needs, worked out once. */
export interface Loaded {
  readonly tree: TraceTree;
  /** Microseconds. */
  readonly self: Float64Array;
  readonly failedBelow: Int32Array;
  readonly levels: number;
  /** Stretches of the critical path, those of one call together: of call `n` from `firstStretch[n]` up to `firstStretch[n + 1]`. */
  readonly stretches: Float64Array;
  readonly firstStretch: Int32Array;
  /** By sort of call. */
  readonly colors: readonly GroupColor[];
  /** The first part of each group's name and its color, as the trace has them. */
  readonly legend: readonly { readonly name: string; readonly color: GroupColor }[];
}

function stretchesOf(tree: TraceTree): { stretches: Float64Array; firstStretch: Int32Array } {
  const path = criticalPath(tree);
  const firstStretch = new Int32Array(tree.size + 1);
  for (const { call } of path) firstStretch[call + 1] = (firstStretch[call + 1] as number) + 1;
  for (let call = 0; call < tree.size; call++)
    firstStretch[call + 1] = (firstStretch[call + 1] as number) + (firstStretch[call] as number);
  const filled = Int32Array.from(firstStretch);
  const stretches = new Float64Array(path.length * 2);
  for (const { call, from, to } of path) {
    const at = filled[call] as number;
    stretches.set([from, to], at * 2);
    filled[call] = at + 1;
  }
  return { stretches, firstStretch };
}

const familyOf = (group: string): string => group.split('.', 1)[0] ?? group;

export function load(columns: TraceColumns): Loaded {
  const tree = treeOfColumns(columns);
  const families = [...new Set(tree.sorts.map(({ group }) => familyOf(group)))];
  const legend = families.map((name, index) => ({ name, color: groupColors[index % groupColors.length] ?? 'accent' }));
  const colorOf = new Map(legend.map(({ name, color }) => [name, color]));
  return {
    tree,
    self: selfTimes(tree),
    failedBelow: failuresBelow(tree),
    levels: tree.depth.reduce((most, depth) => Math.max(most, depth + 1), 0),
    ...stretchesOf(tree),
    colors: tree.sorts.map(({ group }) => colorOf.get(familyOf(group)) ?? 'accent'),
    legend,
  };
}

import { selfTimes } from './self-time.ts';
import { sortOf, type TraceTree } from './trace-tree.ts';

export const groupings = ['process', 'group', 'service', 'subject'] as const;
export type Grouping = (typeof groupings)[number];

/** Figures of the calls that share a name; times in microseconds. */
export interface GroupStatistics {
  /** Undefined for calls that have none, as many have no subject. */
  readonly name: string | undefined;
  readonly count: number;
  readonly errors: number;
  /** Of every call of the group, so that a call and its callee of the same group both count. */
  readonly total: number;
  readonly average: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly selfTotal: number;
  readonly selfAverage: number;
  readonly selfMinimum: number;
  readonly selfMaximum: number;
  /** `selfTotal` of the whole trace's duration, in percent; more than 100 where calls ran beside each other. */
  readonly percent: number;
}

const nameOf = (tree: TraceTree, by: Grouping, call: number): string | undefined =>
  by === 'subject' ? tree.subjects.get(call) : sortOf(tree, call)[by];

interface Sums {
  name: string | undefined;
  count: number;
  errors: number;
  total: number;
  minimum: number;
  maximum: number;
  selfTotal: number;
  selfMinimum: number;
  selfMaximum: number;
}

const nothing = (name: string | undefined): Sums => ({
  name,
  count: 0,
  errors: 0,
  total: 0,
  minimum: Number.POSITIVE_INFINITY,
  maximum: 0,
  selfTotal: 0,
  selfMinimum: Number.POSITIVE_INFINITY,
  selfMaximum: 0,
});

/** One entry a name in the order in which the trace has them first, the calls without a name last. Linear. */
export function statisticsBy(
  tree: TraceTree,
  by: Grouping,
  self: Float64Array = selfTimes(tree),
): readonly GroupStatistics[] {
  const groups = new Map<string | undefined, Sums>();
  for (let call = 0; call < tree.size; call++) {
    const name = nameOf(tree, by, call);
    const sums = groups.get(name) ?? nothing(name);
    if (sums.count === 0) groups.set(name, sums);
    const duration = tree.duration[call] as number;
    const own = self[call] as number;
    sums.count += 1;
    sums.errors += tree.failed[call] as number;
    sums.total += duration;
    sums.minimum = Math.min(sums.minimum, duration);
    sums.maximum = Math.max(sums.maximum, duration);
    sums.selfTotal += own;
    sums.selfMinimum = Math.min(sums.selfMinimum, own);
    sums.selfMaximum = Math.max(sums.selfMaximum, own);
  }
  const without = groups.get(undefined);
  groups.delete(undefined);
  return [...groups.values(), ...(without ? [without] : [])].map((sums) => ({
    ...sums,
    average: sums.total / sums.count,
    selfAverage: sums.selfTotal / sums.count,
    percent: tree.total === 0 ? 0 : (sums.selfTotal / tree.total) * 100,
  }));
}

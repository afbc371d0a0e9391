import { growForest } from './forest.ts';
import { selfTimes } from './self-time.ts';
import type { TraceTree } from './trace-tree.ts';

/**
 * Calls of one sort that were reached along the same path stand as one part of a flame. Parts are in the order of a walk from callers to
 * callees, and each is as wide as the self time of all that is in it, so that parts never overlap, however calls ran beside each other.
 */
export interface Flame {
  readonly size: number;
  readonly parent: Int32Array;
  readonly depth: Int32Array;
  /** One past the last part below. */
  readonly end: Int32Array;
  /** Index into the `sorts` of the tree. */
  readonly sort: Int32Array;
  /** Microseconds of self time before it, and in it and below it. */
  readonly left: Float64Array;
  readonly width: Float64Array;
  /** Microseconds, of its own calls alone. */
  readonly self: Float64Array;
  readonly count: Int32Array;
  readonly errors: Int32Array;
  /** The first of its calls. */
  readonly call: Int32Array;
  /** Of all parts at the top. */
  readonly total: number;
  readonly levels: number;
}

/** Which part each call belongs to, numbered as they first come. */
function partsOf({ size, parent, sort, sorts }: TraceTree): { part: Int32Array; firsts: number[]; above: number[] } {
  const known = new Map<number, number>();
  const part = new Int32Array(size);
  const firsts: number[] = [];
  const above: number[] = [];
  for (let call = 0; call < size; call++) {
    const caller = parent[call] as number;
    const upper = caller < 0 ? -1 : (part[caller] as number);
    const key = (upper + 1) * sorts.length + (sort[call] as number);
    const found = known.get(key) ?? firsts.length;
    if (found === firsts.length) {
      known.set(key, found);
      firsts.push(call);
      above.push(upper);
    }
    part[call] = found;
  }
  return { part, firsts, above };
}

/** Linear. */
export function flameOf(tree: TraceTree, selfOfCalls: Float64Array = selfTimes(tree)): Flame {
  const { part, firsts, above } = partsOf(tree);
  const { forest, order } = growForest(
    firsts.map((_, given) => ({
      spanId: String(given),
      parentSpanId: (above[given] as number) < 0 ? null : String(above[given]),
      start: given,
    })),
  );
  const { size, parent, depth, end } = forest;
  const place = new Int32Array(size);
  order.forEach((given, at) => {
    place[given] = at;
  });
  const self = new Float64Array(size);
  const count = new Int32Array(size);
  const errors = new Int32Array(size);
  for (let call = 0; call < tree.size; call++) {
    const at = place[part[call] as number] as number;
    self[at] = (self[at] as number) + (selfOfCalls[call] as number);
    count[at] = (count[at] as number) + 1;
    errors[at] = (errors[at] as number) + (tree.failed[call] as number);
  }
  const width = Float64Array.from(self);
  for (let at = size - 1; at >= 0; at--) {
    const upper = parent[at] as number;
    if (upper >= 0) width[upper] = (width[upper] as number) + (width[at] as number);
  }
  const left = new Float64Array(size);
  /** Up to where parts below each one are placed already. */
  const filled = new Float64Array(size);
  let total = 0;
  let levels = 0;
  for (let at = 0; at < size; at++) {
    const upper = parent[at] as number;
    left[at] = upper < 0 ? total : (filled[upper] as number);
    filled[at] = left[at] as number;
    if (upper < 0) total += width[at] as number;
    else filled[upper] = (filled[upper] as number) + (width[at] as number);
    levels = Math.max(levels, (depth[at] as number) + 1);
  }
  const call = Int32Array.from(order, (given) => firsts[given] as number);
  const sort = Int32Array.from(call, (first) => tree.sort[first] as number);
  return { size, parent, depth, end, sort, left, width, self, count, errors, call, total, levels };
}

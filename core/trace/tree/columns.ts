import { type Instant, instant } from '../../model/time.ts';
import { forestOfDepths } from './forest.ts';
import type { CallSort, Flaws, TraceTree } from './trace-tree.ts';

/**
 * A trace as it crosses the wire: a column a property, each text once, calls in the order of the forest. Some 25 bytes a call as JSON, where
 * rows as objects take 400.
 */
export interface TraceColumns {
  readonly origin: number;
  /** Process, group, service. */
  readonly sorts: readonly (readonly [process: string, group: string, service: string])[];
  readonly sort: readonly number[];
  readonly depth: readonly number[];
  /** Whole microseconds since the call before. */
  readonly start: readonly number[];
  /** Nanoseconds. */
  readonly duration: readonly number[];
  /** What all span ids begin with, and the rest of each, parted by spaces. */
  readonly prefix: string;
  readonly spanIds: string;
  /** Calls that failed, each with its place in `texts`, or -1. */
  readonly failed: readonly (readonly [call: number, reason: number])[];
  /** Calls that are about something, each with its place in `texts`. */
  readonly subjects: readonly (readonly [call: number, subject: number])[];
  readonly texts: readonly string[];
  readonly flaws: Flaws;
}

function commonPrefix(texts: readonly string[]): string {
  let prefix = texts[0] ?? '';
  for (const text of texts) {
    let same = 0;
    while (same < prefix.length && prefix[same] === text[same]) same += 1;
    prefix = prefix.slice(0, same);
  }
  return prefix;
}

/** The first `limit` calls of a tree as columns. */
export function columnsOf(tree: TraceTree, limit = tree.size): TraceColumns {
  const size = Math.min(limit, tree.size);
  const places = new Map<string, number>();
  const place = (text: string): number => {
    const known = places.get(text) ?? places.size;
    places.set(text, known);
    return known;
  };
  const failed: (readonly [number, number])[] = [];
  const subjects: (readonly [number, number])[] = [];
  const start: number[] = [];
  let before = 0;
  for (let call = 0; call < size; call++) {
    const at = tree.start[call] as number;
    start.push(at - before);
    before = at;
    const reason = tree.reasons.get(call);
    if (tree.failed[call] === 1) failed.push([call, reason === undefined ? -1 : place(reason)]);
    const subject = tree.subjects.get(call);
    if (subject !== undefined) subjects.push([call, place(subject)]);
  }
  const spanIds = tree.spanIds.slice(0, size);
  const prefix = commonPrefix(spanIds);
  return {
    origin: tree.origin,
    sorts: tree.sorts.map(({ process, group, service }) => [process, group, service]),
    sort: [...tree.sort.subarray(0, size)],
    depth: [...tree.depth.subarray(0, size)],
    start,
    duration: Array.from(tree.duration.subarray(0, size), (microseconds) => Math.round(microseconds * 1e3)),
    prefix,
    spanIds: spanIds.map((id) => id.slice(prefix.length)).join(' '),
    failed,
    subjects,
    texts: [...places.keys()],
    flaws: tree.flaws,
  };
}

/** The tree that columns tell. Throws a RangeError where they are of different lengths or tell no tree. */
export function treeOfColumns(columns: TraceColumns): TraceTree {
  const { sort, depth, duration, prefix, texts, flaws } = columns;
  const size = depth.length;
  const spanIds = size === 0 ? [] : columns.spanIds.split(' ').map((rest) => prefix + rest);
  if ([sort, columns.start, duration, spanIds].some(({ length }) => length !== size))
    throw new RangeError('The columns of a trace have to be equally long.');
  const start = new Float64Array(size);
  const microseconds = new Float64Array(size);
  let at = 0;
  let total = 0;
  for (let call = 0; call < size; call++) {
    at += columns.start[call] as number;
    start[call] = at;
    microseconds[call] = (duration[call] as number) / 1e3;
    total = Math.max(total, at + (microseconds[call] as number));
  }
  const failed = new Uint8Array(size);
  const reasons = new Map<number, string>();
  for (const [call, reason] of columns.failed) {
    failed[call] = 1;
    const text = texts[reason];
    if (text !== undefined) reasons.set(call, text);
  }
  return {
    ...forestOfDepths(Int32Array.from(depth)),
    start,
    duration: microseconds,
    total,
    origin: instant(columns.origin) satisfies Instant,
    sorts: columns.sorts.map(([process, group, service]): CallSort => ({ process, group, service })),
    sort: Int32Array.from(sort),
    failed,
    reasons,
    subjects: new Map(columns.subjects.map(([call, subject]) => [call, texts[subject] ?? ''])),
    spanIds,
    flaws,
  };
}

/** A call as the forest sees it: who it is, who called it, when it began. */
export interface ForestCall {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  /** Any unit; only its order counts. */
  readonly start: number;
}

/**
 * Calls in the order of a walk from callers to callees: each call is followed by everything below it, siblings by start and then by span
 * id. Indexes are positions of that order.
 */
export interface Forest {
  readonly size: number;
  /** Of the caller; -1 for a root. */
  readonly parent: Int32Array;
  /** 0 for a root. */
  readonly depth: Int32Array;
  /** One past the last call below; a call without callees ends right after itself. */
  readonly end: Int32Array;
}

export interface Grown {
  readonly forest: Forest;
  /** Positions in what was given, in the order of the forest. */
  readonly order: Int32Array;
  /** Calls whose caller is not among them. */
  readonly orphans: number;
  /** Calls whose span id an earlier one has too. */
  readonly shared: number;
  /** Calls that were said to be called by something below themselves; each stands as a root. */
  readonly cycles: number;
}

const none = -1;

function sortedByStart(calls: readonly ForestCall[]): Int32Array {
  const order = new Int32Array(calls.length);
  const start = new Float64Array(calls.length);
  calls.forEach((call, given) => {
    order[given] = given;
    start[given] = call.start;
  });
  const before = (a: number, b: number): number => {
    const later = (start[a] as number) - (start[b] as number);
    if (later !== 0) return later;
    const [first, second] = [(calls[a] as ForestCall).spanId, (calls[b] as ForestCall).spanId];
    if (first !== second) return first < second ? -1 : 1;
    return a - b;
  };
  for (let at = 1; at < order.length; at++) {
    if (before(order[at - 1] as number, order[at] as number) > 0) return order.sort(before);
  }
  return order;
}

/** By position in the sorted order. Of calls that share a span id the first is the caller of those that name it. */
function parentsOf(
  calls: readonly ForestCall[],
  sorted: Int32Array,
): { parent: Int32Array; orphans: number; shared: number } {
  const places = new Map<string, number>();
  sorted.forEach((given, place) => {
    const { spanId } = calls[given] as ForestCall;
    if (!places.has(spanId)) places.set(spanId, place);
  });
  let orphans = 0;
  const parent = sorted.map((given) => {
    const { parentSpanId } = calls[given] as ForestCall;
    if (parentSpanId === null) return none;
    const found = places.get(parentSpanId);
    if (found === undefined) orphans += 1;
    return found ?? none;
  });
  return { parent, orphans, shared: sorted.length - places.size };
}

/** Makes the earliest call of each cycle a root and says how many there were. */
function cutCycles(parent: Int32Array): number {
  const unseen = 0;
  const done = parent.length + 1;
  const seenBy = new Int32Array(parent.length);
  let cycles = 0;
  for (let from = 0; from < parent.length; from++) {
    const walk = from + 1;
    let at = from;
    while (at !== none && seenBy[at] === unseen) {
      seenBy[at] = walk;
      at = parent[at] as number;
    }
    if (at !== none && seenBy[at] === walk) {
      let earliest = at;
      for (let step = parent[at] as number; step !== at; step = parent[step] as number) {
        earliest = Math.min(earliest, step);
      }
      parent[earliest] = none;
      cycles += 1;
    }
    for (let step = from; step !== none && seenBy[step] === walk; step = parent[step] as number) seenBy[step] = done;
  }
  return cycles;
}

/** Children as linked lists in the order of the positions. */
function childrenOf(parent: Int32Array): { first: Int32Array; next: Int32Array; firstRoot: number } {
  const first = new Int32Array(parent.length).fill(none);
  const next = new Int32Array(parent.length).fill(none);
  let firstRoot = none;
  for (let at = parent.length - 1; at >= 0; at--) {
    const above = parent[at] as number;
    if (above === none) {
      next[at] = firstRoot;
      firstRoot = at;
    } else {
      next[at] = first[above] as number;
      first[above] = at;
    }
  }
  return { first, next, firstRoot };
}

/**
 * Every call exactly once, in n log n at most (linear where they come in the order of their starts), at any depth. Calls without a caller
 * are roots, as are those whose caller is not there and the earliest of each cycle.
 */
export function growForest(calls: readonly ForestCall[]): Grown {
  const sorted = sortedByStart(calls);
  const { parent: above, orphans, shared } = parentsOf(calls, sorted);
  const cycles = cutCycles(above);
  const { first, next, firstRoot } = childrenOf(above);
  const size = calls.length;
  const order = new Int32Array(size);
  const parent = new Int32Array(size);
  const depth = new Int32Array(size);
  const end = new Int32Array(size);
  /** The call being walked at each depth, as a place in the sorted order and in the forest. */
  const path = new Int32Array(size);
  const index = new Int32Array(size);
  let place = firstRoot;
  let level = 0;
  let made = 0;
  while (place !== none) {
    order[made] = sorted[place] as number;
    depth[made] = level;
    parent[made] = level === 0 ? none : (index[level - 1] as number);
    path[level] = place;
    index[level] = made;
    made += 1;
    const below = first[place] as number;
    if (below !== none) {
      place = below;
      level += 1;
      continue;
    }
    for (;;) {
      end[index[level] as number] = made;
      place = next[path[level] as number] as number;
      if (place !== none || level === 0) break;
      level -= 1;
    }
  }
  return { forest: { size, parent, depth, end }, order, orphans, cycles, shared };
}

/** The same forest from the depths alone, as they cross the wire. Throws where they are no walk. */
export function forestOfDepths(depth: Int32Array): Forest {
  const size = depth.length;
  const parent = new Int32Array(size);
  const end = new Int32Array(size);
  const path = new Int32Array(size + 1);
  let level = -1;
  for (let at = 0; at < size; at++) {
    const wanted = depth[at] as number;
    if (wanted < 0 || wanted > level + 1) throw new RangeError(`Call ${at} lies at depth ${wanted}, below nothing.`);
    for (; level >= wanted; level--) end[path[level] as number] = at;
    level = wanted;
    parent[at] = level === 0 ? none : (path[level - 1] as number);
    path[level] = at;
  }
  for (; level >= 0; level--) end[path[level] as number] = size;
  return { size, parent, depth, end };
}

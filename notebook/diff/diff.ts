/** A stretch of one list in place of a stretch of another: `[from, to)` of the first becomes `[start, end)` of the second. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Where two lists differ by more than this, everything between their equal ends counts as replaced. */
const mostChanges = 1_000;

/**
 * The fewest removals and additions that turn one list into another, as hunks in order that do not touch. Myers, "An O(ND) difference
 * algorithm and its variations" (1986).
 */
export function diff<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean = Object.is,
): readonly Hunk[] {
  const shorter = Math.min(before.length, after.length);
  const equal = (x: number, y: number) => same(before[x] as T, after[y] as T);
  let head = 0;
  while (head < shorter && equal(head, head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && equal(before.length - 1 - tail, after.length - 1 - tail)) tail += 1;
  const width = before.length - head - tail;
  const height = after.length - head - tail;
  const kept = common(width, height, (x, y) => equal(head + x, head + y));
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  for (const [keptX, keptY] of [...kept, [width, height] as const]) {
    if (keptX > x || keptY > y) hunks.push({ from: head + x, to: head + keptX, start: head + y, end: head + keptY });
    [x, y] = [keptX + 1, keptY + 1];
  }
  return hunks;
}

/** Pairs of places that stay, in order. */
function common(
  width: number,
  height: number,
  equal: (x: number, y: number) => boolean,
): (readonly [number, number])[] {
  if (width === 0 || height === 0) return [];
  const limit = Math.min(width + height, mostChanges);
  const middle = limit + 1;
  const furthest = new Int32Array(2 * limit + 3);
  const rounds: Int32Array[] = [];
  for (let changes = 0; changes <= limit; changes++) {
    rounds.push(furthest.slice(middle - changes - 1, middle + changes + 2));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let { x } = step(furthest, middle, diagonal, changes);
      while (x < width && x - diagonal < height && equal(x, x - diagonal)) x += 1;
      furthest[middle + diagonal] = x;
      if (x >= width && x - diagonal >= height) return walkBack(rounds, width, height);
    }
  }
  return [];
}

/** Where a diagonal begins: an addition behind the furthest place of the one above, or a removal behind that of the one below. */
function step(furthest: Int32Array, middle: number, diagonal: number, changes: number): { x: number; added: boolean } {
  const below = furthest[middle + diagonal - 1] ?? 0;
  const above = furthest[middle + diagonal + 1] ?? 0;
  const added = diagonal === -changes || (diagonal !== changes && below < above);
  return { x: added ? above : below + 1, added };
}

function walkBack(rounds: readonly Int32Array[], width: number, height: number): (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  let [x, y] = [width, height];
  for (let changes = rounds.length - 1; changes >= 0; changes--) {
    const { x: begin, added } = step(rounds[changes] ?? new Int32Array(), changes + 1, x - y, changes);
    for (; x > begin; x--, y--) kept.push([x - 1, y - 1]);
    if (added) y -= 1;
    else x -= 1;
  }
  return kept.reverse();
}

/** A stretch of a trace that fills the width, in microseconds since it began. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A stretch within the whole and not so short that nothing could be told apart in it: a nanosecond of a millionth of the whole. */
export function rangeWithin(one: number, other: number, total: number): Range {
  const least = Math.max(total / 1e6, 1e-3);
  const middle = Math.min(total, Math.max(0, (one + other) / 2));
  const half = Math.max(Math.abs(other - one) / 2, least / 2);
  const from = Math.max(0, middle - half);
  return { from, to: Math.max(from + least, Math.min(total, middle + half)) };
}

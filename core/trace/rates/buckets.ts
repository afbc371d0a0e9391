/*
 * Log-linear buckets: 32 of equal width in each power of two, so a bucket is at most 3.1 % wide and its middle at most 1.6 % away from what lies in it.
 * The number of a bucket is read off the bits of a double, which costs a few nanoseconds.
 */

const subdivisions = 32;
/** Powers of two of milliseconds: from 61 ns to 70 min. What lies outside counts at the ends. */
const lowest = -14;
const highest = 22;

/** How many there are. */
export const BUCKETS = (highest - lowest) * subdivisions;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
const high = words[1] === 0 ? 0 : 1;
const bitsBelow = 15;
const first = ((lowest + 1_023) << 20) >>> bitsBelow;

/** The bucket of a length of time in milliseconds; what is no number counts as nothing. */
export function bucketOf(milliseconds: number): number {
  float[0] = milliseconds;
  if (!(milliseconds > 0)) return 0;
  const bucket = (words[high]! >>> bitsBelow) - first;
  return bucket < 0 ? 0 : bucket < BUCKETS ? bucket : BUCKETS - 1;
}

/** The middle of a bucket, in milliseconds. */
export function middleOf(bucket: number): number {
  const power = 2 ** (lowest + Math.floor(bucket / subdivisions));
  return power * (1 + ((bucket % subdivisions) + 0.5) / subdivisions);
}

import { describe, expect, it } from 'vitest';
import { SliceSize } from '../../../server/trace/slice-size.ts';

/** How many rows slices have where a row takes some microseconds, and at most so many rows are there. */
function sizes(
  microsecondsARow: (slice: number) => number,
  slices: number,
  there = Number.POSITIVE_INFINITY,
): number[] {
  let now = 0;
  const size = new SliceSize(() => now);
  const asked: number[] = [];
  for (let slice = 0; slice < slices; slice++) {
    size.measured((rows) => {
      asked.push(rows);
      const done = Math.min(rows, there);
      now += (done * microsecondsARow(slice)) / 1000;
      return done;
    });
  }
  return asked;
}

describe('a slice', () => {
  it('comes to last two milliseconds, growing slowly and shrinking at once', () => {
    expect(sizes(() => 1, 8)).toEqual([500, 750, 1125, 1688, 2000, 2000, 2000, 2000]);
    expect(sizes((slice) => (slice === 0 ? 20 : 10), 4)).toEqual([500, 100, 150, 200]);
  });

  it('is never less than some rows, nor more than many', () => {
    expect(sizes(() => 10_000, 3)).toEqual([500, 50, 50]);
    expect(sizes(() => 0, 12).at(-1)).toBe(20_000);
  });

  it('does not grow by slices that found fewer rows than they might have had', () => {
    expect(sizes(() => 1, 4, 100)).toEqual([500, 500, 500, 500]);
    expect(sizes(() => 1, 3, 0)).toEqual([500, 500, 500]);
  });
});

import { expect, test } from 'vitest';
import { complete } from '../../../server/import/complete-file.ts';

/** A file whose size is the next of these at each look, and the last one for ever. */
function watched(sizes: readonly number[]) {
  const pauses: number[] = [];
  let look = 0;
  return {
    pauses,
    size: async () => sizes[Math.min(look++, sizes.length - 1)]!,
    pause: async (milliseconds: number) => pauses.push(milliseconds),
  };
}

test('a file is complete when two looks a second apart find the same size', async () => {
  const file = watched([10, 20, 20]);
  await complete('trades.csv', file);
  expect(file.pauses).toEqual([1_000, 1_000]);
});

test('a file that grows for ten seconds is refused', async () => {
  const file = watched(Array.from({ length: 20 }, (_, index) => index));
  await expect(complete('trades.csv', file)).rejects.toThrow('trades.csv is still growing: import it once');
  expect(file.pauses).toHaveLength(10);
});

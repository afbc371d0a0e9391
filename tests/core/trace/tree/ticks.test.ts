import { expect, it } from 'vitest';
import { ticksOf } from '../../../../core/trace/tree/ticks.ts';

it.each([
  [0, 100, 5, [0, 20, 40, 60, 80, 100]],
  [3, 47, 4, [20, 40]],
  [0, 1_739, 6, [0, 500, 1_000, 1_500]],
  [0.2, 0.9, 4, [0.2, 0.4, 0.6000000000000001, 0.8]],
  [5, 5, 4, []],
  [0, 10, 0, []],
])('an axis from %d to %d with %d ticks', (from, to, most, ticks) => {
  expect(ticksOf(from, to, most)).toEqual(ticks);
});

import { expect, it } from 'vitest';
import { ticksOf, tickText } from '../../../../core/trace/tree/ticks.ts';

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

it.each([
  [0, 20, 100, '0'],
  [20, 20, 100, '20 µs'],
  [2_000, 500, 4_200, '2.0 ms'],
  [12_050, 10, 12_070, '12.05 ms'],
  [80_000, 20_000, 80_000, '80 ms'],
  [2_500_000, 500_000, 3_000_000, '2.5 s'],
  [0.4, 0.2, 0.9, '0.4 µs'],
])('the tick at %d of a step of %d on an axis to %d', (at, step, end, text) => {
  expect(tickText(at, step, end)).toBe(text);
});

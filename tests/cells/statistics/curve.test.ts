import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveOf } from '../../../cells/statistics/curve.ts';

const trades = (amounts: readonly number[]) => amounts.map((amount) => ({ amount }));

test('equity goes up and the drawdown hangs down', () => {
  expect(curveOf(trades([100, -50, 100]), {})).toEqual([
    [0, 1_000, 0],
    [333, 333, 0],
    [667, 667, 1_000],
    [1_000, 0, 0],
  ]);
  expect(curveOf(trades([100]), {})).toEqual([]);
  expect(curveOf(trades([0, 0]), {}).map(([, equity, below]) => [equity, below])).toEqual([
    [1_000, 0],
    [1_000, 0],
    [1_000, 0],
  ]);
});

test('a long curve is thinned, stays inside and keeps its deepest point and its end', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 300, maxLength: 900 }), (amounts) => {
      const curve = curveOf(trades(amounts), {});
      expect(curve.length).toBeLessThanOrEqual(241);
      expect(curve.at(-1)?.[0]).toBe(1_000);
      expect(curve.flat().every((place) => place >= 0 && place <= 1_000)).toBe(true);
      if (amounts.some((amount) => amount < 0)) expect(Math.max(...curve.map(([, , below]) => below))).toBe(1_000);
    }),
    { seed: 7, numRuns: 30 },
  );
});

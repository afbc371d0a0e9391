import { expect, test } from 'vitest';
import type { Money } from '../../../core/model/money.ts';
import { instant } from '../../../core/model/time.ts';
import { drawdown, totalOf } from '../../../core/pnl/drawdown.ts';

const point = (ts: number, realized: number, unrealized = 0) => ({
  ts: instant(ts),
  realized: realized as Money,
  unrealized: unrealized as Money,
});

test.each([
  ['rises and falls', [0, 5, 3, 8, 2, 9], [0, 0, -2, 0, -6, 0], -6, 3],
  ['only loses: the start is a peak', [-1, -4, -3], [-1, -4, -3], -4, undefined],
  ['only gains', [1, 2], [0, 0], 0, 0],
  ['the first of two equal depths', [4, 1, 4, 1], [0, -3, 0, -3], -3, 0],
])('%s', (_name, totals, depths, worst, peak) => {
  const result = drawdown(totals.map((total, ts) => point(ts, total)));
  expect([result.points.map((at) => at.drawdown), result.worst?.drawdown, result.peak]).toEqual([depths, worst, peak]);
});

test('nothing has no worst', () => {
  expect(drawdown([])).toEqual({ points: [] });
});

test('a total carries each series on to the next instant', () => {
  const total = totalOf([
    [point(0, 1, 1), point(2, 2, 0)],
    [point(1, 10, 5), point(2, 20, 5), point(3, 30, 0)],
  ]);
  expect(total).toEqual([point(0, 1, 1), point(1, 11, 6), point(2, 22, 5), point(3, 32, 0)]);
});

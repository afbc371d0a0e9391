import { describe, expect, it, test } from 'vitest';
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

describe('totalOf', () => {
  const cases: [name: string, given: [at: number, realized: number, unrealized: number][][], expected: number[][]][] = [
    ['nothing', [], []],
    [
      'one series is itself',
      [
        [
          [1, 5, 1],
          [0, 6, 2],
        ],
      ],
      [
        [1, 5, 1],
        [0, 6, 2],
      ],
    ],
    ['equal times add', [[[1, 5, 1]], [[1, 10, -3]]], [[1, 15, -2]]],
    [
      'a series counts from its first point',
      [
        [
          [2, 5, 1],
          [0, 6, 0],
        ],
        [[1, 10, 0]],
      ],
      [
        [2, 5, 1],
        [1, 15, 1],
        [0, 16, 0],
      ],
    ],
    ['a series without points adds nothing', [[[0, 1, 1]], []], [[0, 1, 1]]],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    // the cases count backwards from now, as a page does
    const points = (list: (typeof given)[number]) => list.map(([ago, ...amounts]) => point(-ago, ...amounts));
    const shown = totalOf(given.map(points)).map(({ ts, realized, unrealized }) => [0 - ts, realized, unrealized]);
    expect(shown).toEqual(expected);
  });
});

test('a drawdown is measured from the highest total so far, which begins at zero', () => {
  const { points } = drawdown([-5, 3, 10, 4, 12, 11].map((total, ts) => point(ts, total)));
  expect(points.map((each) => each.drawdown)).toEqual([-5, 0, 0, -6, 0, -1]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeries, thin, withDrawdown } from '../../../cells/pnl/series.ts';
import { MINUTE } from '../../../core/model/time.ts';
import { now } from '../live-topics.ts';
import { type PointGiven, seriesOf, wanderingDay } from './fixture.ts';

const shown = (given: readonly { ts: number; realized: number; unrealized: number }[]) =>
  given.map(({ ts, realized, unrealized }) => [(now - ts) / MINUTE, realized / 1e6, unrealized / 1e6]);

describe('addSeries', () => {
  const cases: [name: string, given: PointGiven[][], expected: number[][]][] = [
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
    expect(shown(addSeries(given.map((points) => seriesOf(points))))).toEqual(expected);
  });
});

describe('withDrawdown', () => {
  it('measures from the highest total so far, which begins at zero', () => {
    const totals = [-5, 3, 10, 4, 12, 11];
    const points = withDrawdown(addSeries([seriesOf(totals.map((total, index) => [totals.length - index, total, 0]))]));
    expect(points.map(({ drawdown }) => drawdown / 1e6)).toEqual([-5, 0, 0, -6, 0, -1]);
  });
});

describe('thin', () => {
  const day = (totals: readonly number[]) =>
    withDrawdown(addSeries([seriesOf(totals.map((total, index) => [totals.length - index, 0, total]))]));

  it('leaves a day that fits as it is', () => {
    const points = day([1, 2, 3]);
    expect(thin(points, 600)).toBe(points);
  });

  it('keeps the ends, the extremes and the order, and no more than asked', () => {
    const totals = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(totals, fc.integer({ min: 10, max: 100 }), (given, most) => {
        const points = day(given);
        const kept = thin(points, most);
        const extremes = (of: typeof kept) => [
          of[0],
          of.at(-1),
          Math.max(...of.map(({ total }) => total)),
          Math.min(...of.map(({ total }) => total)),
          Math.min(...of.map(({ drawdown }) => drawdown)),
        ];
        expect(kept.length).toBeLessThanOrEqual(most);
        expect(extremes(kept)).toEqual(extremes(points));
        expect(kept).toEqual(points.filter((point) => kept.includes(point)));
      }),
    );
  });

  it('brings a whole day of minutes down to 600', () => {
    const points = withDrawdown(addSeries([wanderingDay(1_380)]));
    expect(thin(points, 600).length).toBeLessThanOrEqual(600);
    expect(thin(points, 600).length).toBeGreaterThan(300);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaPath, linePath, nearestPoint, plotOf, spread, stepPath } from '../../../cells/pnl/plot.ts';
import type { PnlValue } from '../../../cells/pnl/schema.ts';

const chartOf = (points: PnlValue['points']): PnlValue => ({
  tradeDate: '2026-11-20',
  from: null,
  method: 'fifo',
  step: 'minute',
  currency: 'USD',
  otherCurrencies: [],
  zone: 'America/Chicago',
  zoneName: 'CST',
  points,
  total: points.length,
  now: null,
  amounts: [],
  times: [],
  matches: null,
});

const three = chartOf([
  [0, 0, 0, 0],
  [50, 100, 0, 0],
  [100, 0, -100, -200],
]);

describe('paths', () => {
  const plot = plotOf(three);
  const top = (micros: number): number => Math.round(plot.top(micros) * 10) / 10;

  it('draws a line through the points', () => {
    const path = linePath(three, plot, ([, realized, unrealized]) => realized + unrealized);
    expect(path).toBe(`M0 ${top(0)}L500 ${top(100)}L1000 ${top(-100)}`);
  });

  it('draws realized as steps', () => {
    expect(stepPath(three, plot, (point) => point[1])).toBe(`M0 ${top(0)}H500V${top(100)}H1000V${top(0)}`);
  });

  it('closes the drawdown at zero', () => {
    expect(areaPath(three, plot, (point) => point[3])).toBe(
      `M0 ${top(0)}L0 ${top(0)}L500 ${top(0)}L1000 ${top(-200)}L1000 ${top(0)}Z`,
    );
  });

  it('puts a single point in the middle and draws nothing for none', () => {
    const single = chartOf([[7, 0, 0, 0]]);
    expect(linePath(single, plotOf(single), () => 0)).toBe('M500 500');
    expect(areaPath(chartOf([]), plotOf(chartOf([])), () => 0)).toBe('');
  });
});

describe('spread', () => {
  const cases: [tops: number[], placed: number[]][] = [
    [
      [10, 50, 90],
      [10, 50, 90],
    ],
    [
      [50, 50, 50],
      [50, 59, 68],
    ],
    [
      [99, 98, 10],
      [100, 91, 10],
    ],
    [[], []],
  ];
  it.each(cases)('%j', (tops, placed) => {
    expect(spread(tops, 9)).toEqual(placed);
  });

  it('keeps labels apart and inside', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }), (tops) => {
        const placed = spread(tops, 9).sort((a, b) => a - b);
        expect(placed.at(-1)).toBeLessThanOrEqual(100);
        const gaps = placed.slice(1).map((top, index) => top - (placed[index] ?? 0));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(9 - 1e-9);
      }),
    );
  });
});

describe('nearestPoint', () => {
  it.each([
    [0, 0],
    [0.24, 0],
    [0.26, 1],
    [0.8, 2],
    [1, 2],
  ])('at %d', (share, index) => {
    expect(nearestPoint(three, share)).toBe(index);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thin } from '../../../cells/pnl/thin.ts';
import { drawdown } from '../../../core/pnl/drawdown.ts';
import { seriesOf, wanderingDay } from './fixture.ts';

describe('thin', () => {
  const day = (totals: readonly number[]) =>
    drawdown(seriesOf(totals.map((total, index) => [totals.length - index, 0, total])).points).points;

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
    const points = drawdown(wanderingDay(1_380).points).points;
    expect(thin(points, 600).length).toBeLessThanOrEqual(600);
    expect(thin(points, 600).length).toBeGreaterThan(300);
  });
});

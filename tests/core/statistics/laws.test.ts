import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawdownCurve, equityCurve } from '../../../core/statistics/drawdown.ts';
import { mean, variance } from '../../../core/statistics/moments.ts';
import { type Statistics, statistics, statisticsBy } from '../../../core/statistics/statistics.ts';
import type { Trade } from '../../../core/statistics/trade.ts';
import { datedTrades } from './trades.ts';

const seed = { seed: 20261120 };
const amount = fc.integer({ min: -5_000, max: 5_000 });
const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-11-${String(of).padStart(2, '0')}`);
const trade: fc.Arbitrary<Trade> = fc
  .tuple(day, amount, fc.constantFrom('maker', 'trend', 'manual'))
  .map((row) => datedTrades([row])[0]!);
const trades = fc.array(trade, { maxLength: 60 });
const period = fc.constantFrom('trade', 'day', 'week', 'month' as const);

const ratios = (figures: Statistics): (number | undefined)[] => [
  figures.winRate,
  figures.profitFactor,
  figures.expectancyRatio,
  figures.payoffRatio,
  figures.sharpe,
  figures.sortino,
  figures.omega,
  figures.tailRatio,
];

describe('laws of statistics', () => {
  it('no figure is NaN or infinite', () => {
    fc.assert(
      fc.property(trades, period, fc.constantFrom(0, 1e9), (given, by, startingEquity) => {
        for (const value of Object.values(statistics(given, { period: by, startingEquity })))
          if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite);
      }),
      seed,
    );
  });

  it('ratios have no unit: twice the money gives the same', () => {
    fc.assert(
      fc.property(trades, period, (given, by) => {
        const twice = given.map((one) => ({ ...one, amount: one.amount * 2 }));
        const [once, doubled] = [given, twice].map((list) => ratios(statistics(list, { period: by })));
        once?.forEach((value, index) => {
          if (value === undefined) expect(doubled?.[index]).toBeUndefined();
          else expect(doubled?.[index]).toBeCloseTo(value, 9);
        });
      }),
      seed,
    );
  });

  it('groups sum to the whole exactly, whatever the group', () => {
    fc.assert(
      fc.property(trades, fc.constantFrom('strategy', 'trade', 'day', 'week', 'month' as const), (given, by) => {
        const whole = statistics(given);
        const groups = statisticsBy(given, by).map(({ figures }) => figures);
        for (const figure of ['trades', 'wins', 'losses', 'breakEvens', 'total', 'grossProfit', 'grossLoss'] as const)
          expect(groups.reduce((sum, figures) => sum + figures[figure], 0)).toBe(whole[figure]);
      }),
      seed,
    );
  });

  it('sums and extremes do not depend on the order, and equal inputs may change places', () => {
    fc.assert(
      fc.property(trades, (given) => {
        const {
          longestWinStreak: _w,
          longestLossStreak: _l,
          currentStreak: _c,
          ...one
        } = statistics(given, {
          period: 'day',
        });
        const {
          longestWinStreak: _v,
          longestLossStreak: _k,
          currentStreak: _d,
          ...other
        } = statistics(given.toReversed(), { period: 'day' });
        expect(other).toEqual(one);
      }),
      seed,
    );
  });

  it('a drawdown is never above zero, and zero at each new peak', () => {
    fc.assert(
      fc.property(fc.array(amount), amount, (amounts, start) => {
        const curve = equityCurve(amounts, start);
        let highest = start;
        drawdownCurve(curve, start).forEach((below, index) => {
          highest = Math.max(highest, curve[index]!);
          expect(below).toBe(curve[index]! - highest);
          expect(below).toBeLessThanOrEqual(0);
        });
      }),
      seed,
    );
  });

  it('a variance stays the same far from zero', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 40 }), (values) => {
        const far = values.map((value) => value + 1e12);
        expect(variance(far)).toBeCloseTo(variance(values) ?? Number.NaN, 6);
        expect(mean(far)).toBeCloseTo(1e12 + (mean(values) ?? 0), 3);
      }),
      seed,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { deepestFall, equityCurve } from '../../../core/statistics/drawdown.ts';
import { cagr } from '../../../core/statistics/growth.ts';
import { expectancy, expectancyRatio, outcomes } from '../../../core/statistics/outcomes.ts';
import { oracle } from '../../oracle.ts';

interface Metrics {
  readonly cagr: readonly { start: number; end: number; days: number; expected4dp: number }[];
  readonly expectancy: readonly { profits: number[]; expectancy: number; expectancyRatio: number }[];
  readonly maxDrawdown: readonly {
    profits: number[];
    startingBalance: number;
    absolute: number;
    relativeAccount?: number;
    relative?: boolean;
    highDay?: number;
    lowDay?: number;
    quirk?: string;
  }[];
}

const metrics = oracle<Metrics>('freqtrade_metrics.json');

describe.skipIf(!metrics)('freqtrade metrics (needs the shared oracles)', () => {
  it.each(metrics?.cagr ?? [])('CAGR from $start to $end in $days days', ({ start, end, days, expected4dp }) => {
    expect(cagr(start, end, days / 365)).toBeCloseTo(expected4dp, 4);
  });

  it.each(metrics?.expectancy ?? [])('expectancy of $profits', (row) => {
    const given = outcomes(row.profits);
    expect([expectancy(given), expectancyRatio(given)]).toEqual([
      row.expectancy,
      expect.closeTo(row.expectancyRatio, 8),
    ]);
  });

  it.each((metrics?.maxDrawdown ?? []).filter(({ quirk }) => quirk === undefined))(
    'drawdown of $profits from $startingBalance, relative $relative',
    ({ profits, startingBalance, relative, absolute, relativeAccount, highDay, lowDay }) => {
      const fall = deepestFall(equityCurve(profits, startingBalance), startingBalance, relative ? 'share' : 'amount');
      expect(fall?.depth).toBeCloseTo(absolute, 6);
      expect(fall?.share).toBeCloseTo(relativeAccount ?? Number.NaN, 6);
      if (lowDay !== undefined) expect(fall?.valley).toBe(lowDay);
      // the first day's profit is zero: the start and that day are the same peak, of which ours is the first
      if (highDay !== undefined) expect(fall?.peak).toBe(highDay === 0 ? -1 : highDay);
    },
  );

  it('counts the starting equity as a peak where freqtrade begins after the first loss', () => {
    const quirk = metrics?.maxDrawdown.find((row) => row.quirk !== undefined);
    const profits = quirk?.profits ?? [];
    expect(deepestFall(equityCurve(profits, 0), 0)?.depth).toBeCloseTo(0.055545, 9);
  });
});

describe('the same in small, without the folder', () => {
  it.each([
    ['grows by half in a year', 1_000, 1_500, 365, 0.5],
    ['stands still', 1_000, 1_000, 365, 0],
    ['grows by half in a hundred days', 1_000, 1_500, 100, 3.3927],
    ['begins at nothing', 0, 1_500, 100, undefined],
    ['ends below nothing', 1_000, -1, 100, undefined],
  ])('%s', (_, start, end, days, expected) => {
    const growth = cagr(start, end, days / 365);
    expect(growth === undefined ? growth : Number(growth.toFixed(4))).toBe(expected);
  });

  it('tells the deepest amount from the deepest share', () => {
    const curve = equityCurve([0, -500, 500, 10_000, -1_000], 1_000);
    expect(deepestFall(curve, 1_000)).toEqual({ depth: 1_000, share: 1 / 11, peak: 3, valley: 4 });
    expect(deepestFall(curve, 1_000, 'share')).toEqual({ depth: 500, share: 0.5, peak: -1, valley: 1, recovery: 2 });
    expect(deepestFall(equityCurve([1, 2], 0), 0)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { type Statistics, statistics, statisticsBy } from '../../../core/statistics/statistics.ts';
import { datedTrades, tradesOf } from './trades.ts';

const micros = (amount: number): number => amount * 1e6;
const defined = (figures: Statistics): Record<string, unknown> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));

describe('B21-28: [200, -100, 50, -300, 400]', () => {
  const trades = tradesOf([200, -100, 50, -300, 400]);
  const figures = statistics(trades);

  it('gives exact counts and amounts', () => {
    expect(figures).toMatchObject({
      trades: 5,
      wins: 3,
      losses: 2,
      breakEvens: 0,
      winRate: 0.6,
      total: micros(250),
      grossProfit: micros(650),
      grossLoss: micros(-400),
      profitFactor: 1.625,
      expectancy: micros(50),
      expectancyRatio: 0.25,
      averageLoss: micros(-200),
      largestWin: micros(400),
      largestLoss: micros(-300),
      longestWinStreak: 1,
      longestLossStreak: 1,
      currentStreak: 1,
      maxDrawdown: micros(350),
      maxDrawdownShare: undefined,
      drawdownPeriods: 4,
      recoveryPeriods: 1,
      currentDrawdown: 0,
    });
  });

  it('gives quotients to every printed digit', () => {
    expect(figures.averageWin / 1e6).toBeCloseTo(216.6666666667, 9);
    expect(figures.sharpe).toBeCloseTo(0.1856953382, 10);
    expect(figures.sortino).toBeCloseTo(0.3535533906, 10);
    // 50 / √58,000; a list of full digits has 0.2076136963, which lost a nine
    expect(statistics(trades, { ddof: 0 }).sharpe).toBeCloseTo(0.2076136996, 10);
    expect(statistics(trades, { annualization: 4 }).sharpe).toBeCloseTo(2 * 0.1856953382, 9);
  });
});

describe('B21-29: one side and nothing', () => {
  it('measures losses from the starting equity', () => {
    expect(statistics(tradesOf([-50, -25]))).toMatchObject({
      profitFactor: 0,
      payoffRatio: 0,
      winRate: 0,
      averageWin: 0,
      maxDrawdown: micros(75),
      currentDrawdown: micros(75),
      drawdownPeriods: 2,
      recoveryPeriods: undefined,
    });
  });

  it('has zeros for no trades, and no ratios', () => {
    expect(defined(statistics([]))).toEqual({
      trades: 0,
      wins: 0,
      losses: 0,
      breakEvens: 0,
      winRate: 0,
      total: 0,
      grossProfit: 0,
      grossLoss: 0,
      profitFactor: 0,
      expectancy: 0,
      averageWin: 0,
      averageLoss: 0,
      largestWin: 0,
      largestLoss: 0,
      longestWinStreak: 0,
      longestLossStreak: 0,
      currentStreak: 0,
      periods: 0,
      maxDrawdown: 0,
      currentDrawdown: 0,
    });
  });

  it('has no profit factor for wins alone', () => {
    expect(statistics(tradesOf([50, 25]))).toMatchObject({
      profitFactor: undefined,
      payoffRatio: undefined,
      sortino: undefined,
      maxDrawdown: 0,
      drawdownStart: undefined,
    });
  });

  it('has no ratio for one trade or equal ones', () => {
    expect(statistics(tradesOf([10]))).toMatchObject({ sharpe: undefined, sortino: undefined, volatility: undefined });
    expect(statistics(tradesOf([0.1, 0.1, 0.1]))).toMatchObject({ sharpe: undefined, volatility: 0 });
  });
});

describe('periods', () => {
  const trades = datedTrades([
    ['2026-11-20', 100, 'maker'],
    ['2026-11-20', -40, 'trend'],
    ['2026-11-22', -10, 'maker'],
    ['2026-11-23', -200, 'trend'],
    ['2026-12-01', 300, 'maker'],
  ]);

  it('counts trades by themselves and drawdown by the period', () => {
    const figures = statistics(trades, { period: 'week', startingEquity: micros(1_000) });
    expect(figures).toMatchObject({
      trades: 5,
      periods: 3,
      maxDrawdown: micros(200),
      maxDrawdownShare: 200 / 1_050,
      drawdownStart: '2026-11-16',
      drawdownValley: '2026-11-23',
      drawdownRecovery: '2026-11-30',
      drawdownPeriods: 2,
      recoveryPeriods: 1,
    });
    expect(figures.cagr).toBeCloseTo(1.15 ** (365 / 12) - 1, 9);
    expect(figures.calmar).toBeCloseTo((figures.cagr ?? 0) / (200 / 1_050), 9);
  });

  it('begins each group at the same equity, in the order of names or days', () => {
    const of = (by: 'strategy' | 'month') =>
      statisticsBy(trades, by).map(({ key, figures }) => [key, figures.trades, figures.total / 1e6]);
    expect(of('strategy')).toEqual([
      ['maker', 3, 390],
      ['trend', 2, -240],
    ]);
    expect(of('month')).toEqual([
      ['2026-11-01', 4, -150],
      ['2026-12-01', 1, 300],
    ]);
  });

  it('puts trades in the order of their dates before it counts streaks', () => {
    expect(statistics(trades.toReversed()).longestLossStreak).toBe(2);
    expect(statistics(trades).longestLossStreak).toBe(3);
  });

  it('compounds returns', () => {
    const returns = [0.1, -0.5, 0.2].map((amount) => ({ amount }));
    const figures = statistics(returns, { measure: 'return', period: 'day' });
    expect(figures.total).toBeCloseTo(1.1 * 0.5 * 1.2 - 1, 12);
    expect(figures.maxDrawdownShare).toBeCloseTo(0.5, 12);
    expect(figures.currentDrawdown).toBeCloseTo(0.4, 12);
    expect(figures.maxDrawdown).toBeUndefined();
  });
});

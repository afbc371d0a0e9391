import { totalReturn } from './growth.ts';
import {
  averageLoss,
  averageWin,
  expectancy,
  expectancyRatio,
  outcomes,
  payoffRatio,
  profitFactor,
  winRate,
} from './outcomes.ts';
import type { Series } from './series.ts';
import { streaks } from './streaks.ts';

/** Figures of the trades one by one, whatever the period. */
export function tradeFigures(amounts: Series, measure: 'money' | 'return') {
  const given = outcomes(amounts);
  const { longestWin, longestLoss, current } = streaks(amounts);
  return {
    trades: given.count,
    wins: given.wins,
    losses: given.losses,
    breakEvens: given.breakEvens,
    winRate: winRate(given),
    total: measure === 'money' ? given.grossProfit + given.grossLoss : (totalReturn(amounts) ?? 0),
    grossProfit: given.grossProfit,
    grossLoss: given.grossLoss,
    profitFactor: profitFactor(given),
    expectancy: expectancy(given),
    expectancyRatio: expectancyRatio(given),
    averageWin: averageWin(given),
    averageLoss: averageLoss(given),
    payoffRatio: payoffRatio(given),
    largestWin: given.largestWin,
    largestLoss: given.largestLoss,
    longestWinStreak: longestWin,
    longestLossStreak: longestLoss,
    currentStreak: current,
  };
}

export type TradeFigures = Readonly<ReturnType<typeof tradeFigures>>;

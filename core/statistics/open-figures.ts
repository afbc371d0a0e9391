import { holding } from './holding.ts';
import { mean } from './moments.ts';
import type { Trade } from './trade.ts';

/** Figures of the time in which trades were open. Trades without prices of that time count in no excursion. */
export function openFigures(trades: readonly Trade[]) {
  const held = holding(trades);
  const adverse: number[] = [];
  const favorable: number[] = [];
  for (const trade of trades) {
    if (trade.adverse !== undefined) adverse.push(trade.adverse);
    if (trade.favorable !== undefined) favorable.push(trade.favorable);
  }
  return {
    holdingMean: held.mean,
    holdingMedian: held.median,
    holdingWinners: held.winners,
    holdingLosers: held.losers,
    averageAdverse: mean(adverse),
    worstAdverse: extreme(adverse, Math.min),
    averageFavorable: mean(favorable),
    bestFavorable: extreme(favorable, Math.max),
  };
}

const extreme = (values: readonly number[], pick: (a: number, b: number) => number): number | undefined =>
  values.length === 0 ? undefined : values.reduce((best, value) => pick(best, value));

export type OpenFigures = Readonly<ReturnType<typeof openFigures>>;

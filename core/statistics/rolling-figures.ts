import type { TradeDate } from '../model/time.ts';
import { deepestFall } from './drawdown.ts';
import { equityOf } from './drawdown-figures.ts';
import { type StatisticsOptions, settle } from './options.ts';
import { sharpe, volatility } from './ratios.ts';
import { rolling } from './rolling.ts';
import { periodsOf } from './statistics.ts';
import { inOrder, type Trade } from './trade.ts';

/** One stretch of neighboring periods. */
export interface RollingFigures {
  /** Places of its first and last period, from 0. */
  readonly from: number;
  readonly to: number;
  readonly lastDate: TradeDate | undefined;
  readonly sharpe: number | undefined;
  readonly volatility: number | undefined;
  /** Deepest fall within the stretch: micros of money, or a share for returns; zero or positive. */
  readonly maxDrawdown: number;
}

/** Sharpe, volatility and drawdown of each stretch of `window` periods, each beginning at the same starting equity. */
export function rollingFigures(
  trades: readonly Trade[],
  window: number,
  options: StatisticsOptions = {},
): readonly RollingFigures[] {
  const settled = settle(options);
  const { amounts, dates } = periodsOf(inOrder(trades), settled);
  const money = settled.measure === 'money';
  return rolling(amounts, window, (stretch) => {
    const { start, curve } = equityOf(stretch, settled);
    const fall = deepestFall(curve, start, money ? 'amount' : 'share');
    return {
      sharpe: sharpe(stretch, settled),
      volatility: volatility(stretch, settled),
      maxDrawdown: (money ? fall?.depth : fall?.share) ?? 0,
    };
  }).map((figures, from) => ({ from, to: from + window - 1, lastDate: dates[from + window - 1], ...figures }));
}

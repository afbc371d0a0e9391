import { OutOfRange } from '../errors.ts';
import type { TradeDate } from '../model/time.ts';
import { type BenchmarkFigures, benchmarkFigures } from './benchmark-figures.ts';
import { type DrawdownFigures, drawdownFigures } from './drawdown-figures.ts';
import { type OpenFigures, openFigures } from './open-figures.ts';
import { type Periods, type Settled, type StatisticsOptions, settle } from './options.ts';
import { type Group, groupTrades, type Period } from './period.ts';
import { type RatioFigures, ratioFigures } from './ratio-figures.ts';
import { numbersOf } from './series.ts';
import { inOrder, type Trade } from './trade.ts';
import { type TradeFigures, tradeFigures } from './trade-figures.ts';

/** Every figure by its name (`definitions` says what it is), undefined where it has no value. */
export type Statistics = TradeFigures & OpenFigures & RatioFigures & BenchmarkFigures & DrawdownFigures;

/**
 * Statistics of trades in the order of their closes. Sums of money are exact; quotients are doubles. Throws `OutOfRange` where wins or losses
 * sum to more than 9 billion.
 */
export function statistics(given: readonly Trade[], options: StatisticsOptions = {}): Statistics {
  const settled = settle(options);
  const trades = inOrder(given);
  const amounts = numbersOf(trades, ({ amount }) => amount);
  const periods = periodsOf(trades, settled);
  const figures = tradeFigures(amounts, settled.measure);
  if (settled.measure === 'money' && !(inRange(figures.grossProfit) && inRange(figures.grossLoss)))
    throw new OutOfRange('These wins or losses sum to more than 9 billion, which money cannot hold exactly.');
  const fallen = drawdownFigures(periods, settled);
  return {
    ...figures,
    ...openFigures(trades),
    ...ratioFigures(periods, settled, fallen.maxDrawdownShare, trades),
    ...benchmarkFigures(trades, settled),
    ...fallen,
  };
}

/** Statistics of each strategy or period, in the order of their names or days; each begins at the same starting equity. */
export const statisticsBy = (
  trades: readonly Trade[],
  by: 'strategy' | Period,
  options: StatisticsOptions = {},
): readonly { readonly key: string; readonly figures: Statistics }[] =>
  groupTrades(inOrder(trades), by).map((group) => ({ key: group.key, figures: statistics(group.trades, options) }));

const inRange = (sum: number): boolean => Math.abs(sum) <= Number.MAX_SAFE_INTEGER;

/** One outcome for each period, of trades in their order. */
export const periodsOf = (trades: readonly Trade[], settled: Settled): Periods =>
  settled.period === 'trade'
    ? { amounts: numbersOf(trades, ({ amount }) => amount), dates: trades.map(({ date }) => date) }
    : grouped(trades, settled);

function grouped(trades: readonly Trade[], { period, measure }: Settled): Periods {
  const groups = groupTrades(trades, period);
  const outcome = ({ trades: held }: Group): number =>
    measure === 'money'
      ? held.reduce((sum, { amount }) => sum + amount, 0)
      : held.reduce((growth, { amount }) => growth * (1 + amount), 1) - 1;
  return {
    // a single return stays itself to the last digit
    amounts: numbersOf(groups, (group) => (group.trades.length === 1 ? group.trades[0]!.amount : outcome(group))),
    dates: groups.map(({ key }) => (key === '' ? undefined : (key as TradeDate))),
  };
}

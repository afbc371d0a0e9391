/** What a figure is counted in. `amount` is micros of money, or a simple return where returns are what is measured. */
export type Unit = 'count' | 'share' | 'amount' | 'ratio' | 'duration' | 'date' | 'streak';
export type FigureGroup = 'trades' | 'open' | 'ratios' | 'benchmark' | 'drawdown';

export interface Definition {
  readonly group: FigureGroup;
  readonly label: string;
  readonly unit: Unit;
  readonly definition: string;
  /** Why there is no value where there is none. */
  readonly without: string;
}

const figure = (group: FigureGroup, label: string, unit: Unit, definition: string, without = ''): Definition => ({
  group,
  label,
  unit,
  definition,
  without,
});

const few = 'fewer than two periods';

/** Every figure with what it means: pages, exports, the command line and the documentation say it in these words. */
export const definitions = {
  trades: figure('trades', 'trades', 'count', 'Trades that were closed.'),
  wins: figure('trades', 'wins', 'count', 'Trades that earned more than zero.'),
  losses: figure('trades', 'losses', 'count', 'Trades that lost more than zero.'),
  breakEvens: figure('trades', 'break-even', 'count', 'Trades that earned exactly zero.'),
  winRate: figure('trades', 'win rate', 'share', 'Wins over all trades, break-evens included; 0 without trades.'),
  total: figure('trades', 'total', 'amount', 'Sum of what all trades earned; of returns, their compound.'),
  grossProfit: figure('trades', 'gross profit', 'amount', 'Sum of the wins.'),
  grossLoss: figure('trades', 'gross loss', 'amount', 'Sum of the losses, zero or negative.'),
  profitFactor: figure(
    'trades',
    'profit factor',
    'ratio',
    'Gross profit over gross loss. Infinite, so not a number, without losses; 0 without trades.',
    'no losses',
  ),
  expectancy: figure('trades', 'expectancy', 'amount', 'Mean of all trades; 0 without trades.'),
  expectancyRatio: figure('trades', 'expectancy ratio', 'ratio', 'Expectancy over the average loss.', 'no losses'),
  averageWin: figure('trades', 'average win', 'amount', 'Mean of the wins; 0 without wins.'),
  averageLoss: figure('trades', 'average loss', 'amount', 'Mean of the losses, zero or negative; 0 without losses.'),
  payoffRatio: figure('trades', 'payoff ratio', 'ratio', 'Average win over average loss.', 'no losses'),
  largestWin: figure('trades', 'largest win', 'amount', 'The best trade; 0 without wins.'),
  largestLoss: figure('trades', 'largest loss', 'amount', 'The worst trade, zero or negative; 0 without losses.'),
  longestWinStreak: figure('trades', 'longest win streak', 'count', 'Most wins in a row; a break-even ends a streak.'),
  longestLossStreak: figure(
    'trades',
    'longest loss streak',
    'count',
    'Most losses in a row; a break-even ends a streak.',
  ),
  currentStreak: figure(
    'trades',
    'current streak',
    'streak',
    'Wins in a row up to the last trade, losses as a negative count; 0 after a break-even.',
  ),
  holdingMean: figure(
    'open',
    'mean holding',
    'duration',
    'Mean time from the entry of a trade to its exit.',
    'no times',
  ),
  holdingMedian: figure('open', 'median holding', 'duration', 'Half of the trades were held shorter.', 'no times'),
  holdingWinners: figure('open', 'holding of wins', 'duration', 'Mean time that wins were held.', 'no wins with times'),
  holdingLosers: figure(
    'open',
    'holding of losses',
    'duration',
    'Mean time that losses were held.',
    'no losses with times',
  ),
  averageAdverse: figure(
    'open',
    'average MAE',
    'amount',
    'Mean maximum adverse excursion: the worst each trade stood at against its entry, by whole bars or ticks while it was open.',
    'no prices',
  ),
  worstAdverse: figure(
    'open',
    'worst MAE',
    'amount',
    'The worst that any trade stood at while it was open.',
    'no prices',
  ),
  averageFavorable: figure(
    'open',
    'average MFE',
    'amount',
    'Mean maximum favorable excursion: the best each trade stood at against its entry, by whole bars or ticks while it was open.',
    'no prices',
  ),
  bestFavorable: figure(
    'open',
    'best MFE',
    'amount',
    'The best that any trade stood at while it was open.',
    'no prices',
  ),
  periods: figure(
    'ratios',
    'periods',
    'count',
    'Periods in which something was closed: trades, days, weeks or months.',
  ),
  volatility: figure(
    'ratios',
    'volatility',
    'amount',
    'Standard deviation of the periods, times the root of the periods a year.',
    few,
  ),
  downsideRisk: figure(
    'ratios',
    'downside risk',
    'amount',
    'Root mean square of the losing periods, counted over all periods, times the root of the periods a year.',
    'no periods',
  ),
  sharpe: figure(
    'ratios',
    'Sharpe',
    'ratio',
    'Mean over standard deviation of the periods, times the root of the periods a year.',
    'no variation, or fewer than two periods',
  ),
  sortino: figure(
    'ratios',
    'Sortino',
    'ratio',
    'Mean over the root mean square of the losses, counted over all periods, times the root of the periods a year.',
    'no losing period, or fewer than two periods',
  ),
  omega: figure(
    'ratios',
    'omega',
    'ratio',
    'Sum of the periods above the threshold over the sum of those below it; the threshold is zero unless a required return is given.',
    'no losing period, or fewer than two periods',
  ),
  cagr: figure(
    'ratios',
    'CAGR',
    'share',
    'Compound growth of equity a year: of money over calendar years of 365 days from the first trade date to the last, of returns over periods a year.',
    'needs a starting equity and dates',
  ),
  calmar: figure(
    'ratios',
    'Calmar',
    'ratio',
    'CAGR over the deepest drawdown as a share of its peak.',
    'no CAGR or no drawdown',
  ),
  tailRatio: figure(
    'ratios',
    'tail ratio',
    'ratio',
    'Size of the 95th percentile of the periods over that of the 5th.',
    'no periods, or a 5th percentile of zero',
  ),
  valueAtRisk: figure('ratios', 'value at risk 5%', 'amount', 'The 5th percentile of the periods.', 'no periods'),
  stability: figure(
    'ratios',
    'stability',
    'ratio',
    'R² of a line through the logarithm of equity, period by period; 1 grows evenly.',
    'needs two returns, or a starting equity',
  ),
  beta: figure('benchmark', 'beta', 'ratio', 'Covariance with the benchmark over its variance.', 'no benchmark'),
  alpha: figure(
    'benchmark',
    'alpha',
    'share',
    'Mean return that beta does not explain, compounded to a year.',
    'no benchmark',
  ),
  informationRatio: figure(
    'benchmark',
    'information ratio',
    'ratio',
    'Mean over standard deviation of what exceeds the benchmark, of one period.',
    'no benchmark',
  ),
  upCapture: figure(
    'benchmark',
    'up capture',
    'ratio',
    'Annual return over that of the benchmark, in the periods in which it rose.',
    'no benchmark that rose',
  ),
  downCapture: figure(
    'benchmark',
    'down capture',
    'ratio',
    'Annual return over that of the benchmark, in the periods in which it fell.',
    'no benchmark that fell',
  ),
  maxDrawdown: figure(
    'drawdown',
    'deepest drawdown',
    'amount',
    'Largest fall of equity from its highest before; the starting equity is a peak too. A positive amount, 0 without one.',
    'returns have no amount',
  ),
  maxDrawdownShare: figure(
    'drawdown',
    'deepest, of its peak',
    'share',
    'Largest fall of equity as a share of its highest before, which may be another one than the largest amount.',
    'needs a starting equity',
  ),
  drawdownStart: figure(
    'drawdown',
    'peak',
    'date',
    'Period that ended at the peak before the deepest drawdown.',
    'the start',
  ),
  drawdownValley: figure(
    'drawdown',
    'valley',
    'date',
    'Period that ended at the bottom of the deepest drawdown.',
    'no dates',
  ),
  drawdownRecovery: figure(
    'drawdown',
    'recovery',
    'date',
    'First period that ended at the peak of the deepest drawdown again, or above it.',
    'not recovered',
  ),
  drawdownPeriods: figure(
    'drawdown',
    'length in periods',
    'count',
    'Periods from the peak of the deepest drawdown to its recovery, or to the last one while there is none.',
    'no drawdown',
  ),
  recoveryPeriods: figure(
    'drawdown',
    'recovery in periods',
    'count',
    'Periods from the bottom of the deepest drawdown to its recovery.',
    'not recovered',
  ),
  currentDrawdown: figure(
    'drawdown',
    'drawdown now',
    'amount',
    'How far equity stands below its highest, zero or positive.',
  ),
} satisfies Readonly<Record<string, Definition>>;

export type FigureName = keyof typeof definitions;

export const isFigureName = (name: string): name is FigureName => Object.hasOwn(definitions, name);

/** In the order in which they are shown. */
export const figureNames: readonly FigureName[] = Object.keys(definitions).filter(isFigureName);

import type { TradeDate } from '../model/time.ts';
import { annualizations, type Period } from './period.ts';

export interface StatisticsOptions {
  /** What is measured: `money` in micros (unless said), or simple `return`s, which compound. */
  readonly measure?: 'money' | 'return';
  /** What ratios and drawdown are made of; single trades unless said. A trade without a date is a period of its own. */
  readonly period?: Period;
  /** Taken off the sample size when a deviation is made; 1 unless said. */
  readonly ddof?: number;
  /** Periods a year; by the period unless said: 252 days, 52 weeks, 12 months, and 1 for trades, whose ratios are not annualized. */
  readonly annualization?: number;
  /** Equity before the first trade in micros; 0 unless said, and then no share of equity and no growth is known. */
  readonly startingEquity?: number;
  /** Yearly return that Sharpe, Sortino and omega measure against; 0 unless said. For returns only. */
  readonly requiredReturn?: number;
}

export type Settled = Readonly<Required<StatisticsOptions>>;

/** Options with every default said. */
export const settle = ({ period = 'trade', ...options }: StatisticsOptions): Settled => ({
  measure: options.measure ?? 'money',
  period,
  ddof: options.ddof ?? 1,
  annualization: options.annualization ?? annualizations[period],
  startingEquity: options.startingEquity ?? 0,
  requiredReturn: options.requiredReturn ?? 0,
});

/** One outcome for each period, with its first day where it has one. */
export interface Periods {
  readonly amounts: Float64Array;
  readonly dates: readonly (TradeDate | undefined)[];
}

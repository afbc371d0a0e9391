import { deviation, downsideDeviation, mean } from './moments.ts';
import { quotient, type Series } from './series.ts';

/** How a ratio of one period becomes one of a year. */
export interface RatioOptions {
  /** Taken off the sample size when a deviation is made; 1 unless said. */
  readonly ddof?: number;
  /** Periods a year; 1 unless said, which leaves the ratio as it is for one period. */
  readonly annualization?: number;
}

/**
 * Mean over standard deviation, times the root of the periods a year (Sharpe, 1994). `series` is what exceeds the risk-free rate: money
 * or returns, the ratio has no unit. Undefined for fewer than two values or where all are equal.
 */
export function sharpe(series: Series, { ddof = 1, annualization = 1 }: RatioOptions = {}): number | undefined {
  const [center, spread] = [mean(series), deviation(series, ddof)];
  if (center === undefined || spread === undefined) return undefined;
  return quotient(center * Math.sqrt(annualization), spread);
}

/**
 * Mean over downside deviation against zero, times the root of the periods a year (Sortino and Price, 1994). `series` is what exceeds the
 * required return. Undefined for fewer than two values or where none is below zero.
 */
export function sortino(series: Series, { annualization = 1 }: RatioOptions = {}): number | undefined {
  const [center, spread] = [mean(series), downsideDeviation(series)];
  if (center === undefined || spread === undefined || series.length < 2) return undefined;
  return quotient(center * Math.sqrt(annualization), spread);
}

/** Standard deviation times the root of the periods a year, in the unit of the series; undefined for fewer than two values. */
export function volatility(series: Series, { ddof = 1, annualization = 1 }: RatioOptions = {}): number | undefined {
  const spread = deviation(series, ddof);
  return spread === undefined ? undefined : spread * Math.sqrt(annualization);
}

/** Downside deviation against zero times the root of the periods a year, in the unit of the series; undefined for none. */
export function downsideRisk(series: Series, { annualization = 1 }: RatioOptions = {}): number | undefined {
  const spread = downsideDeviation(series);
  return spread === undefined ? undefined : spread * Math.sqrt(annualization);
}

/**
 * What lies above zero over what lies below it (Keating and Shadwick, 2002). `series` is what exceeds the threshold of one period.
 * Undefined for fewer than two values or where none is below.
 */
export function omega(series: Series): number | undefined {
  let [above, below] = [0, 0];
  for (let index = 0; index < series.length; index++) {
    const value = series[index]!;
    if (value > 0) above += value;
    else below -= value;
  }
  return series.length < 2 ? undefined : quotient(above, below);
}

/** The return of one period that compounds to `annual` over the periods of a year; undefined at a loss of everything or more. */
export const periodReturn = (annual: number, annualization: number): number | undefined =>
  annual <= -1 ? undefined : (1 + annual) ** (1 / annualization) - 1;

/** Yearly growth over the deepest drawdown as a share of its peak (Young, 1991); undefined without growth known or without drawdown. */
export const calmar = (growth: number | undefined, deepestShare: number | undefined): number | undefined =>
  growth === undefined || deepestShare === undefined ? undefined : quotient(growth, Math.abs(deepestShare));

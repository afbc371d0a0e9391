import { finite, type Series } from './series.ts';

/** Arithmetic mean; undefined for none. Summed as distances from the first value, so equal values have exactly their own mean. */
export function mean(series: Series): number | undefined {
  if (series.length === 0) return undefined;
  const first = series[0]!;
  let sum = 0;
  for (let index = 1; index < series.length; index++) sum += series[index]! - first;
  return finite(first + sum / series.length);
}

/**
 * Variance, dividing by n − `ddof` (1 is the sample's, 0 the population's); undefined for `ddof` values or fewer. Two passes with the
 * correction of Chan, Golub and LeVeque (1983): no cancellation, and exactly 0 for equal values.
 */
export function variance(series: Series, ddof = 1): number | undefined {
  const center = mean(series);
  if (center === undefined || series.length <= ddof) return undefined;
  let squares = 0;
  let residue = 0;
  for (let index = 0; index < series.length; index++) {
    const distance = series[index]! - center;
    squares += distance * distance;
    residue += distance;
  }
  return finite((squares - (residue * residue) / series.length) / (series.length - ddof));
}

/** Standard deviation, dividing by n − `ddof`; undefined for `ddof` values or fewer. */
export function deviation(series: Series, ddof = 1): number | undefined {
  const square = variance(series, ddof);
  return square === undefined ? undefined : Math.sqrt(Math.max(0, square));
}

/** Root of the mean square of what lies below zero, over all n values (the target semideviation of Sortino and Price, 1994); undefined for none. */
export function downsideDeviation(series: Series): number | undefined {
  if (series.length === 0) return undefined;
  let squares = 0;
  for (let index = 0; index < series.length; index++) {
    const value = series[index]!;
    if (value < 0) squares += value * value;
  }
  return finite(Math.sqrt(squares / series.length));
}

/** Covariance of two series of one length, dividing by n − `ddof`; undefined for `ddof` values or fewer. */
export function covariance(a: Series, b: Series, ddof = 1): number | undefined {
  const [centerA, centerB] = [mean(a), mean(b)];
  if (centerA === undefined || centerB === undefined || a.length <= ddof) return undefined;
  let products = 0;
  for (let index = 0; index < a.length; index++) products += (a[index]! - centerA) * (b[index]! - centerB);
  return finite(products / (a.length - ddof));
}

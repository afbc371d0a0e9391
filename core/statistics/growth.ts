import { covariance, variance } from './moments.ts';
import { finite, numbersOf, quotient, type Series } from './series.ts';

/** The compound return after each period: Π(1 + r) − 1. */
export function cumulativeReturns(returns: Series): Float64Array {
  let equity = 1;
  return numbersOf(returns, (value) => {
    equity *= 1 + value;
    return equity - 1;
  });
}

/** The compound return of the whole; undefined for none. */
export const totalReturn = (returns: Series): number | undefined => cumulativeReturns(returns).at(-1);

/** Compound growth a year from `start` to `end`, both of one unit, over `years`; undefined where start, end or years are not above zero. */
export const cagr = (start: number, end: number, years: number): number | undefined =>
  start > 0 && end > 0 && years > 0 ? finite((end / start) ** (1 / years) - 1) : undefined;

/** Compound growth a year of returns of which a year has `annualization`; undefined for none, -1 when everything was lost. */
export function annualReturn(returns: Series, annualization: number): number | undefined {
  const total = totalReturn(returns);
  if (total === undefined || total < -1) return undefined;
  return total === -1 ? -1 : cagr(1, 1 + total, returns.length / annualization);
}

/** R² of a line through the logarithms of compound growth: 1 grows evenly. Undefined for fewer than two returns or a loss of everything. */
export function stability(returns: Series): number | undefined {
  if (returns.length < 2) return undefined;
  let growth = 0;
  const logs = numbersOf(returns, (value) => {
    growth += Math.log1p(value);
    return growth;
  });
  const places = numbersOf(logs, (_, index) => index);
  const [shared, ofPlaces, ofLogs] = [covariance(places, logs), variance(places), variance(logs)];
  if (shared === undefined || ofPlaces === undefined || ofLogs === undefined) return undefined;
  return quotient(shared * shared, ofPlaces * ofLogs);
}

/** What each amount was of the equity before it; undefined once equity is not above zero. */
export function returnsOn(amounts: Series, start: number): Float64Array | undefined {
  const returns = new Float64Array(amounts.length);
  let equity = start;
  for (let index = 0; index < amounts.length; index++) {
    if (!(equity > 0)) return undefined;
    returns[index] = amounts[index]! / equity;
    equity += amounts[index]!;
  }
  return returns;
}

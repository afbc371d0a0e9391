import { annualReturn } from './growth.ts';
import { covariance, mean, variance } from './moments.ts';
import { finite, numbersOf, quotient, type Series } from './series.ts';

/*
 * Returns beside those of a benchmark, period by period and of one length. The definitions are those of Jensen (1968) for alpha and beta
 * and of Morningstar for capture.
 */

/** Change of the returns with that of the benchmark: covariance over variance; undefined for fewer than two, or an unmoved benchmark. */
export function beta(returns: Series, benchmark: Series): number | undefined {
  const [shared, own] = [covariance(returns, benchmark), variance(benchmark)];
  return shared === undefined || own === undefined ? undefined : quotient(shared, own);
}

/** What beta does not explain, compounded to a year: (1 + mean(r − β·b))^annualization − 1. */
export function alpha(returns: Series, benchmark: Series, annualization: number): number | undefined {
  const slope = beta(returns, benchmark);
  if (slope === undefined) return undefined;
  const rest = mean(numbersOf(returns, (value, index) => value - slope * benchmark[index]!));
  return rest === undefined ? undefined : finite((1 + rest) ** annualization - 1);
}

/** Both series in the periods in which the benchmark rose, or in which it fell. */
export function whenBenchmark(
  moved: 'up' | 'down',
  returns: Series,
  benchmark: Series,
): { returns: number[]; benchmark: number[] } {
  const kept = Array.from(benchmark, (_, index) => index).filter((index) =>
    moved === 'up' ? benchmark[index]! > 0 : benchmark[index]! < 0,
  );
  return { returns: kept.map((index) => returns[index]!), benchmark: kept.map((index) => benchmark[index]!) };
}

/** Annual return over that of the benchmark; undefined for none, or where the benchmark stood still. */
export function capture(returns: Series, benchmark: Series, annualization: number): number | undefined {
  const [own, theirs] = [annualReturn(returns, annualization), annualReturn(benchmark, annualization)];
  return own === undefined || theirs === undefined ? undefined : quotient(own, theirs);
}

/** Capture in the periods in which the benchmark rose. */
export function upCapture(returns: Series, benchmark: Series, annualization: number): number | undefined {
  const up = whenBenchmark('up', returns, benchmark);
  return capture(up.returns, up.benchmark, annualization);
}

/** Capture in the periods in which the benchmark fell; below 1 loses less than it. */
export function downCapture(returns: Series, benchmark: Series, annualization: number): number | undefined {
  const down = whenBenchmark('down', returns, benchmark);
  return capture(down.returns, down.benchmark, annualization);
}

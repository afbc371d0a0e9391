import { finite, quotient, type Series } from './series.ts';

/**
 * The value below which a `share` (0 to 1) of the sorted values lies, interpolated linearly between neighbors (Hyndman and Fan's
 * definition 7, NumPy's default); undefined for none. `sorted` ascends.
 */
export function quantile(sorted: Series, share: number): number | undefined {
  if (sorted.length === 0) return undefined;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return finite(low + (high - low) * (place - below));
}

/** The middle value, or the mean of the middle two; undefined for none. */
export const median = (series: Series): number | undefined => quantile(Float64Array.from(series).sort(), 0.5);

/** |95th percentile| / |5th percentile|: above 1 the best values reach farther than the worst. Undefined for none, or a 5th of zero. */
export function tailRatio(sorted: Series): number | undefined {
  const [high, low] = [quantile(sorted, 0.95), quantile(sorted, 0.05)];
  return high === undefined || low === undefined ? undefined : quotient(Math.abs(high), Math.abs(low));
}

/** The 5th percentile (or that of another `cutoff`): in 19 of 20 periods the outcome was better. In the unit of the values, which ascend. */
export const valueAtRisk = (sorted: Series, cutoff = 0.05): number | undefined => quantile(sorted, cutoff);

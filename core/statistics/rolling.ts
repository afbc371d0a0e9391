import type { Series } from './series.ts';

/** A figure of each stretch of `window` neighbors, in order; empty where the series is shorter. */
export function rolling<F>(series: Series, window: number, figure: (stretch: Series) => F): F[] {
  const given = Float64Array.from(series);
  return Array.from({ length: Math.max(0, given.length - window + 1) }, (_, from) =>
    figure(given.subarray(from, from + window)),
  );
}

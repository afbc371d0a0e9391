const steps = [1, 2, 5] as const;

/** Round instants of an axis from `from` to `to`, in the unit of both, at most `most` of them, a round step apart. */
export function ticksOf(from: number, to: number, most: number): readonly number[] {
  const span = to - from;
  if (!(span > 0) || most < 1) return [];
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (steps.find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

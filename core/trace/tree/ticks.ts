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

const units = [
  { name: 'µs', microseconds: 1 },
  { name: 'ms', microseconds: 1e3 },
  { name: 's', microseconds: 1e6 },
] as const;

/** A tick of an axis in the unit of its end, with as many decimals as tell it from the next: `12.05 ms`. Microseconds. */
export function tickText(at: number, step: number, end: number): string {
  const unit = units.findLast(({ microseconds }) => end >= microseconds) ?? units[0];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / unit.microseconds) + 1e-9));
  return at === 0 ? '0' : `${(at / unit.microseconds).toFixed(Math.min(6, decimals))} ${unit.name}`;
}

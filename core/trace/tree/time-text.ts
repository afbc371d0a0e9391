import { formatDuration } from '../../format.ts';

const minute = 60_000_000;

function threeDigits(value: number): string {
  if (value === 0) return '0';
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : value.toFixed(0);
}

/** A length of time with three digits and its unit: `0.35 µs`, `12.4 ms`, `2.10 s`; from a minute on as `3 min 05 s`. Microseconds. */
export function timeText(microseconds: number): string {
  if (microseconds < 999.5) return `${threeDigits(microseconds)} µs`;
  if (microseconds < 999_500) return `${threeDigits(microseconds / 1e3)} ms`;
  return microseconds < minute ? `${threeDigits(microseconds / 1e6)} s` : formatDuration(microseconds);
}

import type { Bounds } from '../calendar/calendar.ts';
import type { Instant } from '../model/time.ts';

/** The parts of spans that lie within bounds. */
export const within = (spans: readonly Bounds[], { start, end }: Bounds): Bounds[] =>
  spans
    .map((span) => ({ start: Math.max(span.start, start) as Instant, end: Math.min(span.end, end) as Instant }))
    .filter((span) => span.start < span.end);

/** What of spans is in none of the others; both ascend and overlap nowhere. */
export function without(spans: readonly Bounds[], others: readonly Bounds[]): Bounds[] {
  const left: Bounds[] = [];
  let next = 0;
  for (const span of spans) {
    let { start } = span;
    while (next < others.length && others[next]!.end <= start) next += 1;
    for (let at = next; at < others.length && others[at]!.start < span.end; at += 1) {
      const other = others[at]!;
      if (other.start > start) left.push({ start, end: other.start });
      start = Math.max(start, other.end) as Instant;
    }
    if (start < span.end) left.push({ start, end: span.end });
  }
  return left;
}

/** Microseconds of all of them. */
export const totalLength = (spans: readonly Bounds[]): number =>
  spans.reduce((sum, { start, end }) => sum + end - start, 0);

import type { LadderRow, LadderValue } from './schema.ts';

/** Keeps the middle where the value has rows on both sides of it. */
export function clipped(value: LadderValue, anchor: number, levels: number): number {
  const highest = value.rows[0]?.tick;
  const lowest = value.rows.at(-1)?.tick;
  if (highest === undefined || lowest === undefined) return anchor;
  return Math.max(lowest + levels, Math.min(highest - levels, anchor));
}

/** The rows around a middle. */
export function shownRows(value: LadderValue, anchor: number | null, levels: number): readonly LadderRow[] {
  const highest = value.rows[0]?.tick;
  if (anchor === null || highest === undefined) return [];
  const start = Math.max(0, highest - anchor - levels);
  return value.rows.slice(start, start + 2 * levels + 1);
}

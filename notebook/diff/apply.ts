/** What stands in place of `[from, to)` of a list. */
export interface Replacement<T> {
  readonly from: number;
  readonly to: number;
  readonly put: readonly T[];
}

/** A list with stretches of it replaced; they are in order and do not overlap. */
export function apply<T>(list: readonly T[], replacements: readonly Replacement<T>[]): T[] {
  const made: T[] = [];
  let at = 0;
  for (const { from, to, put } of replacements) {
    made.push(...list.slice(at, from), ...put);
    at = to;
  }
  return [...made, ...list.slice(at)];
}

/** Two ends with two dots between them, as in `10..90` or `2026-11-01..2026-11-20`. */
export const printSpan = (from: string | number, to: string | number): string => `${from}..${to}`;

/** The two ends as texts; undefined where there are no two dots with something on either side. */
export function parseSpan(text: string): readonly [from: string, to: string] | undefined {
  const [, from, to] = /^\s*(.*?[^.\s])\s*\.\.\s*(\S.*?)\s*$/.exec(text) ?? [];
  return from === undefined || to === undefined ? undefined : [from, to];
}

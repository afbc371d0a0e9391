/** Heights of a line from 0 to 100 of the highest; all at the bottom where nothing is above it. */
export function scaled(values: readonly (number | null)[], highest = top(values)): (number | null)[] {
  return values.map((value) => (value === null ? null : highest > 0 ? Math.round((value / highest) * 100) : 0));
}

const top = (values: readonly (number | null)[]): number => Math.max(0, ...values.map((value) => value ?? 0));

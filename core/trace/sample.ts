import { nameMatcher } from './groups/pattern.ts';
import type { TracerSettings } from './port.ts';

/** The share of calls that is recorded by name of a process or of its group; the first rule that fits counts, undefined where none does. */
export function compileRates(
  rules: NonNullable<TracerSettings['sample']>,
): (process: string, group: string) => number | undefined {
  const compiled = rules.map(({ match, rate }) => ({ pattern: nameMatcher(match), rate }));
  return (process, group) => compiled.find(({ pattern }) => pattern.test(process) || pattern.test(group))?.rate;
}

import type { TracerSettings } from './port.ts';

/** Tells whether a name is what a pattern says, `*` standing for anything. */
function fits(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}

/** The share of calls that is recorded by name of a process or of its group; the first rule that fits counts, undefined where none does. */
export function compileRates(
  rules: NonNullable<TracerSettings['sample']>,
): (process: string, group: string) => number | undefined {
  const compiled = rules.map(({ match, rate }) => ({ pattern: fits(match), rate }));
  return (process, group) => compiled.find(({ pattern }) => pattern.test(process) || pattern.test(group))?.rate;
}

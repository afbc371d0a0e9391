import type { GroupStrategy } from './strategy.ts';

export interface GroupRule {
  readonly match: string;
  readonly group: string;
}

const written = /^\/(.+)\/([i]?)$/s;

/**
 * What fits a name: `/expression/` anywhere in it (`i` for any case), a text with `*` for anything all of it, else the name itself or what lies under it
 * (`server/desk` has `server/desk/desk.Desk.submit`). Throws a sentence where an expression cannot be read.
 */
export function nameMatcher(match: string): RegExp {
  const [, expression, flags] = written.exec(match) ?? [];
  if (expression !== undefined) {
    try {
      return new RegExp(expression, flags);
    } catch {
      throw new Error(
        `"${match}" is no regular expression; without slashes at both ends it is a name, with * for anything`,
      );
    }
  }
  const parts = match.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(parts.length > 1 ? `^${parts.join('.*')}$` : `^${parts.join('')}(?![\\w-])`, 's');
}

/** The group of the first rule that fits. */
export function byPattern(rules: readonly GroupRule[]): GroupStrategy {
  const compiled = rules.map(({ match, group }) => ({ expression: nameMatcher(match), group }));
  return (process) => compiled.find(({ expression }) => expression.test(process))?.group;
}

import type { SessionDependencies } from './dependencies.ts';

type Kept = readonly [text: string | undefined, keep: (text: string) => Promise<void>];

/** What a session keeps beside the values of its inputs, under a name that no input can have: as it was kept, and how to keep it. */
export function keptValue(journal: SessionDependencies['journal'], notebook: string, name: 'history' | 'folds'): Kept {
  const key = `~${name}`;
  return [journal.sessionValues(notebook).get(key), (text) => journal.setSessionValue(notebook, key, text)];
}

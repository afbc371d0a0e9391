import type { Session, Sessions } from '../sessions/port.ts';

/** A notebook that a stream follows: all of it, or some of its cells. */
export interface WatchedNotebook {
  readonly session: Session;
  readonly cells: 'all' | readonly string[];
}

const part = /^([a-z0-9_-]+)(?:\/([a-z0-9_-]+))?$/;

/** Reads `morning,carry/curve`; undefined where it is not of that form. */
export function parseWatch(text: string): ReadonlyMap<string, 'all' | readonly string[]> | undefined {
  const watched = new Map<string, 'all' | readonly string[]>();
  for (const each of text.split(',')) {
    const [, notebook, cell] = part.exec(each) ?? [];
    if (notebook === undefined) return undefined;
    const before = watched.get(notebook) ?? [];
    watched.set(notebook, cell === undefined || before === 'all' ? 'all' : [...before, cell]);
  }
  return watched;
}

/** Opens what is watched; notebooks that are gone are left out, so that one deleted page does not end the stream of the others. */
export async function openWatched(
  sessions: Sessions,
  watched: ReadonlyMap<string, 'all' | readonly string[]>,
): Promise<WatchedNotebook[]> {
  const opened = await Promise.all(
    [...watched].map(async ([id, cells]) => ({ session: await sessions.open(id), cells })),
  );
  return opened.flatMap(({ session, cells }) => (session ? [{ session, cells }] : []));
}

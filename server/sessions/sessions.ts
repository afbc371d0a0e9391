import type { SessionDependencies } from './dependencies.ts';
import type { AsideSession, Session, Sessions } from './port.ts';
import { LiveSession } from './session.ts';
import { Sources } from './sources.ts';

/** Where a session aside keeps what a person's session keeps in the journal: nowhere. */
const nowhere: SessionDependencies['journal'] = {
  sessionValues: () => new Map(),
  setSessionValue: () => Promise.resolve(),
};

export type { SessionDependencies } from './dependencies.ts';

/** The open notebooks. A session costs next to nothing while nobody looks at it, so it stays until its notebook goes. */
export function createSessions(dependencies: SessionDependencies): Sessions {
  const { store, desk, analytics, log } = dependencies;
  const sources = new Sources(desk, analytics);
  const open = new Map<string, Promise<LiveSession | undefined>>();

  const opening = async (id: string): Promise<LiveSession | undefined> => {
    const text = await store.read(id);
    if (!text) return undefined;
    await sources.refresh();
    return new LiveSession(text, dependencies, sources);
  };

  const aside = new Set<LiveSession>();
  let asides = 0;

  const stop = store.onOutsideChange((id) => {
    open
      .get(id)
      ?.then((session) => session?.changedOutside())
      .catch((error: unknown) =>
        log.error({ err: error, notebook: id }, 'a notebook changed outside could not be read'),
      );
  });

  const forget = analytics.onRestart(() => {
    for (const session of aside) session.engineIsBack();
    for (const session of open.values())
      void session.then(
        (found) => found?.engineIsBack(),
        () => undefined,
      );
  });

  const end = async (id: string): Promise<void> => {
    const session = open.get(id);
    open.delete(id);
    await (await session)?.close();
  };

  return {
    async open(id: string): Promise<Session | undefined> {
      const session = open.get(id) ?? opening(id);
      open.set(id, session);
      const found = await session.catch((error: unknown) => {
        open.delete(id);
        throw error;
      });
      if (!found) open.delete(id);
      return found;
    },
    async openAside(id: string): Promise<AsideSession | undefined> {
      const text = await store.read(id);
      if (!text) return undefined;
      await sources.refresh();
      asides += 1;
      const session = new LiveSession(text, { ...dependencies, journal: nowhere }, sources, `${id}~${asides}`);
      aside.add(session);
      return {
        settled: (options) => session.settled(options),
        setInput: (name, value) => session.setInput(name, value),
        async close() {
          aside.delete(session);
          await session.close();
        },
      };
    },
    async drop(id: string): Promise<void> {
      const session = await open.get(id);
      if (session && (await store.read(id))) await session.changedOutside();
      else await end(id);
    },
    async looking(): Promise<ReadonlySet<string>> {
      const sessions = await Promise.all([...open.values()].map((session) => session.catch(() => undefined)));
      return new Set(sessions.flatMap((session) => (session && session.pages() > 0 ? [session.id] : [])));
    },
    async close(): Promise<void> {
      stop();
      forget();
      sources.close();
      await Promise.all([...[...open.keys()].map(end), ...[...aside].map((session) => session.close())]);
    },
  };
}

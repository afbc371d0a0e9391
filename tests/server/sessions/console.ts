import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { kindNamed } from '../../../cells/index.ts';
import type { AnyKind, Json, KindSpec, QueryResult } from '../../../cells/kind.ts';
import { type Bus, createBus } from '../../../core/bus.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import { ManualClock } from '../../../core/clock.ts';
import { fromMilliseconds, type TradeDate } from '../../../core/model/time.ts';
import type { Analytics, RunRequest } from '../../../server/analytics/port.ts';
import type { Session, SessionEvent } from '../../../server/sessions/port.ts';
import { createSessions, type SessionDependencies } from '../../../server/sessions/sessions.ts';
import { openNotebookStore } from '../../../server/store/store.ts';
import { emptyHistory } from '../../fixtures/empty-history.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { KeptRevisions } from '../store/revisions.ts';

/** What a probe does is in its body, what it did is in the log of the console. */
const probeProps = z.strictObject({
  reads: z.array(z.string()).default([]),
  /** Inputs by name. */
  asks: z.array(z.string()).default([]),
  say: z.string().optional(),
  from: z.union([z.string(), z.number()]).optional(),
  /** Waits until the test opens the gate of this name. */
  gate: z.string().optional(),
  fail: z.string().optional(),
  /** Follows this topic for ever. */
  follow: z.string().optional(),
  unknown: z.string().optional(),
});
type ProbeProps = z.infer<typeof probeProps>;

export class Gates {
  readonly #open = new Map<string, () => void>();

  wait(name: string): Promise<void> {
    return new Promise((resolve) => this.#open.set(name, resolve));
  }

  open(name: string): void {
    this.#open.get(name)?.();
    this.#open.delete(name);
  }

  has(name: string): boolean {
    return this.#open.has(name);
  }
}

export interface Console {
  readonly log: string[];
  readonly gates: Gates;
  readonly bus: Bus;
  readonly clock: ManualClock;
  readonly kinds: readonly AnyKind[];
  readonly sessionValues: Map<string, Map<string, string>>;
  readonly revisions: KeptRevisions;
  readonly failures: object[];
  readonly queries: RunRequest[];
  readonly dependencies: SessionDependencies;
  write(id: string, text: string): Promise<void>;
  /** What the file holds. */
  file(id: string): Promise<string>;
  open(id: string, text: string): Promise<Session>;
  reopen(id: string): Promise<Session>;
  end(): Promise<void>;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : '';

function probe(log: string[], gates: Gates, hot: boolean): KindSpec<ProbeProps, { text: string }> {
  return {
    name: hot ? 'hot_probe' : 'probe',
    about: 'says what it reads',
    language: 'yaml',
    starter: 'say: hello\n',
    props: probeProps,
    value: z.object({ text: z.string() }),
    capability: 'read',
    relation: true,
    layout: { frame: 'box', span: 12, pace: hot ? 'hot' : 'once' },
    refs: (props, id) => ({
      reads: [...props.reads, ...props.asks.map((name) => `$${name}`)],
      gives: id,
      ...(props.unknown === undefined ? {} : { unknown: props.unknown }),
    }),
    async *frames(props, context) {
      log.push(`start ${context.id}`);
      context.signal.addEventListener('abort', () => log.push(`abort ${context.id}`));
      if (props.gate) await gates.wait(props.gate);
      if (props.fail === 'throw') throw new Error('a bug');
      if (props.follow) {
        const topic = props.follow;
        for await (const _ of context.changes(topic)) yield { text: `${topic} ${String(context.read(topic))}` };
        return;
      }
      const params = [...context.params].map(([name, param]) => `${name}=${String(param.value)}`);
      const cells = props.reads.map((name) => textOf(context.valueOf(name)));
      yield { text: [props.say, props.from, ...params, ...cells].filter((word) => word !== undefined).join(' ') };
      log.push(`end ${context.id}`);
    },
    view: (html, value) => html`<p>${value.text}</p>`,
    caption: (value) => `${value.text.length} letters`,
  };
}

/** Enough of an analytical database for cells that query: one row saying what was asked. */
function analyticsOf(queries: RunRequest[], gates: Gates): Analytics {
  return {
    analyse: async (sql) => ({
      reads: [...sql.matchAll(/(?:from|join)\s+([\w.]+)|(\$\w+)/gi)].map((match) => match[1] ?? match[2] ?? ''),
    }),
    async run(request): Promise<QueryResult> {
      queries.push(request);
      const gate = /gate (\w+)/.exec(request.sql)?.[1];
      if (gate) await Promise.race([gates.wait(gate), new Promise((_, reject) => aborts(request.signal, reject))]);
      const rows: Json[][] = [[request.sql, ...[...request.params].map(([, param]) => String(param.value))]];
      return {
        columns: [{ name: 'asked', type: 'VARCHAR' }],
        rows,
        rowCount: 1,
        hash: JSON.stringify(rows),
        milliseconds: 1,
      };
    },
    forget: async () => undefined,
    sources: async () => ['fills', 'trades'].map((name) => ({ name, about: '', columns: [], imported: false })),
    importRows: async () => ({ rows: 0 }),
    dropImport: async () => undefined,
    onRestart: () => () => undefined,
    pid: () => undefined,
    close: async () => undefined,
  };
}

function aborts(signal: AbortSignal | undefined, reject: (error: Error) => void): void {
  signal?.addEventListener('abort', () => reject(new Error('interrupted')));
}

/** A console of real parts: files, bus, inputs and sessions, with probes for cells. */
export async function startConsole(): Promise<Console> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deskbook-sessions-'));
  const own = path.join(folder, 'notebooks');
  const log: string[] = [];
  const gates = new Gates();
  const queries: RunRequest[] = [];
  const failures: object[] = [];
  const revisions = new KeptRevisions();
  const sessionValues = new Map<string, Map<string, string>>();
  const bus = createBus();
  const clock = new ManualClock(fromMilliseconds(1_800_000_000_000));
  const kinds = [
    probe(log, gates, false),
    probe(log, gates, true),
    kindNamed('input'),
    kindNamed('note'),
    kindNamed('sql'),
  ].filter((kind): kind is AnyKind => kind !== undefined);
  const store = await openNotebookStore({
    shipped: path.join(folder, 'shipped'),
    own,
    order: [],
    clock,
    revisions,
  });
  const dependencies: SessionDependencies = {
    store,
    kinds,
    desk: {
      bus,
      clock,
      tradeDate: () => '2027-01-15' as TradeDate,
      instruments: () => [],
      instrument: (name) => {
        throw new Error(`There is no instrument ${name}.`);
      },
      follow: (name) => Promise.reject(new Error(`There is no instrument ${name}.`)),
    },
    calendar: calendarsByRule.cme,
    analytics: analyticsOf(queries, gates),
    history: emptyHistory,
    traces: emptyReader,
    journal: {
      sessionValues: (notebook) => sessionValues.get(notebook) ?? new Map(),
      setSessionValue: async (notebook, name, value) => {
        const values = sessionValues.get(notebook) ?? new Map<string, string>();
        sessionValues.set(notebook, values.set(name, value));
      },
    },
    log: { error: (details) => void failures.push(details) },
  };
  let sessions = createSessions(dependencies);
  const write = (id: string, text: string) => writeFile(path.join(own, `${id}.md`), text);
  const openNow = async (id: string): Promise<Session> => {
    const session = await sessions.open(id);
    if (!session) throw new Error(`no notebook ${id}`);
    return session;
  };
  return {
    ...{ log, gates, bus, clock, kinds, sessionValues, revisions, failures, queries, dependencies, write },
    file: (id) => readFile(path.join(own, `${id}.md`), 'utf8'),
    async open(id, text) {
      await write(id, text);
      return openNow(id);
    },
    async reopen(id) {
      await sessions.close();
      sessions = createSessions(dependencies);
      return openNow(id);
    },
    async end() {
      await sessions.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once the session has shown something that fits; fails the test after two seconds. */
export async function until(session: Session, fits: () => boolean, what: string): Promise<void> {
  if (fits()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`never came: ${what}`));
    }, 10_000);
    const poll = setInterval(() => fits() && end(), 5);
    const stop = session.subscribe(() => fits() && end());
    function end(): void {
      clearTimeout(timer);
      clearInterval(poll);
      stop();
      resolve();
    }
  });
}

export const cellOf = (session: Session, id: string) => session.snapshot().cells.find((cell) => cell.id === id);
export const saidBy = (session: Session, id: string): string | undefined => {
  const value = cellOf(session, id)?.value;
  return value === undefined ? undefined : textOf(value);
};

/** Collects what a session shows. */
export function eventsOf(session: Session): SessionEvent[] {
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  return events;
}

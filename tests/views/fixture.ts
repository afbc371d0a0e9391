import { z } from 'zod';
import type { AnyKind, KindSpec, ParamValue } from '../../cells/kind.ts';
import { fromMilliseconds } from '../../core/model/time.ts';
import type { Revision } from '../../server/journal/port.ts';
import { keyTable } from '../../server/keys.ts';
import type { PageDeps } from '../../server/routes/deps.ts';
import type { Edit, NotebookSnapshot, PlacedCell, Session, SessionEvent, Undone } from '../../server/sessions/port.ts';
import type { NotebookEntry } from '../../server/store/port.ts';

/*
 * A notebook with a cell in each state, for what pages and routes do by themselves. The real runtime has its own tests and meets the
 * pages in `tests/e2e`.
 */

const plain = (name: string, layout: KindSpec['layout'], about: string): AnyKind => ({
  name,
  about,
  language: name === 'words' ? 'markdown' : 'sql',
  starter: '',
  props: z.unknown(),
  value: z.unknown(),
  capability: 'read',
  layout,
  refs: () => ({ reads: [] }),
  async *frames() {},
  view: (html, value) => html`<div class="fixture-view">${String(value)}</div>`,
});

export const fixtureKinds: readonly AnyKind[] = [
  plain('words', { frame: 'prose', span: 12, pace: 'once' }, 'Text with values of other cells'),
  plain('field', { frame: 'inline', span: 12, pace: 'once' }, 'A value that other cells read'),
  plain('book', { frame: 'box', span: 5, pace: 'hot' }, 'Live depth'),
  plain('table', { frame: 'box', span: 7, pace: 'once' }, 'A table of rows'),
];

export const fixtureNow = Date.UTC(2026, 10, 20, 16, 31, 7);

const base: Omit<PlacedCell, 'id' | 'kind'> = {
  body: '',
  options: {},
  validity: 'current',
  activity: 'idle',
  error: null,
  props: {},
  caption: '',
  reads: [],
  at: fixtureNow - 4_000,
  milliseconds: 3,
  headings: [],
  folded: false,
  under: null,
};

export const fixtureCells: readonly PlacedCell[] = [
  {
    ...base,
    id: 'intro',
    kind: 'words',
    body: '# Morning\n\nFlat overnight.',
    value: 'Flat overnight.',
    headings: [{ depth: 1, text: 'Morning' }],
  },
  { ...base, id: 'instrument', kind: 'field', body: 'type: text', value: 'ZNZ6' },
  { ...base, id: 'day', kind: 'field', body: 'type: date', value: '2026-11-20' },
  { ...base, id: 'zn', kind: 'book', options: { rows: '26' }, value: '110-085', caption: '412/s' },
  { ...base, id: 'pnl', kind: 'table', options: { rows: '13' }, value: '+1,583.27', caption: '390 points' },
  { ...base, id: 'tape', kind: 'table', options: { rows: '11', span: '3' }, value: 'fills', validity: 'stale' },
  {
    ...base,
    id: 'by_strategy',
    kind: 'table',
    options: { rows: '11', span: '4' },
    body: 'select strategy,\n  sum(quantitty) as quantity\nfrom matches',
    value: 'last good value',
    validity: 'failed',
    error: {
      code: 'query',
      message: 'There is no column "quantitty" in matches.',
      hint: 'Did you mean quantity?',
      position: { offset: 23, line: 2, column: 7 },
    },
  },
  { ...base, id: 'one', kind: 'table', options: { span: '4', rows: '5' }, activity: 'running', validity: 'stale' },
  { ...base, id: 'two', kind: 'table', options: { span: '4', rows: '5' }, activity: 'queued', validity: 'fresh' },
  {
    ...base,
    id: 'loop',
    kind: 'table',
    options: { span: '4', rows: '5' },
    validity: 'failed',
    error: { code: 'cycle', message: 'These cells read each other.', path: ['loop', 'back', 'loop'] },
  },
  {
    ...base,
    id: 'heat',
    kind: 'heatmap',
    body: 'x: price',
    validity: 'failed',
    error: {
      code: 'unknown_kind',
      message: 'There is no cell kind "heatmap".',
      hint: 'The kinds are in the menu (a).',
    },
  },
];

export class FixtureSession implements Session {
  readonly id: string;
  readonly log: string[] = [];
  #snapshot: NotebookSnapshot;
  readonly #listeners = new Set<(event: SessionEvent) => void>();

  constructor(id: string, title: string, cells: readonly PlacedCell[]) {
    this.id = id;
    this.#snapshot = { id, title, shipped: false, revision: 1, cells, inputs: {}, conflict: null };
  }

  snapshot = (): NotebookSnapshot => this.#snapshot;
  readonly #before: NotebookSnapshot[] = [];

  watch = () => () => {};
  pages = () => 1;
  age = () => null;
  settled = async () => this.#snapshot;
  run = (cell: string): void => void this.log.push(`run ${cell}`);
  runStale = (): void => void this.log.push('run stale');
  interrupt = (cell: string): void => void this.log.push(`interrupt ${cell}`);

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A cell changed its state: what a run would bring about. */
  say(cell: PlacedCell): void {
    const cells = this.#snapshot.cells.map((before) => (before.id === cell.id ? cell : before));
    this.#snapshot = { ...this.#snapshot, cells };
    const { id, kind, validity, activity, error, caption, at } = cell;
    const frame = { notebook: this.id, cell: id, kind, validity, activity, error, caption, at };
    for (const listener of this.#listeners) listener({ type: 'frame', frame });
  }

  async takeTheirs(): Promise<void> {
    this.log.push('take theirs');
  }

  async setInput(name: string, text: string): Promise<void> {
    if (text === '') throw new Error(`${name} needs a value.`);
    const value: ParamValue = { type: 'text', value: text };
    this.#snapshot = { ...this.#snapshot, inputs: { ...this.#snapshot.inputs, [name]: value } };
  }

  async takeAddress(said: ReadonlyMap<string, string>, inputs: readonly string[]) {
    for (const name of inputs) this.log.push(`take ${name} ${said.get(name) ?? 'standard'}`);
    return { changed: false, refused: [] };
  }

  async edit(edit: Edit): Promise<string> {
    const cells = [...this.#snapshot.cells];
    const id = 'cell' in edit ? edit.cell : edit.type === 'add' ? (edit.id ?? `${edit.kind}_new`) : '';
    const at = cells.findIndex((cell) => cell.id === id);
    const cell = cells[at];
    if (edit.type === 'add') {
      const after = cells.findIndex((candidate) => candidate.id === edit.after);
      cells.splice(after + 1, 0, { ...base, id, kind: edit.kind, body: edit.body ?? '', at: null });
    } else if (edit.type === 'delete') cells.splice(at, 1);
    else if (edit.type === 'move' && cell) {
      if (!cells[at + edit.by]) throw new Error(`${id} cannot go further.`);
      cells.splice(at, 1);
      cells.splice(at + edit.by, 0, cell);
    } else if (edit.type === 'set_body' && cell) cells[at] = { ...cell, body: edit.body };
    else if (edit.type === 'set_options' && cell) {
      const options = Object.entries({ ...cell.options, ...edit.options }).filter(([, value]) => value !== null);
      cells[at] = { ...cell, options: Object.fromEntries(options) as Record<string, string> };
    }
    this.#before.push(this.#snapshot);
    this.#show(cells);
    return id;
  }

  async undo(): Promise<Undone> {
    const before = this.#before.pop();
    if (!before) return { done: false, message: 'There is nothing to undo.', others: false };
    this.#show(before.cells);
    return { done: true, about: 'the last edit', cell: '', kept: false };
  }

  async redo(): Promise<Undone> {
    return { done: false, message: 'There is nothing to redo.', others: false };
  }

  async fold(ids: 'all' | readonly string[], folded: boolean): Promise<void> {
    this.#show(
      this.#snapshot.cells.map((cell) => (ids === 'all' || ids.includes(cell.id) ? { ...cell, folded } : cell)),
    );
  }

  #show(cells: readonly PlacedCell[]): void {
    this.#snapshot = { ...this.#snapshot, cells, revision: this.#snapshot.revision + 1 };
    for (const listener of this.#listeners) {
      listener({ type: 'structure', notebook: this.id, revision: this.#snapshot.revision });
    }
  }
}

export interface Fixture {
  readonly deps: PageDeps;
  readonly session: FixtureSession;
}

export function fixture(cells: readonly PlacedCell[] = fixtureCells): Fixture {
  const session = new FixtureSession('morning', 'Morning', cells);
  const entryOf = (id: string, title: string, origin: NotebookEntry['origin'], modified = 0): NotebookEntry => ({
    ...{ id, title, origin, modified },
    about: `What ${title} is.`,
    kinds: ['table', 'table', 'book'],
  });
  const entries: NotebookEntry[] = [
    entryOf('morning', 'Morning', 'shipped'),
    entryOf('tour', 'Tour', 'copy', Date.UTC(2026, 10, 18, 9, 0)),
    entryOf('carry', 'Carry', 'own', Date.UTC(2026, 10, 19, 20, 5)),
  ];
  const make = (title: string) => {
    const id = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    entries.push(entryOf(id, title, 'own', fixtureNow));
    return { id, title, text: '', version: '1', shipped: false };
  };
  const kept: Revision[] = [];
  const keep = (notebook: string, reason: string) => {
    kept.push({ id: kept.length + 1, notebook, reason, text: `# ${notebook}\n`, at: fromMilliseconds(fixtureNow) });
    return kept.length;
  };
  const deps: PageDeps = {
    kinds: fixtureKinds,
    instruments: () => ['ESZ6', 'ZNZ6'],
    sessions: {
      open: async (id) => (id === session.id ? session : undefined),
      drop: async () => {},
      looking: async () => new Set(['morning']),
    },
    store: {
      list: async () => entries,
      read: async () => undefined,
      save: async (id, text, { reason }) => {
        make(id);
        return { id, text, version: '1', shipped: false, change: { before: null, after: keep(id, reason) } };
      },
      keep: async () => 0,
      create: async (title) => make(title),
      duplicate: async (id) => make(`${entries.find((entry) => entry.id === id)?.title} copy`),
      remove: async (id) => {
        const at = entries.findIndex((entry) => entry.id === id);
        const entry = entries[at];
        if (!entry || entry.origin === 'shipped') throw new Error(`${id} is shipped with the console and stays.`);
        const reverted = entry.origin === 'copy';
        const revision = keep(id, reverted ? 'back to the shipped one' : 'deleted');
        if (reverted) entries[at] = { ...entry, origin: 'shipped' };
        else entries.splice(at, 1);
        return { title: entry.title, revision, reverted };
      },
      deleted: async () =>
        kept
          .filter(({ notebook }) => !entries.some(({ id }) => id === notebook))
          .map((revision) => ({ id: revision.notebook, title: revision.notebook, revision })),
      revisions: (id) => kept.filter(({ notebook }) => notebook === id),
      revision: (id, number) => kept.find((each) => each.notebook === id && each.id === number),
      onOutsideChange: () => () => {},
      close: () => {},
    },
    sources: async () => fixtureSources,
    knownSources: async () => fixtureSources,
    console: () => ({
      run: 'paper main',
      replay: null,
      arming: null,
      environment: 'paper',
      zone: 'America/Chicago',
      now: fixtureNow,
      machineNow: fixtureNow,
      keys: keyTable(fixtureKinds, []),
    }),
  };
  return { deps, session };
}

const fixtureSources = [
  {
    name: 'fills',
    about: 'Own fills',
    columns: [{ name: 'quantity', type: 'BIGINT' }],
    rows: 1_204,
    imported: false,
  },
  { name: 'process_trace', about: 'Spans', columns: [], rows: 2_104_000, imported: false },
];

import { toMilliseconds } from '../../core/model/time.ts';
import { hiddenSources } from '../../notebook/dataflow/graph.ts';
import type { Action, Operation } from '../../notebook/session/operation.ts';
import { reduce } from '../../notebook/session/reduce.ts';
import { emptySession, type SessionState } from '../../notebook/session/state.ts';
import type { NotebookText } from '../store/port.ts';
import { type CellText, readCells } from './cell-text.ts';
import type { SessionDependencies } from './dependencies.ts';
import { Document } from './document.ts';
import { Folds } from './folds.ts';
import { History } from './history.ts';
import { Inputs } from './inputs.ts';
import type { Edit, NotebookSnapshot, Session, SessionEvent, TakenAddress, Undone } from './port.ts';
import { cellFrame, cellSnapshot, isSettledWhole, type Showing } from './snapshot.ts';
import type { Sources } from './sources.ts';
import { Touches } from './touches.ts';
import { type Watched, Watchers } from './watchers.ts';
import { Workshop } from './workshop.ts';

type Happening = Operation extends infer O ? (O extends Operation ? Omit<O, 'at'> : never) : never;

const settleMilliseconds = 30_000;

/** Session values that are not of an input have names that no input can have. */
const historyName = '~history';
const foldsName = '~folds';

/** Carries out what the reducer decides for one notebook, and tells it what came of it. */
export class LiveSession implements Session {
  readonly id: string;
  readonly #document: Document;
  readonly #folds: Folds;
  readonly #inputs: Inputs;
  readonly #workshop: Workshop;
  readonly #sources: Sources;
  readonly #touches: Touches;
  readonly #watchers = new Watchers();
  readonly #dependencies: SessionDependencies;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  /** Those who wait for the session to come to rest. */
  readonly #resting = new Set<() => void>();
  #texts = new Map<string, CellText>();
  #state: SessionState = emptySession;
  #revision = 0;
  #timer: NodeJS.Timeout | undefined;
  #waiting: Happening[] = [];
  #reducing = false;
  #closed = false;

  /** `namespace` holds the cells' relations; a second session of one notebook needs one of its own. */
  constructor(text: NotebookText, dependencies: SessionDependencies, sources: Sources, namespace: string = text.id) {
    this.id = text.id;
    this.#dependencies = dependencies;
    this.#sources = sources;
    const { store, desk, journal } = dependencies;
    const kinds = new Map(dependencies.kinds.map((kind) => [kind.name, kind]));
    this.#document = new Document(text, {
      store,
      starterOf: (kind) => kinds.get(kind)?.starter ?? '',
      history: new History(journal.sessionValues(text.id).get(historyName), (steps) =>
        journal.setSessionValue(text.id, historyName, steps),
      ),
      now: () => toMilliseconds(desk.clock.now()),
    });
    this.#folds = new Folds(journal.sessionValues(text.id).get(foldsName), (folds) =>
      journal.setSessionValue(text.id, foldsName, folds),
    );
    const cellNamed = (name: string) => [...this.#texts.values()].find(({ spec }) => spec.name === name);
    this.#inputs = new Inputs(text.id, dependencies, () => this.#texts.values());
    this.#workshop = new Workshop({
      ...dependencies,
      notebook: namespace,
      sources,
      inputs: this.#inputs,
      cellNamed,
      report: (happening) => this.#happened(happening),
    });
    this.#touches = new Touches(desk.bus, sources, (versions) => this.#happened({ type: 'touched', versions }));
    this.#arrange();
  }

  snapshot(): NotebookSnapshot {
    const hidden = this.#hidden();
    const under = this.#folds.under([...this.#texts.values()]);
    return {
      id: this.id,
      title: this.#document.file.title || this.id,
      shipped: this.#document.shipped,
      revision: this.#revision,
      cells: [...this.#texts.values()].map((text) => ({
        ...cellSnapshot(this.#showing(text.spec.id, hidden)),
        folded: this.#folds.folded(text),
        under: under.get(text.spec.id) ?? null,
      })),
      inputs: Object.fromEntries(this.#inputs.all()),
      conflict: this.#document.conflict,
    };
  }

  age(cells: 'all' | readonly string[]): number | null {
    const ids = cells === 'all' ? this.#present().shown : cells;
    const ages = ids
      .flatMap((id) => this.#state.cells.get(id)?.refs?.sources ?? [])
      .flatMap((source) => this.#sources.age(source) ?? []);
    return ages.length === 0 ? null : Math.round(Math.max(...ages));
  }

  watch(cells: 'all' | readonly string[]): () => void {
    return this.#watch(cells === 'all' ? 'page' : cells);
  }

  pages(): number {
    return this.#watchers.pages();
  }

  #watch(cells: Watched): () => void {
    if (this.#closed) return () => undefined;
    if (!this.#watchers.any()) this.#lookAround();
    const { covered, end } = this.#watchers.add(cells, this.#present());
    this.#happened({ type: 'watched', cells: covered });
    return () => {
      const left = end();
      if (left.length > 0 && !this.#closed) this.#happened({ type: 'unwatched', cells: left });
    };
  }

  /** Cells that are folded away are not looked at by a page. */
  #present(): { all: readonly string[]; shown: readonly string[] } {
    const shown = this.#folds.shown([...this.#texts.values()]);
    return { all: [...this.#texts.keys()], shown: shown.map(({ spec }) => spec.id) };
  }

  async settled({
    timeoutMilliseconds = settleMilliseconds,
    waiting = true,
    shown = false,
  } = {}): Promise<NotebookSnapshot> {
    const end = performance.now() + timeoutMilliseconds;
    const stop = this.#watch(shown ? 'shown' : 'everything');
    try {
      await this.#rest(end);
      if (waiting && performance.now() < end) {
        this.#happened({ type: 'asked_stale' });
        await this.#rest(end);
      }
      return this.snapshot();
    } finally {
      stop();
    }
  }

  edit(edit: Edit, page?: string): Promise<string> {
    return this.#rewriting(() => this.#document.edit(edit, page));
  }

  undo(page: string, { anybody = false } = {}): Promise<Undone> {
    return this.#rewriting(() => this.#document.undo(page, anybody));
  }

  redo(page: string): Promise<Undone> {
    return this.#rewriting(() => this.#document.redo(page));
  }

  async #rewriting<T>(work: () => Promise<T>): Promise<T> {
    const { file, conflict } = this.#document;
    try {
      return await work();
    } finally {
      if (this.#document.file !== file || this.#document.conflict !== conflict) this.#arrange();
    }
  }

  async takeTheirs(): Promise<void> {
    if (await this.#document.takeTheirs()) this.#arrange();
  }

  /** The file was changed by somebody else. */
  async changedOutside(): Promise<void> {
    if (await this.#document.reread()) this.#arrange();
  }

  async fold(cells: 'all' | readonly string[], folded: boolean): Promise<void> {
    await this.#folds.set([...this.#texts.values()], cells, folded);
    this.#restructured();
  }

  async setInput(name: string, text: string): Promise<void> {
    const cell = await this.#inputs.set(name, text);
    if (cell !== undefined) this.#happened({ type: 'input_set', cell });
  }

  takeAddress(said: ReadonlyMap<string, string>, inputs: readonly string[]): Promise<TakenAddress> {
    return this.#inputs.take(said, inputs, (cell) => this.#happened({ type: 'input_set', cell }));
  }

  /** The engine runs again after it ended. */
  engineIsBack(): void {
    const cells = this.#workshop.lost();
    if (cells.length > 0) this.#happened({ type: 'lost', cells });
  }

  run(cell: string): void {
    this.#lookAround();
    this.#happened({ type: 'asked', cell });
  }

  runStale(): void {
    this.#happened({ type: 'asked_stale' });
  }

  interrupt(cell: string): void {
    this.#happened({ type: 'interrupted', cell });
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#touches.close();
    this.#emit({ type: 'structure', notebook: this.id, revision: this.#revision + 1 });
    this.#listeners.clear();
    for (const done of [...this.#resting]) done();
    await this.#workshop.close();
  }

  /** Sources may have come since, and moved while nobody looked. */
  #lookAround(): void {
    this.#happened({ type: 'touched', versions: this.#touches.versions() });
    this.#sources
      .refresh()
      .then(() => this.#happened({ type: 'sources_changed' }))
      .catch((error: unknown) =>
        this.#dependencies.log.error({ error, notebook: this.id }, 'sources could not be read'),
      );
  }

  #arrange(): void {
    if (this.#closed) return;
    const kinds = new Map(this.#dependencies.kinds.map((kind) => [kind.name, kind]));
    const texts = readCells(this.#document.file, kinds);
    this.#texts = new Map(texts.map((text) => [text.spec.id, text]));
    this.#workshop.texts = this.#texts;
    this.#happened({ type: 'arranged', cells: texts.map(({ spec }) => spec) });
    this.#restructured();
  }

  #restructured(): void {
    for (const { watched, unwatched } of this.#watchers.adjust(this.#present())) {
      if (watched.length > 0) this.#happened({ type: 'watched', cells: watched });
      if (unwatched.length > 0) this.#happened({ type: 'unwatched', cells: unwatched });
    }
    this.#revision += 1;
    this.#emit({ type: 'structure', notebook: this.id, revision: this.#revision });
  }

  #happened(happening: Happening): void {
    this.#waiting.push(happening);
    if (this.#reducing) return;
    this.#reducing = true;
    try {
      for (let next = this.#waiting.shift(); next && !this.#closed; next = this.#waiting.shift()) {
        const at = Math.max(performance.now(), next.type === 'due' ? (this.#state.wakeAt ?? 0) : 0);
        const { state, actions } = reduce(this.#state, { ...next, at } as Operation);
        this.#state = state;
        this.#carryOut(actions);
        if (next.type === 'framed') continue;
        this.#touches.follow(state, this.#watchers.any());
        // What moved while the run was on its way was not listened to.
        if (next.type === 'finished' || next.type === 'failed') {
          this.#waiting.push({ type: 'touched', versions: this.#touches.versions() });
        }
      }
    } finally {
      this.#reducing = false;
    }
    if (this.#resting.size > 0 && isSettledWhole(this.#state)) for (const done of [...this.#resting]) done();
  }

  #carryOut(actions: readonly Action[]): void {
    const faces = new Set<string>();
    const values = new Set<string>();
    for (const action of actions) {
      if (action.type === 'publish') for (const cell of action.cells) faces.add(cell);
      else if (action.type === 'wake') this.#wakeAt(action.at);
      else {
        this.#workshop.carryOut(action, this.#state);
        if (action.type === 'show') values.add(action.cell);
      }
    }
    const hidden = faces.size + values.size > 0 ? this.#hidden() : new Map<string, string>();
    for (const cell of new Set([...values, ...faces])) {
      if (!this.#texts.has(cell)) continue;
      this.#emit({ type: 'frame', frame: cellFrame(this.id, this.#showing(cell, hidden), values.has(cell)) });
    }
  }

  #showing(id: string, hidden: ReadonlyMap<string, string>): Showing {
    return {
      text: this.#texts.get(id)!,
      state: this.#state.cells.get(id)!,
      props: this.#workshop.propsOf(id),
      shown: this.#workshop.shown(id),
      hides: hidden.get(id),
    };
  }

  #hidden(): ReadonlyMap<string, string> {
    return hiddenSources(this.#state.graph, this.#sources.names());
  }

  #wakeAt(at: number | null): void {
    clearTimeout(this.#timer);
    if (at === null) return;
    this.#timer = setTimeout(() => this.#happened({ type: 'due' }), Math.max(0, at - performance.now()));
  }

  async #rest(end: number): Promise<void> {
    while (!isSettledWhole(this.#state) && !this.#closed) {
      const left = end - performance.now();
      if (left <= 0) return;
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#resting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, left);
        this.#resting.add(done);
      });
    }
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#dependencies.log.error({ error, notebook: this.id }, 'what a session shows could not be passed on');
      }
    }
  }
}

import type { AnyKind } from '../../cells/kind.ts';
import { toMilliseconds } from '../../core/model/time.ts';
import type { Action } from '../../notebook/session/operation.ts';
import type { NotebookText } from '../store/port.ts';
import { type CellText, readCells } from './cell-text.ts';
import type { SessionDependencies } from './dependencies.ts';
import { Document } from './document.ts';
import { Faces } from './faces.ts';
import { Folds } from './folds.ts';
import { History } from './history.ts';
import { Inputs } from './inputs.ts';
import { keptValue } from './kept-value.ts';
import { type Happening, Loop } from './loop.ts';
import type { Edit, NotebookSnapshot, Session, SessionEvent, TakenAddress, Undone } from './port.ts';
import { Rest } from './rest.ts';
import type { Shown } from './shown.ts';
import { isSettledWhole } from './snapshot.ts';
import type { Sources } from './sources.ts';
import { Touches } from './touches.ts';
import { type Watched, Watchers } from './watchers.ts';
import { Workshop } from './workshop.ts';

const settleMilliseconds = 30_000;

/** Carries out what the reducer decides for one notebook, and tells it what came of it. */
export class LiveSession implements Session {
  readonly id: string;
  readonly #document: Document;
  readonly #folds: Folds;
  readonly #inputs: Inputs;
  readonly #workshop: Workshop;
  readonly #sources: Sources;
  readonly #faces: Faces;
  readonly #kinds: ReadonlyMap<string, AnyKind>;
  readonly #touches: Touches;
  readonly #watchers = new Watchers();
  readonly #dependencies: SessionDependencies;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  readonly #rest = new Rest();
  readonly #loop: Loop;
  #texts = new Map<string, CellText>();
  #revision = 0;
  #closed = false;

  /** `namespace` holds the cells' relations; a second session of one notebook needs one of its own. */
  constructor(text: NotebookText, dependencies: SessionDependencies, sources: Sources, namespace: string = text.id) {
    this.id = text.id;
    this.#dependencies = dependencies;
    this.#sources = sources;
    const { store, desk, journal } = dependencies;
    this.#kinds = new Map(dependencies.kinds.map((kind) => [kind.name, kind]));
    this.#document = new Document(text, {
      store,
      starterOf: (kind) => this.#kinds.get(kind)?.starter ?? '',
      history: new History(...keptValue(journal, text.id, 'history')),
      now: () => toMilliseconds(desk.clock.now()),
    });
    this.#folds = new Folds(...keptValue(journal, text.id, 'folds'));
    const cellNamed = (name: string) => [...this.#texts.values()].find(({ spec }) => spec.name === name);
    this.#inputs = new Inputs(text.id, dependencies, () => this.#texts.values());
    this.#workshop = new Workshop({
      ...dependencies,
      notebook: namespace,
      sources,
      inputs: this.#inputs,
      cellNamed,
      report: (report, frame) => this.#loop.report(report, frame),
    });
    this.#loop = new Loop({
      carryOut: (actions, frames) => this.#carryOut(actions, frames),
      followUp: (happenings) => this.#followUp(happenings),
      idle: () => {
        if (this.#rest.any() && isSettledWhole(this.#loop.state)) this.#rest.tell();
      },
    });
    this.#faces = new Faces({
      notebook: this.id,
      workshop: this.#workshop,
      sources,
      folds: this.#folds,
      texts: () => this.#texts,
      state: () => this.#loop.state,
    });
    this.#touches = new Touches(desk.bus, sources, (versions) => this.#happened({ type: 'touched', versions }));
    this.#arrange();
  }

  snapshot(): NotebookSnapshot {
    return {
      id: this.id,
      title: this.#document.file.title || this.id,
      shipped: this.#document.shipped,
      revision: this.#revision,
      cells: this.#faces.snapshots(),
      inputs: Object.fromEntries(this.#inputs.all()),
      conflict: this.#document.conflict,
    };
  }

  age(cells: 'all' | readonly string[]): number | null {
    const ids = cells === 'all' ? this.#present().shown : cells;
    const ages = ids
      .flatMap((id) => this.#loop.state.cells.get(id)?.refs?.sources ?? [])
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
      await this.#atRest(end);
      if (waiting && performance.now() < end) {
        this.#happened({ type: 'asked_stale' });
        await this.#atRest(end);
      }
      return this.snapshot();
    } finally {
      stop();
    }
  }

  #atRest(end: number): Promise<void> {
    return this.#rest.until(() => this.#closed || isSettledWhole(this.#loop.state), end);
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
    this.#loop.close();
    this.#touches.close();
    this.#emit({ type: 'structure', notebook: this.id, revision: this.#revision + 1 });
    this.#listeners.clear();
    this.#rest.tell();
    await this.#workshop.close();
  }

  /** Sources may have come since, and moved while nobody looked. */
  #lookAround(): void {
    this.#happened({ type: 'touched', versions: this.#touches.versions() });
    this.#sources
      .refresh()
      .then(() => this.#happened({ type: 'sources_changed' }))
      .catch((error: unknown) =>
        this.#dependencies.log.error({ err: error, notebook: this.id }, 'sources could not be read'),
      );
  }

  #arrange(): void {
    if (this.#closed) return;
    const texts = readCells(this.#document.file, this.#kinds);
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
    this.#loop.tell(happening);
  }

  #followUp(happenings: readonly Happening[]): Happening | undefined {
    if (happenings.every(({ type }) => type === 'framed')) return undefined;
    this.#touches.follow(this.#loop.state, this.#watchers.any());
    // What moved while the run was on its way was not listened to.
    const isOver = happenings.some(({ type }) => type === 'finished' || type === 'failed');
    return isOver ? { type: 'touched', versions: this.#touches.versions() } : undefined;
  }

  #carryOut(actions: readonly Action[], frames: ReadonlyMap<string, Shown>): void {
    const { state } = this.#loop;
    for (const action of actions) {
      if (action.type === 'publish' || action.type === 'wake') continue;
      this.#workshop.carryOut(action, state, frames.get(action.cell));
    }
    for (const frame of this.#faces.frames(actions)) this.#emit({ type: 'frame', frame });
  }

  #emit(event: SessionEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        this.#dependencies.log.error({ err: error, notebook: this.id }, 'what a session shows could not be passed on');
      }
    }
  }
}

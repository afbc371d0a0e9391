import { withAncestors, withReaders } from '../dataflow/closure.ts';
import { errorsOfNames, upstream } from './errors.ts';
import { faceOf, sameFace } from './face.ts';
import type { Action, Reduced } from './operation.ts';
import { changeSince, present } from './seen.ts';
import type { Cause, CellState, SessionState } from './state.ts';

/** How long a live cell goes on after the last one who looked at it has left. */
const linger = 10_000;

/**
 * Brings the cells in line with what just happened: interrupts what was overtaken, queues and starts what is wanted, says when to be
 * woken and which faces changed. One pass over the cells, readers after what they read, so that nothing starts before all that it
 * reads has come to rest; then a second one for what sources wake, which lets waiting readers go first, so that no fast cell starves them.
 */
export function advance(before: SessionState, at: number): Reduced {
  const pass = new Pass(before, at);
  for (const id of pass.sequence) pass.settle(id);
  for (const id of pass.sequence) pass.wake(id);
  return pass.result();
}

class Pass {
  readonly sequence: readonly string[];
  readonly #before: SessionState;
  readonly #state: SessionState;
  readonly #cells: Map<string, CellState>;
  readonly #at: number;
  readonly #actions: Action[] = [];
  readonly #wanted: ReadonlySet<string>;
  readonly #ready: boolean;
  readonly #errors: ReturnType<typeof errorsOfNames>;
  /** Failed cells, with the cell where the failure began. */
  readonly #failed = new Map<string, string>();
  /** Cells that names or failures above keep from running. */
  readonly #barred = new Set<string>();
  /** Cells that may yet change, or read one that may. */
  readonly #busy = new Set<string>();
  #wakeAt: number | null = null;

  constructor(before: SessionState, at: number) {
    this.#before = before;
    this.#cells = new Map(before.cells);
    this.#state = { ...before, cells: this.#cells };
    this.#at = at;
    this.#errors = errorsOfNames(before);
    const { graph } = before;
    const ordered = new Set(graph.order);
    this.sequence = [
      ...graph.order,
      ...graph.cycles.keys(),
      ...graph.cells.filter((id) => !ordered.has(id) && !graph.cycles.has(id)),
    ];
    const all = [...before.cells.values()];
    this.#wanted = withAncestors(
      graph,
      all.filter((cell) => cell.watchers > 0 || cell.asked).map((cell) => cell.spec.id),
    );
    this.#ready = !all.some((cell) => cell.awaiting && !cell.refs && !cell.refused);
  }

  /** Everything but the wakes of sources. */
  settle(id: string): void {
    const cell = this.#cell(id);
    const above = this.#state.graph.above.get(id) ?? [];
    const busyAbove = above.some((read) => this.#busy.has(read));
    const error = this.#errors.get(id) ?? this.#failureAbove(id, above);
    if (error) this.#fail(id, error.code === 'upstream' ? (error.path?.[0] ?? id) : id, busyAbove);
    else {
      if (cell.failure) this.#failed.set(id, id);
      this.#lingering(id);
      this.#overtaken(id);
      this.#queue(id, above);
      this.#start(id, busyAbove);
    }
    this.#face(id, error);
    this.#note(id, busyAbove);
  }

  /** Wakes what its sources, or cells moved by sources, have changed, at the cell's own pace. */
  wake(id: string): void {
    const cell = this.#cell(id);
    // what was woken above moves everything below it, whether that is woken itself or not
    const busyAbove = (this.#state.graph.above.get(id) ?? []).some((read) => this.#busy.has(read));
    if (busyAbove) this.#busy.add(id);
    if (!this.#mayWake(cell)) return;
    const seen =
      cell.spec.policy === 'frozen' && cell.hash !== null ? (cell.noted ?? cell.made) : (cell.run?.seen ?? cell.tried);
    const change = changeSince(seen, this.#state, cell);
    if (change !== 'cell' && (change !== 'source' || cell.run)) return;
    const due = (cell.startedAt ?? 0) + cell.spec.pace;
    if (due > this.#at) {
      this.#wakeBy(due);
      return;
    }
    if (cell.spec.policy === 'frozen' && cell.hash !== null) {
      this.#count(id);
      this.#face(id, undefined);
      return;
    }
    if (this.#readerWaits(id)) return;
    if (cell.run) this.#interrupt(id);
    this.#set(id, { queue: 'source' });
    this.#start(id, busyAbove);
    this.#face(id, undefined);
    this.#note(id, busyAbove);
  }

  result(): Reduced {
    const changed = [...this.#cells.values()]
      .filter((cell) => !sameFace(cell.face, this.#before.cells.get(cell.spec.id)!.face))
      .map((cell) => cell.spec.id);
    if (changed.length > 0) this.#actions.push({ type: 'publish', cells: changed });
    if (this.#wakeAt !== this.#before.wakeAt) this.#actions.push({ type: 'wake', at: this.#wakeAt });
    return { state: { ...this.#state, wakeAt: this.#wakeAt }, actions: this.#actions };
  }

  #cell(id: string): CellState {
    return this.#cells.get(id)!;
  }

  #set(id: string, changes: Partial<CellState>): void {
    this.#cells.set(id, { ...this.#cell(id), ...changes });
  }

  #wakeBy(at: number): void {
    this.#wakeAt = Math.min(this.#wakeAt ?? at, at);
  }

  #failureAbove(id: string, above: readonly string[]): ReturnType<typeof upstream> | undefined {
    const read = this.#needed(id, above);
    const failed = read.find((each) => this.#failed.has(each));
    if (failed !== undefined) return upstream(this.#failed.get(failed)!);
    const { graph } = this.#state;
    if (graph.cycles.size === 0) return undefined;
    const onCycle = [...withAncestors(graph, read)].find((each) => graph.cycles.has(each) && each !== id);
    return onCycle === undefined ? undefined : upstream(onCycle);
  }

  /** What it reads and cannot do without: cells that it only mentions may have failed or have no value. */
  #needed(id: string, above: readonly string[]): readonly string[] {
    const mentioned = this.#state.graph.mentioned.get(id);
    return mentioned?.size ? above.filter((read) => !mentioned.has(read)) : above;
  }

  #fail(id: string, root: string, busyAbove: boolean): void {
    this.#failed.set(id, root);
    this.#barred.add(id);
    const cell = this.#cell(id);
    if (cell.run) this.#interrupt(id);
    if (cell.queue || (cell.asked && !busyAbove)) this.#set(id, { queue: null, asked: cell.asked && busyAbove });
  }

  /** Ends the run without a result: the cell has to be tried again, and a live value is no longer kept up. */
  #interrupt(id: string): void {
    const { run, made } = this.#cell(id);
    if (!run) return;
    this.#actions.push({ type: 'interrupt', cell: id, run: run.number });
    this.#set(id, { run: null, tried: null, made: run.live ? null : made });
  }

  #lingering(id: string): void {
    const cell = this.#cell(id);
    if (!cell.run || this.#wanted.has(id) || (cell.run.byHand && !cell.run.live)) {
      if (cell.unwantedSince !== null) this.#set(id, { unwantedSince: null });
      return;
    }
    const since = cell.unwantedSince ?? this.#at;
    if (since + linger > this.#at) {
      if (cell.unwantedSince === null) this.#set(id, { unwantedSince: since });
      this.#wakeBy(since + linger);
      return;
    }
    this.#interrupt(id);
    this.#set(id, { unwantedSince: null });
  }

  #overtaken(id: string): void {
    const cell = this.#cell(id);
    if (!cell.run) return;
    const frozen = cell.spec.policy === 'frozen' && cell.hash !== null;
    const change = changeSince(cell.run.seen, this.#state, cell);
    if (!cell.asked && (change !== 'person' || (frozen && cell.run.live))) return;
    this.#interrupt(id);
    if (cell.run.byHand && !cell.run.live) this.#set(id, { asked: true });
  }

  #queue(id: string, above: readonly string[]): void {
    const cell = this.#cell(id);
    if (cell.run) return;
    const queue = this.#nextQueue(id, cell, above);
    if (queue !== cell.queue) this.#set(id, { queue });
  }

  #nextQueue(id: string, cell: CellState, above: readonly string[]): Cause | null {
    const lacking = this.#needed(id, above).some((read) => this.#cell(read).hash === null && !this.#busy.has(read));
    if (lacking) return null;
    if (cell.asked) return 'person';
    if (!this.#wanted.has(id) || cell.refs?.unknown !== undefined) return null;
    const change = changeSince(cell.tried, this.#state, cell);
    if (change === 'none' || (cell.held && change !== 'person')) return null;
    if (cell.spec.policy === 'lazy' && cell.hash !== null) return null;
    if (cell.spec.policy === 'frozen' && cell.hash !== null) {
      if (changeSince(cell.noted ?? cell.made, this.#state, cell) === 'person') this.#count(id);
      return null;
    }
    return change === 'person' ? 'person' : cell.queue;
  }

  #count(id: string): void {
    const cell = this.#cell(id);
    this.#set(id, { pending: cell.pending + 1, noted: present(this.#state, cell), startedAt: this.#at });
  }

  #start(id: string, busyAbove: boolean): void {
    const cell = this.#cell(id);
    if (!cell.queue || busyAbove || !this.#ready || cell.awaiting) return;
    const seen = present(this.#state, cell);
    const number = cell.runs + 1;
    this.#actions.push({ type: 'start', cell: id, run: number, give: seen.give });
    this.#set(id, {
      runs: number,
      run: { number, cause: cell.queue, byHand: cell.asked, seen, live: false },
      tried: seen,
      startedAt: this.#at,
      queue: null,
      asked: false,
      held: false,
    });
  }

  #mayWake(cell: CellState): boolean {
    const { spec } = cell;
    if (this.#barred.has(spec.id) || !this.#wanted.has(spec.id)) return false;
    if (cell.queue || cell.held || cell.awaiting || cell.refs?.unknown !== undefined) return false;
    if (cell.run && !cell.run.live) return false;
    return spec.policy !== 'lazy' || cell.hash === null;
  }

  #readerWaits(id: string): boolean {
    for (const reader of withReaders(this.#state.graph, [id])) {
      if (reader !== id && this.#cell(reader).queue) return true;
    }
    return false;
  }

  #note(id: string, busyAbove: boolean): void {
    const cell = this.#cell(id);
    const moving =
      cell.queue !== null || (cell.run !== null && !cell.run.live) || (cell.awaiting && this.#wanted.has(id));
    if (moving || busyAbove) this.#busy.add(id);
  }

  #face(id: string, error: ReturnType<typeof upstream> | undefined): void {
    const cell = this.#cell(id);
    const wanted = this.#wanted.has(id);
    const staleAbove = (this.#state.graph.above.get(id) ?? []).some(
      (read) => this.#cell(read).face.validity === 'stale',
    );
    const face = faceOf(this.#state, cell, { error: error ?? cell.failure, wanted, staleAbove });
    if (face !== cell.face) this.#set(id, { face });
  }
}

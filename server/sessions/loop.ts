import type { Action, Operation } from '../../notebook/session/operation.ts';
import { reduceAll } from '../../notebook/session/reduce.ts';
import { emptySession, type SessionState } from '../../notebook/session/state.ts';
import type { Shown } from './shown.ts';
import type { Report } from './workshop.ts';

/** What a session hears of; when it did is the loop's to say. */
export type Happening = Operation extends infer O ? (O extends Operation ? Omit<O, 'at'> : never) : never;

export interface LoopHooks {
  /** Does what was decided, in its order; `frames` are those reported, by cell. What it makes happen comes after what happened already. */
  carryOut(actions: readonly Action[], frames: ReadonlyMap<string, Shown>): void;
  /** What happened was reduced and carried out; gives what follows from it. */
  followUp(happenings: readonly Happening[]): Happening | undefined;
  /** Nothing is left to be reduced. */
  idle(): void;
}

/**
 * Reduces what happens in its order, whoever tells of it meanwhile, and wakes the session when the reducer said. Reports of cells come by the
 * hundred, and each would be a look at the whole notebook: those of one turn of the event loop are reduced together.
 */
export class Loop {
  readonly #hooks: LoopHooks;
  #state: SessionState = emptySession;
  #waiting: Happening[] = [];
  #frames = new Map<string, Shown>();
  #reducing = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;
  #gathering: NodeJS.Immediate | undefined;

  constructor(hooks: LoopHooks) {
    this.#hooks = hooks;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** At once, after everything that waits. */
  tell(happening: Happening): void {
    this.#waiting.push(happening);
    this.#reduceWaiting();
  }

  /** At the end of the turn, or with what is told before. */
  report(report: Report, frame: Shown | undefined): void {
    if (this.#closed) return;
    if (frame !== undefined) {
      // one frame of a cell at a time, so that each is shown or not by itself
      if (this.#frames.has(report.cell)) this.#reduceWaiting();
      this.#frames.set(report.cell, frame);
    }
    this.#waiting.push(report);
    this.#gathering ??= setImmediate(() => this.#reduceWaiting());
  }

  /** Nothing is reduced any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#gathering);
  }

  #reduceWaiting(): void {
    if (this.#reducing) return;
    clearImmediate(this.#gathering);
    this.#gathering = undefined;
    this.#reducing = true;
    try {
      while (this.#waiting.length > 0 && !this.#closed) this.#reduce(this.#waiting.splice(0));
    } finally {
      this.#reducing = false;
    }
    this.#hooks.idle();
  }

  #reduce(happenings: readonly Happening[]): void {
    const isDue = happenings.some(({ type }) => type === 'due');
    const at = Math.max(performance.now(), isDue ? (this.#state.wakeAt ?? 0) : 0);
    const frames = this.#frames;
    this.#frames = new Map();
    const operations = happenings.map((happening) => ({ ...happening, at }) as Operation);
    const { state, actions } = reduceAll(this.#state, operations);
    this.#state = state;
    for (const action of actions) if (action.type === 'wake') this.#wakeAt(action.at);
    this.#hooks.carryOut(actions, frames);
    const follows = this.#hooks.followUp(happenings);
    if (follows) this.#waiting.push(follows);
  }

  #wakeAt(at: number | null): void {
    clearTimeout(this.#timer);
    if (at === null) return;
    this.#timer = setTimeout(() => this.tell({ type: 'due' }), Math.max(0, at - performance.now()));
  }
}

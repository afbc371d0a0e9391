import type { Action, Operation } from '../../notebook/session/operation.ts';
import { reduce } from '../../notebook/session/reduce.ts';
import { emptySession, type SessionState } from '../../notebook/session/state.ts';

/** What a session hears of; when it did is the loop's to say. */
export type Happening = Operation extends infer O ? (O extends Operation ? Omit<O, 'at'> : never) : never;

export interface LoopHooks {
  /** Does what was decided, in its order. What it makes happen comes after what happened already. */
  carryOut(actions: readonly Action[]): void;
  /** One happening was reduced and carried out; gives what follows from it. */
  followUp(happening: Happening): Happening | undefined;
  /** Nothing is left to be reduced. */
  idle(): void;
}

/** Reduces one happening after the other, whoever tells of them meanwhile, and wakes the session when the reducer said. */
export class Loop {
  readonly #hooks: LoopHooks;
  #state: SessionState = emptySession;
  #waiting: Happening[] = [];
  #reducing = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(hooks: LoopHooks) {
    this.#hooks = hooks;
  }

  get state(): SessionState {
    return this.#state;
  }

  tell(happening: Happening): void {
    this.#waiting.push(happening);
    if (this.#reducing) return;
    this.#reducing = true;
    try {
      for (let next = this.#waiting.shift(); next && !this.#closed; next = this.#waiting.shift()) this.#reduce(next);
    } finally {
      this.#reducing = false;
    }
    this.#hooks.idle();
  }

  /** Nothing is reduced any more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #reduce(happening: Happening): void {
    const at = Math.max(performance.now(), happening.type === 'due' ? (this.#state.wakeAt ?? 0) : 0);
    const { state, actions } = reduce(this.#state, { ...happening, at } as Operation);
    this.#state = state;
    for (const action of actions) if (action.type === 'wake') this.#wakeAt(action.at);
    this.#hooks.carryOut(actions);
    const follows = this.#hooks.followUp(happening);
    if (follows) this.#waiting.push(follows);
  }

  #wakeAt(at: number | null): void {
    clearTimeout(this.#timer);
    if (at === null) return;
    this.#timer = setTimeout(() => this.tell({ type: 'due' }), Math.max(0, at - performance.now()));
  }
}

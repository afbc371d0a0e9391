/** One query that wants a connection. `run` resolves when it is done; `interrupt` makes it end soon. */
export interface Job {
  /** Whose it is: turns go round the owners. */
  readonly owner: string;
  /** Resolves with whether it has ended; not so when it was interrupted and wants to run again. */
  run(): Promise<boolean>;
  interrupt(): void;
}

interface Waiting {
  readonly job: Job;
  /** Has been tried and was too long for the trial lane. */
  tried: boolean;
  canceled: boolean;
  finish(): void;
}

export interface QueueLimits {
  /** Queries of any length at once. */
  readonly slots: number;
  /** How long a query may run beside them before it has to wait for a slot. */
  readonly trialMilliseconds: number;
}

/**
 * At most `slots` queries run for as long as they need. While all slots are taken, each new query gets a short trial in one lane of
 * its own: short queries are answered beside long ones, and one that is not done in time goes on in a slot that came free, or is
 * interrupted and waits for one. Owners take turns.
 */
export class QueryQueue {
  readonly #limits: QueueLimits;
  readonly #waiting: Waiting[] = [];
  readonly #running = new Map<Waiting, 'slot' | 'trial'>();
  #lastOwner = '';

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  get counts(): { running: number; waiting: number } {
    return { running: this.#running.size, waiting: this.#waiting.length };
  }

  /** Resolves when the job has run, or was canceled before it did. Returns the function that cancels it. */
  add(job: Job): { done: Promise<void>; cancel: () => void } {
    let finish!: () => void;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const waiting: Waiting = { job, tried: false, canceled: false, finish };
    this.#waiting.push(waiting);
    this.#fill();
    return { done, cancel: () => this.#cancel(waiting) };
  }

  #cancel(waiting: Waiting): void {
    waiting.canceled = true;
    const index = this.#waiting.indexOf(waiting);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      waiting.finish();
    } else if (this.#running.has(waiting)) {
      waiting.job.interrupt();
    }
  }

  #inLane(lane: 'slot' | 'trial'): number {
    return [...this.#running.values()].filter((value) => value === lane).length;
  }

  #fill(): void {
    while (this.#waiting.length > 0 && this.#inLane('slot') < this.#limits.slots) {
      this.#start(this.#next(() => true)!, 'slot');
    }
    if (this.#inLane('trial') === 0) {
      const next = this.#next((waiting) => !waiting.tried);
      if (next) this.#start(next, 'trial');
    }
  }

  /** The oldest of an owner other than the last one served; the oldest of all where there is none. */
  #next(eligible: (waiting: Waiting) => boolean): Waiting | undefined {
    const candidates = this.#waiting.filter(eligible);
    const chosen = candidates.find((waiting) => waiting.job.owner !== this.#lastOwner) ?? candidates[0];
    if (!chosen) return undefined;
    this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
    this.#lastOwner = chosen.job.owner;
    return chosen;
  }

  #start(waiting: Waiting, lane: 'slot' | 'trial'): void {
    this.#running.set(waiting, lane);
    const timer =
      lane === 'trial' ? setTimeout(() => this.#overstay(waiting), this.#limits.trialMilliseconds) : undefined;
    void waiting.job.run().then((ended) => {
      clearTimeout(timer);
      this.#running.delete(waiting);
      if (ended || waiting.canceled) waiting.finish();
      else this.#waiting.push(waiting);
      this.#fill();
    });
  }

  /** The trial is over: on in a slot that came free meanwhile, or out and back into the queue. */
  #overstay(waiting: Waiting): void {
    if (this.#inLane('slot') < this.#limits.slots) {
      this.#running.set(waiting, 'slot');
      this.#fill();
    } else {
      waiting.tried = true;
      waiting.job.interrupt();
    }
  }
}

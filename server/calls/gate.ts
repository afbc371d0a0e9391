import type { Clock } from '../../core/clock.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { Rule } from './limits.ts';
import type { CallTo } from './port.ts';

type Urgency = NonNullable<CallTo['urgency']>;

/** Leave to send one request; ended once, with whether it was sent. */
export interface Pass {
  end(sent: boolean): void;
}

export type Refusal = 'wait' | 'crowd' | 'aborted' | 'closed';

/** Why a request may not be sent. Nothing of it went out. */
export class NotAdmitted extends Error {
  readonly refusal: Refusal;
  readonly rule: Rule | undefined;

  constructor(refusal: Refusal, rule?: Rule) {
    super(`not admitted: ${refusal}`);
    this.refusal = refusal;
    this.rule = rule;
  }
}

interface Waiting {
  readonly rules: readonly Rule[];
  readonly until: Instant;
  resolve(pass: Pass): void;
  reject(error: NotAdmitted): void;
}

export interface Asking {
  readonly rules: readonly Rule[];
  readonly urgency: Urgency;
  readonly waitMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

const WAITING_AT_MOST = 1_000;
/** Node's timers are given no more. */
const LONGEST_TIMER = 2_147_483_647;

/**
 * Lets requests go as their rules have room, urgent ones first and then in the order in which they came. Nothing is held while somebody waits: each turn
 * goes through who waits, and who lacks room in one rule keeps nobody from another.
 */
export class Gate {
  readonly #clock: Clock;
  readonly #waiting: Readonly<Record<Urgency, Set<Waiting>>> = { first: new Set(), usual: new Set(), last: new Set() };
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Gives leave at once where there is room. Rejects with `NotAdmitted`. */
  enter({ rules, urgency, waitMilliseconds, signal }: Asking): Pass | Promise<Pass> {
    if (this.#closed) throw new NotAdmitted('closed');
    if (signal?.aborted) throw new NotAdmitted('aborted');
    const now = this.#clock.now();
    if (this.#count() > 0) this.#turn();
    if (hasRoom(rules, now)) return this.#pass(rules, now);
    const until = instant(now + waitMilliseconds * MILLISECOND);
    const late = rules.find((rule) => (rule.freeAt(now) ?? now) > until);
    if (late !== undefined) throw new NotAdmitted('wait', late);
    if (this.#count() >= WAITING_AT_MOST) throw new NotAdmitted('crowd', full(rules, now));
    return this.#wait(rules, this.#waiting[urgency], until, signal);
  }

  /** What waits is refused; what was let go goes on. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const list of Object.values(this.#waiting)) for (const one of list) one.reject(new NotAdmitted('closed'));
  }

  #wait(rules: readonly Rule[], list: Set<Waiting>, until: Instant, signal: AbortSignal | undefined): Promise<Pass> {
    return new Promise((resolve, reject) => {
      const abort = (): void => waiting.reject(new NotAdmitted('aborted'));
      const leave = (): void => {
        list.delete(waiting);
        signal?.removeEventListener('abort', abort);
      };
      const waiting: Waiting = {
        rules,
        until,
        resolve: (pass) => {
          leave();
          resolve(pass);
        },
        reject: (error) => {
          leave();
          reject(error);
        },
      };
      list.add(waiting);
      signal?.addEventListener('abort', abort, { once: true });
      this.#setTimer();
    });
  }

  #turn(): void {
    const now = this.#clock.now();
    for (const list of Object.values(this.#waiting)) {
      for (const one of list) {
        if (hasRoom(one.rules, now)) one.resolve(this.#pass(one.rules, now));
        else if (one.until <= now) one.reject(new NotAdmitted('wait', full(one.rules, now)));
      }
    }
    this.#setTimer();
  }

  #pass(rules: readonly Rule[], taken: Instant): Pass {
    for (const rule of rules) rule.take(taken);
    let ended = false;
    return {
      end: (sent) => {
        if (ended) return;
        ended = true;
        const now = this.#clock.now();
        for (const rule of rules) rule.end(now, sent);
        if (this.#count() > 0) this.#turn();
      },
    };
  }

  /** For the first moment at which somebody may go, or is to be told that it takes too long. */
  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#count() === 0) return;
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const list of Object.values(this.#waiting)) {
      for (const one of list) {
        let free: number = now;
        for (const rule of one.rules) free = Math.max(free, rule.freeAt(now) ?? Number.POSITIVE_INFINITY);
        next = Math.min(next, free, one.until);
      }
    }
    const milliseconds = Math.min(LONGEST_TIMER, Math.max(1, Math.ceil((next - now) / MILLISECOND)));
    this.#timer = setTimeout(() => this.#turn(), milliseconds);
  }

  #count(): number {
    return this.#waiting.first.size + this.#waiting.usual.size + this.#waiting.last.size;
  }
}

const full = (rules: readonly Rule[], now: Instant): Rule | undefined => rules.find((rule) => rule.left(now) < 1);
const hasRoom = (rules: readonly Rule[], now: Instant): boolean => full(rules, now) === undefined;

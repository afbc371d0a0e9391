import type { Instant } from '../model/time.ts';
import { type Notice, type NotificationLevel, rankOf } from './notification.ts';

/** A notice that goes through, with how many of its key were held back since the one before. */
export interface Passed {
  readonly notice: Notice;
  readonly heldBack: number;
  /** What it was about ended while it was held back. */
  readonly over: boolean;
}

interface Stretch {
  readonly since: Instant;
  /** The highest that went through in it. */
  readonly level: NotificationLevel;
  /** The newest that was held back. */
  readonly waiting?: { readonly notice: Notice; readonly over: boolean };
  /** Held back before that one. */
  readonly heldBack: number;
}

/**
 * Of each key the first notice goes through at once, then at most one a stretch of time: the newest that was held back, when the stretch
 * ends, with the number of those before it. A level that rises goes through at once. Nothing is dropped: what goes through and what it
 * counts is all that was offered.
 */
export class Throttle {
  /** Microseconds. */
  readonly #length: number;
  readonly #stretches = new Map<string, Stretch>();

  constructor(length: number) {
    this.#length = length;
  }

  /** The notice if it goes through now; otherwise it is held back until `due`. */
  offer(notice: Notice, now: Instant): Passed | undefined {
    const stretch = this.#stretches.get(notice.key);
    const held = stretch === undefined ? 0 : stretch.heldBack + (stretch.waiting ? 1 : 0);
    if (stretch === undefined || this.#hasEnded(stretch, now) || rankOf(notice.level) > rankOf(stretch.level)) {
      this.#stretches.set(notice.key, { since: now, level: notice.level, heldBack: 0 });
      return { notice, heldBack: held, over: false };
    }
    this.#stretches.set(notice.key, { ...stretch, waiting: { notice, over: false }, heldBack: held });
    return undefined;
  }

  /** What notices of this key were about is over; one that is held back still goes through, and says so. */
  over(key: string): void {
    const stretch = this.#stretches.get(key);
    if (stretch?.waiting) this.#stretches.set(key, { ...stretch, waiting: { ...stretch.waiting, over: true } });
  }

  /** What was held back and may go through now, in the order of its stretches. Forgets keys that nothing was told of for a stretch. */
  due(now: Instant): readonly Passed[] {
    const passed: Passed[] = [];
    for (const [key, stretch] of [...this.#stretches]) {
      if (!this.#hasEnded(stretch, now)) continue;
      this.#stretches.delete(key);
      if (stretch.waiting === undefined) continue;
      const { notice, over } = stretch.waiting;
      passed.push({ notice, heldBack: stretch.heldBack, over });
      this.#stretches.set(key, { since: now, level: notice.level, heldBack: 0 });
    }
    return passed;
  }

  /** Everything that is held back, whether its stretch has ended or not. */
  rest(): readonly Passed[] {
    const passed: Passed[] = [];
    for (const { waiting, heldBack } of this.#stretches.values()) if (waiting) passed.push({ ...waiting, heldBack });
    this.#stretches.clear();
    return passed;
  }

  /** When `due` has something to do; undefined while nothing is held back and no key is remembered. */
  next(): Instant | undefined {
    let next: number | undefined;
    for (const { since } of this.#stretches.values()) next = Math.min(next ?? Infinity, since + this.#length);
    return next as Instant | undefined;
  }

  /** A clock that was set back ends it too. */
  #hasEnded({ since }: Stretch, now: Instant): boolean {
    return now >= since + this.#length || now < since;
  }
}

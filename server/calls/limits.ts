import { type Instant, instant, MILLISECOND, SECOND } from '../../core/model/time.ts';

/** What has to have room before a call is sent. Whoever takes of it ends it; `sent` is false where nothing went out. */
export interface Rule {
  /** Calls that an empty spell allows. */
  readonly of: number;
  /** As a part of a sentence: `50 calls in 30 s`. */
  readonly words: string;
  left(now: Instant): number;
  /** When there will be room; undefined where that depends on calls under way. */
  freeAt(now: Instant): Instant | undefined;
  take(now: Instant): void;
  end(now: Instant, sent: boolean): void;
}

const calls = (count: number): string => (count === 1 ? 'one call' : `${count.toLocaleString('en-US')} calls`);

/**
 * A sliding window. A call counts from when it is let go until the width has passed since it *ended*, which is later than the other end saw it: so
 * however long either way takes, no stretch of the width at the other end has more calls than allowed.
 */
export class Window implements Rule {
  readonly of: number;
  readonly words: string;
  readonly #width: number;
  #ended: Instant[] = [];
  #first = 0;
  #underWay = 0;

  constructor({ calls: of, milliseconds }: { readonly calls: number; readonly milliseconds: number }) {
    this.of = of;
    this.#width = milliseconds * MILLISECOND;
    this.words = `${calls(of)} in ${milliseconds / 1_000} s`;
  }

  left(now: Instant): number {
    this.#forget(now);
    return this.of - this.#underWay - (this.#ended.length - this.#first);
  }

  freeAt(now: Instant): Instant | undefined {
    const missing = 1 - this.left(now);
    if (missing <= 0) return now;
    const leaves = this.#ended[this.#first + missing - 1];
    return leaves === undefined ? undefined : instant(leaves + this.#width + 1);
  }

  take(): void {
    this.#underWay += 1;
  }

  end(now: Instant, sent: boolean): void {
    this.#underWay -= 1;
    if (sent) this.#ended.push(now);
  }

  #forget(now: Instant): void {
    while (this.#first < this.#ended.length && now - this.#ended[this.#first]! > this.#width) this.#first += 1;
    if (this.#first < 1_000 || this.#first * 2 < this.#ended.length) return;
    this.#ended = this.#ended.slice(this.#first);
    this.#first = 0;
  }
}

/** A token bucket: as many calls at once as it holds, filled again evenly. */
export class Bucket implements Rule {
  readonly of: number;
  readonly words: string;
  readonly #perMicrosecond: number;
  #level: number;
  #at: Instant | undefined;

  constructor({ calls: of, perSecond }: { readonly calls: number; readonly perSecond: number }) {
    this.of = of;
    this.words = `${calls(of)} at once and ${perSecond} a second`;
    this.#perMicrosecond = perSecond / SECOND;
    this.#level = of;
  }

  left(now: Instant): number {
    this.#fill(now);
    return Math.floor(this.#level);
  }

  freeAt(now: Instant): Instant {
    this.#fill(now);
    return this.#level >= 1 ? now : instant(now + Math.ceil((1 - this.#level) / this.#perMicrosecond));
  }

  take(now: Instant): void {
    this.#fill(now);
    this.#level -= 1;
  }

  end(_: Instant, sent: boolean): void {
    if (!sent) this.#level = Math.min(this.of, this.#level + 1);
  }

  #fill(now: Instant): void {
    const passed = Math.max(0, now - (this.#at ?? now));
    this.#level = Math.min(this.of, this.#level + passed * this.#perMicrosecond);
    // What is missing to a whole call by rounding alone is no reason to wait.
    if (Math.abs(this.#level - Math.round(this.#level)) < 1e-9) this.#level = Math.round(this.#level);
    this.#at = now;
  }
}

/** Connections. */
export class Slots implements Rule {
  readonly of: number;
  readonly words: string;
  #taken = 0;

  constructor(of: number) {
    this.of = of;
    this.words = `${calls(of)} at once`;
  }

  left(): number {
    return this.of - this.#taken;
  }

  freeAt(now: Instant): Instant | undefined {
    return this.#taken < this.of ? now : undefined;
  }

  take(): void {
    this.#taken += 1;
  }

  end(): void {
    this.#taken -= 1;
  }
}

/** The other end asked not to be called for a while. */
export class Pause implements Rule {
  readonly of = Number.POSITIVE_INFINITY;
  readonly words = 'a rest that the other end asked for';
  #until: Instant | undefined;

  pauseUntil(at: Instant): void {
    if (this.#until === undefined || at > this.#until) this.#until = at;
  }

  left(now: Instant): number {
    return this.#until !== undefined && now < this.#until ? 0 : this.of;
  }

  freeAt(now: Instant): Instant {
    return this.#until !== undefined && now < this.#until ? this.#until : now;
  }

  take(): void {}

  end(): void {}
}

import { type Instant, instant, MILLISECOND, toMilliseconds } from '../../core/model/time.ts';
import { fullJitter } from './retry.ts';

/** After an attempt that brought no token. */
const failing = { first: 2_000, longest: 60_000 };
/** After a new token that was refused as well. */
const refusing = { first: 500, longest: 5_000 };
const SHORTEST = 200;
/** Before credentials that were refused are tried again, if somebody asks. */
const REFUSED = 60_000;
/** A token that is refused sooner was never taken. */
const YOUNG_MILLISECONDS = 10_000;

/** How the attempts to get a token went, and until when no other is made. */
export class TokenAttempts {
  /** The credentials were refused: they are tried again only if somebody asks. */
  gaveUp = false;
  readonly #random: () => number;
  #failures = 0;
  #refusals = 0;
  #restsUntil: Instant | undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Until when no other attempt is made; undefined where one may be made now. */
  restsUntil(now: Instant): Instant | undefined {
    return this.#restsUntil !== undefined && now < this.#restsUntil ? this.#restsUntil : undefined;
  }

  succeeded(): void {
    this.gaveUp = false;
    this.#failures = 0;
    this.#restsUntil = undefined;
  }

  failed(now: Instant): void {
    this.gaveUp = false;
    this.#rest(now, fullJitter(this.#failures++, this.#random(), failing));
  }

  credentialsRefused(now: Instant): void {
    this.gaveUp = true;
    this.#rest(now, REFUSED);
  }

  /** A token was refused. The first may be replaced at once; one new token after the other that nobody takes may not. */
  tokenRefused(now: Instant, renewed: Instant): void {
    this.gaveUp = false;
    this.#refusals = now - renewed < YOUNG_MILLISECONDS * MILLISECOND ? this.#refusals + 1 : 0;
    if (this.#refusals > 1) this.#rest(now, fullJitter(this.#refusals - 2, this.#random(), refusing));
  }

  #rest(now: Instant, milliseconds: number): void {
    this.#restsUntil = instant(now + Math.max(SHORTEST, milliseconds) * MILLISECOND);
  }
}

export const againFrom = (at: Instant): string =>
  `It is tried again from ${new Date(toMilliseconds(at)).toISOString().slice(11, 19)} UTC on.`;

import type { Clock } from '../../../core/clock.ts';
import { type Instant, MILLISECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';

/** A day, as TT's own sample renews an hour ahead. */
const USUAL_LIFE_MILLISECONDS = 86_400_000;

interface Token {
  readonly environment: string;
  expires: Instant;
}

/** Tokens of the user's application. A new one does not end those before it. */
export class Tokens {
  readonly #clock: Clock;
  readonly #life: number;
  readonly #random: Random;
  readonly #tokens = new Map<string, Token>();

  constructor(clock: Clock, seed: string, life = USUAL_LIFE_MILLISECONDS) {
    this.#clock = clock;
    this.#life = life;
    // two starts give other tokens: one of the last start is not known in this one
    this.#random = new Random(`${seed}/${clock.now()}`).fork('tokens');
  }

  issue(environment: string): { readonly token: string; readonly seconds: number } {
    const token = Array.from({ length: 8 }, () => this.#random.integer(0, 0xffffffff).toString(36)).join('');
    this.#tokens.set(token, { environment, expires: (this.#clock.now() + this.#life * MILLISECOND) as Instant });
    return { token, seconds: Math.floor(this.#life / 1_000) };
  }

  isValid(token: string, environment: string): boolean {
    const known = this.#tokens.get(token);
    return known !== undefined && known.environment === environment && known.expires > this.#clock.now();
  }

  lapse(token: string): void {
    const known = this.#tokens.get(token);
    if (known !== undefined) known.expires = this.#clock.now();
  }
}

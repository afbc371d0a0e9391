import type { Clock } from '../../../core/clock.ts';
import { type Instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import { nextTime } from './india.ts';

/** Tokens die at half past three in the night that follows. */
const DIES_MINUTES = 3 * 60 + 30;
const CODE_LIFE = 300 * SECOND;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens of the user, and the codes that stand for one another while somebody logs in or connects. */
export class Tokens {
  readonly #clock: Clock;
  readonly #life: number | undefined;
  readonly #random: Random;
  readonly #expiries = new Map<string, Instant>();
  readonly #codes = new Map<string, Instant>();

  /** A life in milliseconds, where tokens are not to live until the night. */
  constructor(clock: Clock, seed: string, life?: number) {
    this.#clock = clock;
    this.#life = life;
    // two starts give other tokens: one of the last start is not known in this one
    this.#random = new Random(`${seed}/${clock.now()}`).fork('tokens');
  }

  /** A token in the form of the venue's, a signed JSON one, which nobody but the simulator can tell from a good one. */
  issue(user: string): string {
    const now = this.#clock.now();
    const expires =
      this.#life === undefined ? nextTime(now, DIES_MINUTES) : ((now + this.#life * MILLISECOND) as Instant);
    const claims = { sub: user, jti: this.uuid(), iat: Math.floor(now / SECOND), exp: Math.floor(expires / SECOND) };
    const token = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}.${this.#letters(43)}`;
    this.#expiries.set(token, expires);
    return token;
  }

  isValid(token: string): boolean {
    return (this.#expiries.get(token) ?? 0) > this.#clock.now();
  }

  /** Ends one before its time. */
  lapse(token: string): void {
    this.#expiries.delete(token);
  }

  /** A code that is good once. */
  code(): string {
    const code = this.uuid();
    this.#codes.set(code, (this.#clock.now() + CODE_LIFE) as Instant);
    return code;
  }

  redeem(code: string): boolean {
    const good = (this.#codes.get(code) ?? 0) > this.#clock.now();
    this.#codes.delete(code);
    return good;
  }

  uuid(): string {
    const digits = Array.from({ length: 32 }, () => this.#random.integer(0, 15).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  #letters(count: number): string {
    return Array.from({ length: count }, () => this.#random.integer(0, 35).toString(36)).join('');
  }
}

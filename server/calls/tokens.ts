import path from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { Listeners } from '../../core/listeners.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { TokenHealth } from '../../core/venue/health.ts';
import type { Log } from '../desk/log.ts';
import { CallFailed, type Tokens } from './port.ts';
import { againFrom, TokenAttempts } from './token-attempts.ts';
import { type Token, TokenFile } from './token-file.ts';

/** A token as the other end gave it. */
export interface Acquired {
  readonly token: string;
  readonly lifeMilliseconds: number;
}

export interface TokensOptions {
  /** Of the venue and its environment, for sentences and the file: `projectx-LIVE`. */
  readonly name: string;
  /** The token is kept here, in a file that its owner alone can read. */
  readonly folder: string;
  /** Whose token it is (address, environment, user): a stored one of another is not used. */
  readonly owner: string;
  /**
   * Gets one; `current` is the token that still holds, where one does and is to be renewed. Rejects with a `CallFailed`; of failure `token`, or an answer
   * of 400, 401 or 403, where the credentials are refused, which is not tried again by itself.
   */
  readonly acquire: (current: string | undefined) => Promise<Acquired>;
  /** The machine's. */
  readonly clock: Clock;
  /** From 0 to less than 1. */
  readonly random: () => number;
  readonly log: Log;
  /** Before its end, 10 minutes where it is left out; half the life of a token that lives less than twice as long. */
  readonly aheadMilliseconds?: number;
}

const AHEAD_MILLISECONDS = 600_000;
/** A wall clock may be set, and a machine sleep: the timer looks again at least so often. */
const LOOK_MILLISECONDS = 30_000;

/** The token of one environment, fetched when it is first asked for and kept fresh from then on. */
export const createTokens = (options: TokensOptions): Tokens => new KeptTokens(options);

/** Why there is no token, or soon will be none. */
interface Problem {
  readonly state: 'absent' | 'lapsed' | 'refused';
  readonly reason: string;
  /** Getting another was tried: one that is under way is no reason to hope. */
  readonly tried: boolean;
}

class KeptTokens implements Tokens {
  readonly #options: TokensOptions;
  readonly #file: TokenFile;
  readonly #attempts: TokenAttempts;
  readonly #listeners: Listeners;
  #token: Token | undefined;
  #fetching: Promise<string> | undefined;
  #problem: Problem | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: TokensOptions) {
    this.#options = options;
    const { name, log } = options;
    this.#listeners = new Listeners((reason) => log.error(`What follows the token of ${name} failed: ${reason}`));
    this.#attempts = new TokenAttempts(options.random);
    this.#file = new TokenFile(path.join(options.folder, `${options.name}.token.json`), options.owner, options.log);
    const stored = this.#file.read();
    const now = this.#now();
    if (stored !== undefined && stored.renewed <= now && now < stored.expires) this.#token = stored;
    this.#setTimer();
  }

  token(): Promise<string> {
    const valid = this.#valid();
    return valid === undefined ? this.#fetch() : Promise.resolve(valid.token);
  }

  refused(token: string): Promise<string> {
    const held = this.#token;
    if (held?.token !== token) return this.token();
    const reason = `${this.#options.name} does not take its token any more.`;
    this.#token = undefined;
    this.#file.remove();
    this.#attempts.tokenRefused(this.#now(), held.renewed);
    this.#problem = { state: 'refused', reason, tried: this.#attempts.restsUntil(this.#now()) !== undefined };
    // Asked first, so that who is told sees that another is on its way, where one is.
    const another = this.#fetch();
    this.#listeners.tell();
    return another;
  }

  health(): TokenHealth {
    const { expires, renewed } = this.#token ?? {};
    const reason = this.#problem?.reason;
    return {
      state: this.#state(),
      ...(expires !== undefined && { expires }),
      ...(renewed !== undefined && { renewed }),
      ...(reason !== undefined && { reason }),
    };
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#file.settled();
  }

  #state(): TokenHealth['state'] {
    const isFetching = this.#fetching !== undefined;
    if (this.#valid() !== undefined) return isFetching ? 'renewing' : 'valid';
    if (isFetching && this.#problem?.tried !== true) return 'renewing';
    return this.#problem?.state ?? (this.#token === undefined ? 'absent' : 'lapsed');
  }

  #valid(): Token | undefined {
    return this.#token !== undefined && this.#now() < this.#token.expires ? this.#token : undefined;
  }

  #fetch(): Promise<string> {
    const { name } = this.#options;
    if (this.#closed) return Promise.reject(noToken(`${name} has ended and gets no token.`));
    const rest = this.#attempts.restsUntil(this.#now());
    if (this.#fetching === undefined && rest !== undefined)
      return Promise.reject(noToken(`${this.#problem?.reason ?? `${name} has no token.`} ${againFrom(rest)}`));
    this.#fetching ??= this.#acquire().finally(() => {
      this.#fetching = undefined;
      this.#setTimer();
      this.#listeners.tell();
    });
    return this.#fetching;
  }

  async #acquire(): Promise<string> {
    try {
      const { token, lifeMilliseconds } = await this.#options.acquire(this.#valid()?.token);
      if (!(lifeMilliseconds > 0)) throw noToken('the new one has lapsed already. Check the clock of this machine.');
      const renewed = this.#now();
      this.#token = { token, renewed, expires: instant(renewed + lifeMilliseconds * MILLISECOND) };
      this.#problem = undefined;
      this.#attempts.succeeded();
      if (!this.#closed) this.#file.write(this.#token);
      return token;
    } catch (error) {
      throw this.#noted(error);
    }
  }

  /** Remembers why there is no new token, and how long none is asked for. */
  #noted(error: unknown): CallFailed {
    const { name, log } = this.#options;
    const why = error instanceof CallFailed ? error.message : 'what came instead cannot be read.';
    const refused = isRefusal(error);
    const lapsed = this.#token !== undefined || this.#problem?.state === 'lapsed';
    const state = refused ? 'refused' : lapsed ? 'lapsed' : 'absent';
    this.#problem = { state, reason: `${name} has no new token: ${why}`, tried: true };
    if (refused) this.#attempts.credentialsRefused(this.#now());
    else this.#attempts.failed(this.#now());
    log.warn(this.#problem.reason);
    return noToken(this.#problem.reason);
  }

  /** What the timer is for: a token that is due or has lapsed, and another attempt where one failed. */
  #look(): void {
    const held = this.#token;
    if (held !== undefined && this.#now() >= held.expires) {
      this.#token = undefined;
      this.#problem ??= { state: 'lapsed', reason: `The token of ${this.#options.name} lapsed.`, tried: false };
      this.#listeners.tell();
    }
    const next = this.#nextLook();
    if (next !== undefined && this.#now() >= next) this.#fetch().catch(() => undefined);
    else this.#setTimer();
  }

  /** When there is something to do by itself; undefined where nobody has asked for a token, or the credentials were refused. */
  #nextLook(): Instant | undefined {
    const rest = this.#attempts.restsUntil(this.#now());
    const { gaveUp } = this.#attempts;
    const held = this.#valid();
    if (held === undefined) return this.#problem === undefined || gaveUp ? undefined : (rest ?? this.#now());
    if (gaveUp) return held.expires;
    const due = instant(held.expires - aheadOf(held, this.#options.aheadMilliseconds ?? AHEAD_MILLISECONDS));
    return rest !== undefined && rest > due ? instant(Math.min(rest, held.expires)) : due;
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const next = this.#nextLook();
    if (this.#closed || next === undefined) return;
    const milliseconds = Math.ceil((next - this.#now()) / MILLISECOND);
    this.#timer = setTimeout(() => this.#look(), Math.min(LOOK_MILLISECONDS, Math.max(1, milliseconds))).unref();
  }

  #now(): Instant {
    return this.#options.clock.now();
  }
}

const noToken = (message: string): CallFailed => new CallFailed(message, { failure: 'token', reached: 'no' });

const isRefusal = (error: unknown): boolean =>
  error instanceof CallFailed &&
  (error.failure === 'token' || (error.answer !== undefined && [400, 401, 403].includes(error.answer.status)));

/** Microseconds before its end at which a token is renewed. */
function aheadOf({ renewed, expires }: Token, milliseconds: number): number {
  const life = expires - renewed;
  return life < 2 * milliseconds * MILLISECOND ? life / 2 : milliseconds * MILLISECOND;
}

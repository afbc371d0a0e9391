import path from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { Listeners } from '../../core/listeners.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { TokenHealth } from '../../core/venue/health.ts';
import type { Log } from '../desk/log.ts';
import { CallFailed, type Tokens } from './port.ts';
import { type Token, TokenFile } from './token-file.ts';

export interface GivenTokensOptions {
  /** Of the venue and its environment, for sentences and the file: `kite-LIVE`. */
  readonly name: string;
  /** The token is kept here, in a file that its owner alone can read. */
  readonly folder: string;
  /** Whose token it is (address, environment, key): a stored one of another is not used. */
  readonly owner: string;
  /** Where a person logs in. */
  readonly url: () => string;
  /** What to do about it, as a sentence. */
  readonly advice: string;
  /** The machine's. */
  readonly clock: Clock;
  readonly log: Log;
}

/** A token as a login gave it. */
export interface Given {
  readonly token: string;
  readonly expires: Instant;
}

/** A wall clock may be set, and a machine sleep: the timer looks again at least so often. */
const LOOK_MILLISECONDS = 30_000;

/** The token of a venue where nobody but a person can log in: it is given, kept while it holds, and never fetched. */
export class GivenTokens implements Tokens {
  readonly #options: GivenTokensOptions;
  readonly #file: TokenFile;
  readonly #listeners: Listeners;
  #token: Token | undefined;
  #state: 'absent' | 'lapsed' = 'absent';
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: GivenTokensOptions) {
    this.#options = options;
    const { name, log } = options;
    this.#listeners = new Listeners((reason) => log.error(`What follows the token of ${name} failed: ${reason}`));
    this.#file = new TokenFile(path.join(options.folder, `${options.name}.token.json`), options.owner, options.log);
    const stored = this.#file.read();
    if (stored !== undefined && stored.renewed <= this.#now() && this.#now() < stored.expires) this.#token = stored;
    else if (stored !== undefined) this.#state = 'lapsed';
    this.#setTimer();
  }

  /** What a login brought, for a token that a person got; it takes the place of the one before. */
  give({ token, expires }: Given): void {
    this.#token = { token, renewed: this.#now(), expires };
    this.#file.write(this.#token);
    this.#setTimer();
    this.#listeners.tell();
  }

  token(): Promise<string> {
    const held = this.#valid();
    return held === undefined ? Promise.reject(this.#due()) : Promise.resolve(held.token);
  }

  refused(token: string): Promise<string> {
    if (this.#token?.token === token) this.#lapse();
    return this.token();
  }

  health(): TokenHealth {
    const held = this.#valid();
    if (held !== undefined) return { state: 'valid', expires: held.expires, renewed: held.renewed };
    return { state: this.#stateNow(), reason: this.#due().message, login: this.#options.url() };
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#file.settled();
  }

  #stateNow(): 'absent' | 'lapsed' {
    return this.#token === undefined ? this.#state : 'lapsed';
  }

  #due(): CallFailed {
    const { name, advice } = this.#options;
    const what = this.#stateNow() === 'lapsed' ? `The login of ${name} has ended.` : `Nobody is logged in at ${name}.`;
    return new CallFailed(`${what} ${advice}`, { failure: 'token', reached: 'no' });
  }

  #valid(): Token | undefined {
    return this.#token !== undefined && this.#now() < this.#token.expires ? this.#token : undefined;
  }

  #lapse(): void {
    this.#token = undefined;
    this.#state = 'lapsed';
    this.#file.remove();
    this.#setTimer();
    this.#listeners.tell();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#token === undefined) return;
    const milliseconds = Math.ceil((this.#token.expires - this.#now()) / MILLISECOND);
    const look = (): void => (this.#valid() === undefined ? this.#lapse() : this.#setTimer());
    this.#timer = setTimeout(look, Math.min(LOOK_MILLISECONDS, Math.max(1, milliseconds))).unref();
  }

  #now(): Instant {
    return instant(this.#options.clock.now());
  }
}

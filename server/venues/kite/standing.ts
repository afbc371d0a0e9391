import type { Instant } from '../../../core/model/time.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import type { Malformed } from '../malformed.ts';
import type { VenueOptions } from '../port.ts';
import type { Contracts } from './contracts.ts';
import type { Session } from './session.ts';
import type { KiteSettings } from './settings.ts';
import type { Ticker } from './ticker/ticker.ts';

export interface StandingParts {
  readonly options: VenueOptions<KiteSettings>;
  readonly session: Session;
  readonly ticker: Ticker;
  readonly contracts: Contracts;
  readonly malformed: Malformed;
}

type State = VenueHealth['state'];

/** How Kite and everything it is reached by stand. */
export class Standing {
  readonly #parts: StandingParts;
  readonly #listeners = new Set<() => void>();
  readonly #endTokens: () => void;
  #isWanted = false;
  #hasBegun = false;
  #wasConnected = false;
  #state: State = 'disconnected';
  #since: Instant;

  constructor(parts: StandingParts) {
    this.#parts = parts;
    this.#since = parts.options.clock.now();
    this.#endTokens = parts.session.tokens.onChange(() => this.changed());
  }

  wanted(): void {
    this.#isWanted = true;
    this.changed();
  }

  /** The account and its instruments are known. */
  begun(): void {
    this.#hasBegun = true;
    this.changed();
  }

  end(): void {
    this.#isWanted = false;
    this.#endTokens();
    this.changed();
  }

  /** Resolves once the ticker stands, or does not in time. */
  async connected(milliseconds: number): Promise<boolean> {
    if (this.#state === 'connected') return true;
    return new Promise((resolve) => {
      const finish = (stands: boolean): void => {
        clearTimeout(timer);
        end();
        resolve(stands);
      };
      const timer = setTimeout(() => finish(false), milliseconds);
      const end = this.onHealth(() => {
        if (this.#state !== 'reconnecting' && this.#state !== 'connecting') finish(this.#state === 'connected');
      });
    });
  }

  /** Something that it is made of is another one now. */
  changed(): void {
    const state = this.#now();
    if (state !== this.#state) {
      this.#state = state;
      this.#since = this.#parts.options.clock.now();
    }
    if (state === 'connected') this.#wasConnected = true;
    for (const listener of [...this.#listeners]) listener();
  }

  onHealth(listener: () => void): () => void {
    const one = (): void => listener();
    this.#listeners.add(one);
    return () => this.#listeners.delete(one);
  }

  health(): VenueHealth {
    const { options, session, ticker, contracts, malformed } = this.#parts;
    const reason = this.#reason();
    const clockSkew = session.calls.clockSkew();
    return {
      venue: options.name,
      environment: options.environment,
      state: this.#state,
      since: this.#since,
      ...(reason === undefined ? {} : { reason }),
      token: session.tokens.health(),
      services: session.calls.health(),
      streams: ticker.health(),
      caches: contracts.health(),
      malformed: malformed.count,
      ...(clockSkew === undefined ? {} : { clockSkew }),
    };
  }

  #now(): State {
    const { session, ticker } = this.#parts;
    if (!this.#isWanted) return 'disconnected';
    const token = session.tokens.health();
    if (token.state === 'refused' || token.login !== undefined) return 'refused';
    if (this.#hasBegun && ticker.connected) return 'connected';
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  #reason(): string | undefined {
    if (this.#state === 'connected' || this.#state === 'disconnected') return undefined;
    const token = this.#parts.session.tokens.health();
    if (token.state !== 'valid' && token.reason !== undefined) return token.reason;
    if (!this.#hasBegun) return 'Its account and instruments are still being asked for.';
    return "Kite's ticker is not connected; connecting goes on by itself.";
  }
}

import type { Instant } from '../../../core/model/time.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import type { Malformed } from '../malformed.ts';
import type { VenueOptions } from '../port.ts';
import type { Contracts } from './contracts.ts';
import type { Session } from './session.ts';
import type { UpstoxSettings } from './settings.ts';
import type { Streams } from './streams.ts';

export interface StandingParts {
  readonly options: VenueOptions<UpstoxSettings>;
  readonly session: Session;
  readonly streams: Streams;
  readonly contracts: Contracts;
  readonly malformed: Malformed;
}

type State = VenueHealth['state'];

/** How Upstox and everything it is reached by stand. */
export class Standing {
  readonly #parts: StandingParts;
  readonly #listeners = new Set<() => void>();
  readonly #endTokens: () => void;
  #isWanted = false;
  #wasConnected = false;
  #state: State = 'disconnected';
  #since: Instant;

  constructor(parts: StandingParts) {
    this.#parts = parts;
    this.#since = parts.options.clock.now();
    this.#endTokens = parts.session.tokens.onChange(() => this.changed());
  }

  begin(): void {
    this.#isWanted = true;
    this.changed();
  }

  end(): void {
    this.#isWanted = false;
    this.#endTokens();
    this.changed();
  }

  /** True once both streams stand, false where they do not in time. */
  connected(milliseconds: number): Promise<boolean> {
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
      if (this.#state === 'connected') finish(true);
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
    const { options, session, streams, contracts, malformed } = this.#parts;
    const reason = this.#reason();
    const clockSkew = session.skew();
    return {
      venue: options.name,
      environment: options.environment,
      state: this.#state,
      since: this.#since,
      ...(reason === undefined ? {} : { reason }),
      token: session.tokens.health(),
      services: session.services(),
      streams: [streams.portfolio.health(), streams.market.health()],
      caches: contracts.health(),
      malformed: malformed.count,
      ...(clockSkew === undefined ? {} : { clockSkew }),
    };
  }

  #now(): State {
    const { session, streams } = this.#parts;
    if (!this.#isWanted) return 'disconnected';
    const token = session.tokens.health().state;
    // nobody but a person ends either
    if (token === 'refused' || (session.login !== undefined && token !== 'valid')) return 'refused';
    if (streams.portfolio.connected && streams.market.connected) return 'connected';
    return this.#wasConnected ? 'reconnecting' : 'connecting';
  }

  #reason(): string | undefined {
    const { session, streams } = this.#parts;
    if (this.#state === 'connected' || this.#state === 'disconnected') return undefined;
    const token = session.tokens.health();
    if (token.state !== 'valid' && token.reason !== undefined) return token.reason;
    const away = [streams.portfolio, streams.market]
      .filter((each) => !each.connected)
      .map((each) => each.health().name);
    if (away.length === 0) return undefined;
    return `The ${away.join(' stream and the ')} stream of Upstox ${away.length > 1 ? 'are' : 'is'} not connected; connecting goes on by itself.`;
  }
}

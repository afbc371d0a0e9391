import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { VenueHealth } from '../../core/venue/health.ts';
import type { Tokens } from '../calls/port.ts';

type State = VenueHealth['state'];

export interface StandingOptions {
  readonly clock: Clock;
  readonly tokens: Pick<Tokens, 'onChange'>;
  /** How it stands while it is wanted; whether it was connected before tells a first time from another. */
  readonly stands: (wasConnected: boolean) => State;
  /** Why it is not connected. */
  readonly reason: () => string | undefined;
  /** Everything else that is told of it. */
  readonly rest: () => Omit<VenueHealth, 'state' | 'since' | 'reason'>;
}

/** How a venue and everything it is reached by stand, and who wants to know when that changes. */
export class Standing {
  readonly #options: StandingOptions;
  readonly #listeners = new Set<() => void>();
  readonly #endTokens: () => void;
  #isWanted = false;
  #wasConnected = false;
  #state: State = 'disconnected';
  #since: Instant;

  constructor(options: StandingOptions) {
    this.#options = options;
    this.#since = options.clock.now();
    this.#endTokens = options.tokens.onChange(() => this.changed());
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

  /** True once it is connected, false where it is not in time, or is refused. */
  connected(milliseconds: number): Promise<boolean> {
    if (this.#state === 'connected') return Promise.resolve(true);
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
    const state = this.#isWanted ? this.#options.stands(this.#wasConnected) : 'disconnected';
    if (state !== this.#state) {
      this.#state = state;
      this.#since = this.#options.clock.now();
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
    const isWell = this.#state === 'connected' || this.#state === 'disconnected';
    const reason = isWell ? undefined : this.#options.reason();
    return {
      ...this.#options.rest(),
      state: this.#state,
      since: this.#since,
      ...(reason === undefined ? {} : { reason }),
    };
  }
}

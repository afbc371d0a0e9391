import type { Instant } from '../../../core/model/time.ts';
import type { TokenHealth, VenueHealth } from '../../../core/venue/health.ts';

type State = VenueHealth['state'];

/** Whether TT is connected and since when, as looks and tokens go. */
export class Standing {
  readonly #now: () => Instant;
  readonly #listeners = new Set<() => void>();
  #state: State = 'disconnected';
  #since: Instant;
  #reason: string | undefined;

  constructor(now: () => Instant) {
    this.#now = now;
    this.#since = now();
  }

  get state(): State {
    return this.#state;
  }

  is(state: State, reason?: string): void {
    if (state === this.#state && reason === this.#reason) return;
    if (state !== this.#state) this.#since = this.#now();
    this.#state = state;
    this.#reason = reason;
    this.tell();
  }

  /** While it is open: what a look or a token says. */
  follows(token: TokenHealth, reason: string | undefined): void {
    if (this.#state === 'disconnected' || this.#state === 'connecting') return;
    if (token.state === 'refused') this.is('refused', token.reason ?? reason);
    else if (reason !== undefined) this.is('reconnecting', reason);
    else this.is('connected');
  }

  health(): Pick<VenueHealth, 'state' | 'since' | 'reason'> {
    return { state: this.#state, since: this.#since, ...(this.#reason === undefined ? {} : { reason: this.#reason }) };
  }

  on(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

import type { Instant } from '../../core/model/time.ts';
import { quantile } from '../../core/statistics/quantile.ts';
import { Breaker, type BreakerSettings } from '../../core/trace/breaker.ts';
import type { ServiceHealth } from '../../core/venue/health.ts';
import type { Limit } from './limit-book.ts';

const REMEMBERED = 512;

/** How one service stands: its breaker, what its calls took, and the last that failed. */
export class Service {
  readonly name: string;
  readonly breaker: Breaker;
  readonly #durations = new Float64Array(REMEMBERED);
  readonly #limits = new Set<Limit>();
  #measured = 0;
  #calls = 0;
  #failures = 0;
  #retries = 0;
  #lastError: ServiceHealth['lastError'];

  constructor(name: string, now: () => Instant, settings: BreakerSettings) {
    this.name = name;
    this.breaker = new Breaker(now, settings);
  }

  called(limit: Limit): void {
    this.#calls += 1;
    this.#limits.add(limit);
  }

  retried(): void {
    this.#retries += 1;
  }

  took(milliseconds: number): void {
    this.#durations[this.#measured % REMEMBERED] = milliseconds;
    this.#measured += 1;
  }

  /** Without an error, the last one stays what is told. */
  failed(error?: ServiceHealth['lastError']): void {
    this.#failures += 1;
    this.#lastError = error ?? this.#lastError;
  }

  get lastSentence(): string | undefined {
    return this.#lastError?.sentence;
  }

  health(now: Instant): ServiceHealth {
    const sorted = this.#durations.slice(0, Math.min(this.#measured, REMEMBERED)).sort();
    const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
    const headroom = this.#headroom(now);
    return {
      name: this.name,
      breaker: this.breaker.state().state,
      calls: this.#calls,
      failures: this.#failures,
      retries: this.#retries,
      ...(p50 !== undefined && p99 !== undefined && { p50, p99 }),
      ...(headroom && { headroom }),
      ...(this.#lastError && { lastError: this.#lastError }),
    };
  }

  /** Of the limit that has the least left for it. */
  #headroom(now: Instant): ServiceHealth['headroom'] {
    const rooms = [...this.#limits].flatMap((limit) => limit.headroom(now) ?? []);
    const [first, ...others] = rooms;
    return first && others.reduce((least, room) => (room.left / room.of < least.left / least.of ? room : least), first);
  }
}

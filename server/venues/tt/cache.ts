import type { Instant } from '../../../core/model/time.ts';
import type { CacheHealth } from '../../../core/venue/health.ts';

interface Entry<V> {
  readonly value: Promise<V>;
  readonly until: number;
}

/** What was asked for and holds for a while. Whoever asks for what is being fetched waits for the same; what fails is not kept. */
export class Cache<V> {
  readonly #name: string;
  readonly #now: () => Instant;
  readonly #life: number;
  readonly #entries = new Map<string, Entry<V>>();
  #hits = 0;
  #misses = 0;

  /** `life` in microseconds. */
  constructor(name: string, now: () => Instant, life: number) {
    this.#name = name;
    this.#now = now;
    this.#life = life;
  }

  get(key: string, fetch: () => Promise<V>): Promise<V> {
    const found = this.#entries.get(key);
    if (found && this.#now() < found.until) {
      this.#hits += 1;
      return found.value;
    }
    this.#misses += 1;
    const value = fetch();
    this.#entries.set(key, { value, until: this.#now() + this.#life });
    value.catch(() => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    });
    return value;
  }

  health(): CacheHealth {
    return { name: this.#name, entries: this.#entries.size, hits: this.#hits, misses: this.#misses };
  }
}

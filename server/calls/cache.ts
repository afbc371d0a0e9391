import type { Clock } from '../../core/clock.ts';
import { type Instant, instant, MILLISECOND } from '../../core/model/time.ts';
import type { CacheHealth } from '../../core/venue/health.ts';

export interface CacheOptions {
  readonly name: string;
  /** The machine's. */
  readonly clock: Clock;
  /** The most that is kept; what was asked for longest ago goes first. */
  readonly entries: number;
  readonly milliseconds: number;
  /** For what turned out not to be there (`undefined`); as long as anything else where it is left out. */
  readonly absentMilliseconds?: number;
}

interface Entry<V> {
  readonly value: V;
  readonly until: Instant;
}

/** Keeps what was loaded for a while. Whoever asks for a key that is being loaded waits for the same; a load that fails is not kept. */
export class TtlCache<K, V> {
  readonly #options: CacheOptions;
  readonly #kept = new Map<K, Entry<V>>();
  readonly #loading = new Map<K, Promise<V>>();
  #hits = 0;
  #misses = 0;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  /** What is kept under the key, or what `load` brings. Rejects as `load` does. */
  get(key: K, load: (key: K) => Promise<V>): Promise<V> {
    const entry = this.#fresh(key);
    if (entry !== undefined) {
      this.#hits += 1;
      this.#kept.delete(key);
      this.#kept.set(key, entry);
      return Promise.resolve(entry.value);
    }
    const underWay = this.#loading.get(key);
    if (underWay !== undefined) {
      this.#hits += 1;
      return underWay;
    }
    this.#misses += 1;
    return this.#load(key, load);
  }

  /** What is kept under the key and still holds; it is not counted. */
  peek(key: K): V | undefined {
    return this.#fresh(key)?.value;
  }

  /** For what came another way. */
  set(key: K, value: V): void {
    this.#loading.delete(key);
    this.#keep(key, value);
  }

  /** Forgets one key; what is being loaded for it is not kept. */
  delete(key: K): void {
    this.#kept.delete(key);
    this.#loading.delete(key);
  }

  clear(): void {
    this.#kept.clear();
    this.#loading.clear();
  }

  health(): CacheHealth {
    return { name: this.#options.name, entries: this.#kept.size, hits: this.#hits, misses: this.#misses };
  }

  async #load(key: K, load: (key: K) => Promise<V>): Promise<V> {
    const loading = Promise.resolve().then(() => load(key));
    this.#loading.set(key, loading);
    try {
      const value = await loading;
      if (this.#loading.get(key) === loading) this.#keep(key, value);
      return value;
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    }
  }

  #keep(key: K, value: V): void {
    const { clock, entries, milliseconds, absentMilliseconds = milliseconds } = this.#options;
    const life = value === undefined ? absentMilliseconds : milliseconds;
    this.#kept.delete(key);
    this.#kept.set(key, { value, until: instant(clock.now() + life * MILLISECOND) });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= entries) break;
      this.#kept.delete(oldest);
    }
  }

  #fresh(key: K): Entry<V> | undefined {
    const entry = this.#kept.get(key);
    if (entry === undefined || this.#options.clock.now() < entry.until) return entry;
    this.#kept.delete(key);
    return undefined;
  }
}

import type { Bar } from '../../core/model/market.ts';
import type { CacheHealth } from '../../core/venue/health.ts';

/** Bars of one trade date. */
export interface Chunk {
  readonly bars: readonly Bar[];
  /** Nothing will be added to it. */
  readonly complete: boolean;
}

/** Chunks of bars, at most so many bars in all; what was asked for longest ago goes first. */
export class BarMemory {
  readonly #most: number;
  readonly #chunks = new Map<string, Chunk>();
  #bars = 0;
  #hits = 0;
  #misses = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Chunk | undefined {
    const chunk = this.#chunks.get(key);
    if (chunk === undefined) {
      this.#misses += 1;
      return undefined;
    }
    this.#hits += 1;
    this.#chunks.delete(key);
    this.#chunks.set(key, chunk);
    return chunk;
  }

  set(key: string, chunk: Chunk): void {
    this.delete(key);
    this.#chunks.set(key, chunk);
    this.#bars += chunk.bars.length;
    for (const oldest of this.#chunks.keys()) {
      if (this.#bars <= this.#most || this.#chunks.size === 1) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#bars -= this.#chunks.get(key)?.bars.length ?? 0;
    this.#chunks.delete(key);
  }

  health(): CacheHealth {
    return { name: 'bars in memory', entries: this.#chunks.size, hits: this.#hits, misses: this.#misses };
  }
}

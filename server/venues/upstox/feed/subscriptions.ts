import { randomUUID } from 'node:crypto';

/** What is told of an instrument. */
export type FeedMode = 'ltpc' | 'full' | 'option_greeks' | 'full_d30';

/** As documented for a connection that has instruments of more than one mode. */
const MOST: Readonly<Record<FeedMode, number>> = { ltpc: 2_000, option_greeks: 2_000, full: 1_500, full_d30: 1_500 };
/** Keys of one request. */
const PART = 500;

type Method = 'sub' | 'change_mode';

/** What the market feed was asked for, by instrument. What comes first beyond what it tells in full is told by its last price alone. */
export class Subscriptions {
  readonly #mode: FeedMode;
  readonly #modes = new Map<string, FeedMode>();

  constructor(mode: FeedMode) {
    this.#mode = mode;
  }

  get size(): number {
    return this.#modes.size;
  }

  /** The requests that add an instrument: where there are too many, the one that was added longest ago has its mode changed. */
  add(key: string): Buffer[] {
    if (this.#modes.get(key) === this.#mode) return [];
    const requests = [request(this.#modes.has(key) ? 'change_mode' : 'sub', this.#mode, [key])];
    this.#modes.delete(key);
    this.#modes.set(key, this.#mode);
    const inFull = [...this.#modes].filter(([, mode]) => mode === this.#mode);
    const [oldest] = inFull[0] ?? [];
    if (oldest === undefined || inFull.length <= MOST[this.#mode] || this.#mode === 'ltpc') return requests;
    this.#modes.set(oldest, 'ltpc');
    return [request('change_mode', 'ltpc', [oldest]), ...requests];
  }

  /** Takes an instrument out. */
  remove(key: string): Buffer[] {
    const mode = this.#modes.get(key);
    if (mode === undefined) return [];
    this.#modes.delete(key);
    return [request('unsub', mode, [key])];
  }

  /** Everything once more, as for a new connection. */
  all(): Buffer[] {
    const byMode = new Map<FeedMode, string[]>();
    for (const [key, mode] of this.#modes) {
      const keys = byMode.get(mode) ?? [];
      byMode.set(mode, keys);
      keys.push(key);
    }
    return [...byMode].flatMap(([mode, keys]) =>
      Array.from({ length: Math.ceil(keys.length / PART) }, (_, part) =>
        request('sub', mode, keys.slice(part * PART, (part + 1) * PART)),
      ),
    );
  }
}

/** JSON in a binary frame, as the feed takes it. */
const request = (method: Method | 'unsub', mode: FeedMode, instrumentKeys: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify({ guid: randomUUID(), method, data: { mode, instrumentKeys } }));

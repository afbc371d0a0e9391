import type { Listed } from '../catalog/catalog.ts';
import type { UpstoxParts } from '../parts.ts';
import { encodeFeed, type Feed, type FeedResponse, type FeedType, feedTypes } from './feeds.ts';
import { isTooMany, type Mode } from './mode.ts';
import { readRequest } from './request.ts';
import { segmentStatus } from './segments.ts';
import { snapshotOf } from './snapshot.ts';
import type { FeedSocket } from './socket.ts';

interface Subscription {
  readonly listed: Listed;
  readonly mode: Mode;
  /** Lets its market stand still again. */
  readonly leave: () => void;
}

/** One client of the market feed: what it wants, and of that what has changed since it was told last. */
export class MarketConnection {
  readonly #socket: FeedSocket<Uint8Array>;
  readonly #parts: UpstoxParts;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #changed = new Set<string>();

  constructor(socket: FeedSocket<Uint8Array>, parts: UpstoxParts) {
    this.#socket = socket;
    this.#parts = parts;
    socket.onSaid((text) => this.#said(text));
    this.tellState();
  }

  /** Which segments are open. */
  tellState(): void {
    this.#tell('market_info', { marketInfo: { segmentStatus: segmentStatus(this.#parts.isOpen()) } });
  }

  /** Remembers that an instrument is no longer what it was. */
  touch(key: string): void {
    if (this.#subscriptions.has(key)) this.#changed.add(key);
  }

  /** Tells of what has changed, in one message. */
  flush(): void {
    if (this.#changed.size === 0) return;
    const keys = [...this.#changed];
    this.#changed.clear();
    this.#tellOf('live_feed', keys);
    // what looking at a market did to it has been told with it
    for (const key of keys) this.#changed.delete(key);
  }

  close(): void {
    for (const { leave } of this.#subscriptions.values()) leave();
    this.#subscriptions.clear();
    this.#changed.clear();
  }

  cut(): void {
    this.#socket.cut();
  }

  #said(text: string): void {
    const asked = readRequest(text);
    if (asked === undefined) return;
    if (asked.method === 'unsub') for (const key of asked.keys) this.#leave(key);
    else this.#want(asked.keys, asked.mode, asked.method === 'sub');
  }

  /** Takes all that is asked for, or nothing where that would be more than a user may have. Whoever changes a mode has to have subscribed. */
  #want(keys: readonly string[], mode: Mode, isNew: boolean): void {
    const wanted = keys.flatMap((key) => {
      const listed = this.#parts.catalog.byKey(key);
      return listed && (isNew || this.#subscriptions.has(key)) ? [listed] : [];
    });
    const after = new Map([...this.#subscriptions].map(([key, each]) => [key, each.mode]));
    for (const { key } of wanted) after.set(key, mode);
    const counts = new Map<Mode, number>();
    for (const each of after.values()) counts.set(each, (counts.get(each) ?? 0) + 1);
    if (isTooMany(counts)) return;
    for (const listed of wanted) {
      const leave = this.#subscriptions.get(listed.key)?.leave ?? this.#parts.exchange.watch(listed.instrument.id);
      this.#subscriptions.set(listed.key, { listed, mode, leave });
    }
    const wantedKeys = wanted.map(({ key }) => key);
    this.#tellOf('initial_feed', wantedKeys);
    for (const key of wantedKeys) this.#changed.delete(key);
  }

  #leave(key: string): void {
    this.#subscriptions.get(key)?.leave();
    this.#subscriptions.delete(key);
    this.#changed.delete(key);
  }

  #tellOf(type: FeedType, keys: readonly string[]): void {
    const feeds: Record<string, Feed> = {};
    for (const key of keys) {
      const wanted = this.#subscriptions.get(key);
      const feed = wanted && snapshotOf(this.#parts, wanted.listed, wanted.mode);
      if (feed) feeds[key] = feed;
    }
    if (Object.keys(feeds).length > 0) this.#tell(type, { feeds });
  }

  #tell(type: FeedType, said: Pick<FeedResponse, 'feeds' | 'marketInfo'>): void {
    const currentTs = Math.floor(this.#parts.clock.now() / 1_000);
    this.#socket.tell(type, encodeFeed({ type: feedTypes[type], currentTs, ...said }));
  }
}

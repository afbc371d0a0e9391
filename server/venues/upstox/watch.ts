import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { fromMilliseconds, type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { Log } from '../../desk/log.ts';
import { Heard } from '../own-orders/heard.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import type { Pursuit } from '../own-orders/pursuit.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import type { Contracts } from './contracts.ts';
import type { DayBooks } from './day-books.ts';
import type { Upstox } from './http.ts';
import type { Market } from './market.ts';
import type { Pace } from './pace.ts';
import type { Streams } from './streams.ts';

export interface WatchOptions {
  readonly upstox: Pick<Upstox, 'quote'>;
  readonly day: DayBooks;
  readonly orders: OwnOrders;
  readonly pursuit: Pursuit;
  readonly contracts: Contracts;
  readonly market: Market;
  readonly streams: Streams;
  readonly account: () => AccountId | undefined;
  /** Asks whose the login is, where that is not known yet. */
  readonly know: () => Promise<unknown>;
  /** Goes by the lists of another day, where one has begun. */
  readonly refresh: () => Promise<void>;
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly told: () => void;
  readonly clock: Clock;
  readonly skew: () => number;
  readonly pace: Pick<Pace, 'compare' | 'grace' | 'silence'>;
  readonly log: Log;
}

/** What was said so shortly before a stream stood may not have been said to it. */
const MARGIN = 60 * SECOND;

/**
 * Compares what the streams said with what Upstox says when it is asked. A stream may stay open and say nothing more; after a disagreement it is connected
 * anew. What was missed is taken at once. Of executions the stream only has the count.
 */
export class Watch {
  readonly heard = new Heard();
  readonly #options: WatchOptions;
  readonly #closing = new AbortController();
  #compared: Instant;
  #checked: Instant;
  #comparing: Promise<void> | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#compared = options.clock.now();
    this.#checked = this.#compared;
  }

  start(): void {
    void this.#run();
  }

  close(): void {
    this.#closing.abort();
  }

  /** Takes what Upstox has of our orders. One at a time; whoever asks meanwhile gets the same. */
  compare(): Promise<void> {
    this.#comparing ??= this.#compare().finally(() => {
      this.#comparing = undefined;
    });
    return this.#comparing;
  }

  async #run(): Promise<void> {
    const { pace, orders, clock, account, know, refresh } = this.#options;
    const { signal } = this.#closing;
    const step = Math.min(pace.compare.busy, pace.silence);
    while (await sleep(step, true, { signal }).catch(() => false)) {
      const idle = clock.now() - this.#compared >= pace.compare.idle * MILLISECOND;
      // what cannot be asked now is asked the next time; the calls tell why
      if (account() === undefined) await know().catch(() => undefined);
      if (orders.open().length > 0 || idle) await this.compare().catch(() => undefined);
      await this.#askSilentMarket().catch(() => undefined);
      await refresh().catch(() => undefined);
    }
  }

  async #compare(): Promise<void> {
    const { orders, account, day, row, trade, told, streams, clock, skew } = this.#options;
    const of = account();
    if (of === undefined) return;
    const begun = clock.now();
    const open = orders.open();
    const first = Math.min(this.#compared, ...open.map(({ order }) => order.tsCreated));
    const since = instant(Math.max(0, first + skew() - MARGIN));
    const stood = streams.portfolio.connected ? streams.portfolio.since : undefined;
    const [rows, trades] = await Promise.all([day.orders(of, since), day.trades(of, since)]);
    // what was rejected is answered, and need not be streamed
    const unheard = rows.filter((each) => each.standing !== 'rejected' && !this.heard.hasRow(each));
    for (const each of rows) row(each);
    for (const each of trades) trade(each);
    this.#pursue(open, new Set(rows.map(({ id }) => id)));
    told();
    this.#compared = begun;
    if (stood !== undefined) await this.#restartIfDeaf(unheard, stood);
  }

  #pursue(open: readonly OwnOrder[], seen: ReadonlySet<string>): void {
    for (const own of open) {
      const id = own.order.venueOrderId;
      if (!own.placing && (id === undefined || !seen.has(id))) this.#options.pursuit.begin(own);
    }
  }

  async #restartIfDeaf(unheard: readonly OrderRecord[], stood: Instant): Promise<void> {
    const { streams, skew, pace, log } = this.#options;
    // what was said while it began may not have been said to it
    const from = stood + skew() + pace.grace * MILLISECOND;
    const said = unheard.filter(({ tsUpdated }) => tsUpdated > from);
    if (said.length === 0) return;
    const { signal } = this.#closing;
    if (!(await sleep(pace.grace, true, { signal }).catch(() => false))) return;
    const missed = said.filter((each) => !this.heard.hasRow(each));
    const stream = streams.portfolio;
    if (missed.length === 0 || !stream.connected || stream.since !== stood) return;
    log.warn(`The portfolio stream did not tell ${missed.length} changes that Upstox has; it is connected anew.`);
    stream.restart();
  }

  /** A market that trades and of which nothing is heard. */
  async #askSilentMarket(): Promise<void> {
    const { streams, contracts, market, upstox, clock, skew, pace, log } = this.#options;
    const now = clock.now();
    const key = contracts.watched.find((each) => market.isOpen(contracts.segmentOf(each)));
    const last = Math.max(streams.market.lastMessage ?? 0, streams.market.since);
    const silence = pace.silence * MILLISECOND;
    if (key === undefined || !streams.market.connected || now - last < silence || now - this.#checked < silence) return;
    this.#checked = now;
    const quote = await upstox.quote(key);
    const traded = fromMilliseconds(quote?.last_trade_time ?? 0);
    if (traded < last + skew() + SECOND) return;
    log.warn('The market stream is silent while the market trades; it is connected anew.');
    streams.market.restart();
  }
}

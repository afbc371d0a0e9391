import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { Log } from '../../desk/log.ts';
import { Heard } from '../own-orders/heard.ts';
import type { OwnOrders } from '../own-orders/orders.ts';
import type { OrderBooks, Pursuit } from '../own-orders/pursuit.ts';
import type { OrderRecord, TradeRecord } from '../own-orders/record.ts';
import type { Pace } from './pace.ts';

export interface WatchOptions {
  readonly books: OrderBooks;
  readonly orders: OwnOrders;
  readonly pursuit: Pursuit;
  /** What tells of orders by itself. */
  readonly ticker: { readonly since: Instant | undefined; restart(): void };
  readonly account: () => AccountId | undefined;
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly told: () => void;
  readonly clock: Clock;
  readonly skew: () => number;
  /** When Kite says that a market traded last, and when the ticker last told of it; undefined where none is looked at. */
  readonly market: { asked(): Promise<Instant | undefined>; heard(): Instant | undefined };
  readonly pace: Pick<Pace, 'compare' | 'grace' | 'quiet'>;
  readonly log: Log;
}

/**
 * Compares what was heard of orders with what Kite says when it is asked: more often while the ticker is away or something is open. A ticker may stay open
 * and say nothing more of orders; after a disagreement it is connected anew. What was missed is taken at once.
 */
export class Watch {
  /** Rows that came by themselves. */
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

  /** Takes what Kite has of today. One at a time; whoever asks meanwhile gets the same. */
  compare(): Promise<void> {
    this.#comparing ??= this.#compare().finally(() => {
      this.#comparing = undefined;
    });
    return this.#comparing;
  }

  async #run(): Promise<void> {
    const { pace, orders, clock, ticker } = this.#options;
    const { signal } = this.#closing;
    while (await sleep(pace.compare.busy, true, { signal }).catch(() => false)) {
      await this.#askQuietMarket().catch(() => undefined);
      const isIdle = clock.now() - this.#compared < pace.compare.idle * MILLISECOND;
      if (isIdle && ticker.since !== undefined && orders.open().length === 0) continue;
      // what cannot be asked now is asked the next time; the calls tell why
      await this.compare().catch(() => undefined);
    }
  }

  /** A market that trades and of which nothing is heard, though the connection stands. */
  async #askQuietMarket(): Promise<void> {
    const { market, ticker, clock, skew, pace, log } = this.#options;
    const now = clock.now();
    const stood = ticker.since;
    const last = Math.max(market.heard() ?? 0, stood ?? now, this.#checked);
    if (stood === undefined || now - last < pace.quiet * MILLISECOND) return;
    this.#checked = now;
    const traded = await market.asked();
    if (traded === undefined || traded < last + skew() + 2 * SECOND || ticker.since !== stood) return;
    log.warn('The ticker is silent while the market trades; it is connected anew.');
    ticker.restart();
  }

  async #compare(): Promise<void> {
    const { books, orders, pursuit, account: known, row, trade, told, ticker, clock } = this.#options;
    const account = known();
    if (account === undefined) return;
    const begun = clock.now();
    const open = orders.open();
    const stood = ticker.since;
    const [rows, trades] = await Promise.all([books.orders(account, begun), books.trades(account, begun)]);
    const unheard = rows.filter((each) => each.standing !== 'none' && !this.heard.hasRow(each));
    for (const each of rows) row(each);
    for (const each of trades) trade(each);
    const seen = new Set(rows.map(({ id }) => id));
    for (const own of open) {
      const id = own.order.venueOrderId;
      if (!own.placing && (id === undefined || !seen.has(id))) pursuit.begin(own);
    }
    told();
    this.#compared = begun;
    if (stood !== undefined) await this.#restartIfDeaf(unheard, stood);
  }

  async #restartIfDeaf(unheard: readonly OrderRecord[], stood: Instant): Promise<void> {
    const { ticker, skew, pace, log } = this.#options;
    // what was said while it began may not have been said to it, and Kite's clock has whole seconds
    const from = instant(stood + skew() + pace.grace * MILLISECOND + SECOND);
    const said = unheard.filter(({ tsUpdated }) => tsUpdated > from);
    if (said.length === 0) return;
    const { signal } = this.#closing;
    if (!(await sleep(pace.grace, true, { signal }).catch(() => false))) return;
    const missed = said.filter((each) => !this.heard.hasRow(each));
    if (missed.length === 0 || ticker.since !== stood) return;
    log.warn(`The ticker did not tell ${missed.length} changes of orders that Kite has; it is connected anew.`);
    ticker.restart();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { Log } from '../../desk/log.ts';
import { Heard } from './heard.ts';
import type { OwnOrders } from './orders.ts';
import type { OwnOrder } from './own-order.ts';
import type { Pace } from './pace.ts';
import type { OrderBooks, Pursuit } from './pursuit.ts';
import type { OrderRecord, TradeRecord } from './record.ts';
import { begun, type VenueWords } from './words.ts';

/** A connection over which a venue says things by itself. */
export interface WatchedStream {
  /** Since when it stands; undefined while it does not. */
  since(): Instant | undefined;
  /** Connects anew. */
  restart(): void;
}

export interface OrderStream extends WatchedStream {
  /** In the middle of a sentence: `the ticker`. */
  readonly name: string;
  /** Whether it tells of such a row or execution; what was rejected is answered, and need not be told. */
  tells(record: OrderRecord | TradeRecord): boolean;
}

export interface MarketStream extends WatchedStream {
  readonly name: string;
  /** When it last told of a market. */
  heard(): Instant | undefined;
  /** When one that is looked at traded last, by the venue's own word; undefined where none is open. */
  traded(): Promise<Instant | undefined>;
}

export interface WatchOptions {
  readonly books: Pick<OrderBooks, 'orders' | 'trades'>;
  readonly orders: Pick<OwnOrders, 'open'>;
  readonly pursuit: Pick<Pursuit, 'begin'>;
  readonly streams: { readonly orders: OrderStream; readonly market: MarketStream };
  readonly accounts: () => readonly AccountId[];
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly told: () => void;
  /** What else is looked after at each turn. */
  readonly also?: () => Promise<void>;
  readonly words: VenueWords;
  readonly clock: Clock;
  /** The venue's clock less the machine's, microseconds. */
  readonly skew: () => number;
  /** What the venue rounds its instants to, microseconds. */
  readonly rounding?: number;
  readonly pace: Pick<Pace, 'compare' | 'grace' | 'quiet'>;
  readonly log: Log;
}

/** What was said so shortly before a stream stood may not have been said to it. */
const MARGIN = 60 * SECOND;

/**
 * Compares what the streams said with what the venue says when it is asked. A stream may stay open and say nothing more; after a disagreement it is connected
 * anew. What was missed is taken at once.
 */
export class Watch {
  /** What came by itself. */
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

  /** Takes what the venue has of our orders. One at a time; whoever asks meanwhile gets the same. */
  compare(): Promise<void> {
    this.#comparing ??= this.#compare().finally(() => {
      this.#comparing = undefined;
    });
    return this.#comparing;
  }

  async #run(): Promise<void> {
    const { pace, orders, streams, also } = this.#options;
    const { signal } = this.#closing;
    const step = Math.min(pace.compare.busy, pace.quiet);
    while (await sleep(step, true, { signal }).catch(() => false)) {
      // what cannot be asked now is asked the next time; the calls tell why
      await also?.().catch(() => undefined);
      const isBusy = orders.open().length > 0 || streams.orders.since() === undefined;
      if (isBusy || this.#isIdleOver()) await this.compare().catch(() => undefined);
      await this.#askQuietMarket().catch(() => undefined);
    }
  }

  #isIdleOver(): boolean {
    const { clock, pace } = this.#options;
    return clock.now() - this.#compared >= pace.compare.idle * MILLISECOND;
  }

  async #compare(): Promise<void> {
    const { orders, accounts, books, row, trade, told, streams, clock, skew } = this.#options;
    const known = accounts();
    if (known.length === 0) return;
    const asked = clock.now();
    const open = orders.open();
    const first = Math.min(this.#compared, ...open.map(({ order }) => order.tsCreated));
    const since = instant(Math.max(0, first + skew() - MARGIN));
    const stood = streams.orders.since();
    const busy = new Set(open.map(({ order }) => order.intent.account));
    const unheard: (OrderRecord | TradeRecord)[] = [];
    for (const account of this.#isIdleOver() || busy.size === 0 ? known : busy) {
      const [rows, trades] = await Promise.all([books.orders(account, since), books.trades(account, since)]);
      for (const each of [...rows, ...trades]) if (!this.#hasHeard(each)) unheard.push(each);
      for (const each of rows) row(each);
      for (const each of trades) trade(each);
      this.#pursueUnlisted(open, account, new Set(rows.map(({ id }) => id)));
    }
    told();
    this.#compared = asked;
    if (stood !== undefined) await this.#restartIfDeaf(unheard, stood);
  }

  #hasHeard(record: OrderRecord | TradeRecord): boolean {
    return 'terms' in record ? this.heard.hasRow(record) : this.heard.hasTrade(record);
  }

  #pursueUnlisted(open: readonly OwnOrder[], account: AccountId, listed: ReadonlySet<VenueOrderId>): void {
    const { pursuit } = this.#options;
    for (const own of open) {
      const { intent, venueOrderId } = own.order;
      const isElsewhere = intent.account !== account || own.placing;
      if (!isElsewhere && (venueOrderId === undefined || !listed.has(venueOrderId))) pursuit.begin(own);
    }
  }

  async #restartIfDeaf(unheard: readonly (OrderRecord | TradeRecord)[], stood: Instant): Promise<void> {
    const { streams, skew, rounding = 0, pace, words, log } = this.#options;
    const stream = streams.orders;
    // what was said while it began may not have been said to it
    const from = stood + skew() + pace.grace * MILLISECOND + rounding;
    const said = unheard.filter((each) => stream.tells(each) && ('terms' in each ? each.tsUpdated : each.ts) > from);
    if (said.length === 0) return;
    const { signal } = this.#closing;
    if (!(await sleep(pace.grace, true, { signal }).catch(() => false))) return;
    const missed = said.filter((each) => !this.#hasHeard(each));
    if (missed.length === 0 || stream.since() !== stood) return;
    log.warn(`${begun(stream)} did not tell ${missed.length} changes that ${words.name} has; it is connected anew.`);
    stream.restart();
  }

  /** A market that trades and of which nothing is heard, though the connection stands. */
  async #askQuietMarket(): Promise<void> {
    const { streams, clock, skew, rounding = 0, pace, log } = this.#options;
    const { market } = streams;
    const now = clock.now();
    const stood = market.since();
    const last = Math.max(market.heard() ?? 0, stood ?? now, this.#checked);
    if (stood === undefined || now - last < pace.quiet * MILLISECOND) return;
    this.#checked = now;
    const traded = await market.traded();
    if (traded === undefined || traded < last + skew() + SECOND + rounding || market.since() !== stood) return;
    log.warn(`${begun(market)} is silent while the market trades; it is connected anew.`);
    market.restart();
  }
}

import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import type { OwnOrders } from './orders.ts';
import { isUnsettled, missingFills, type OwnOrder, venueIdOf } from './own-order.ts';
import type { PursuitPace } from './pace.ts';
import type { OrderRecord, TradeRecord } from './record.ts';
import type { VenueWords } from './words.ts';

/** What a venue says of orders when it is asked. Each rejects where it cannot be asked. */
export interface OrderBooks {
  order(account: AccountId, id: VenueOrderId): Promise<OrderRecord>;
  /** Open orders, and those that changed since an instant of the venue's clock. */
  orders(account: AccountId, since: Instant): Promise<readonly OrderRecord[]>;
  /** Executions since an instant of the venue's clock. */
  trades(account: AccountId, since: Instant): Promise<readonly TradeRecord[]>;
}

export interface PursuitOptions {
  readonly orders: OwnOrders;
  readonly books: OrderBooks;
  readonly words: VenueWords;
  readonly row: (row: OrderRecord) => void;
  readonly trade: (trade: TradeRecord) => void;
  readonly told: () => void;
  /** How many records could not be read so far: what is looked for may be one of them. */
  readonly unread: () => number;
  readonly clock: Clock;
  /** The venue's clock less the machine's, microseconds. */
  readonly skew: () => number;
  readonly pace: PursuitPace;
}

/** What was sent may have been stamped a little before. */
const MARGIN = 60 * SECOND;
/** While the venue cannot be asked. */
const LONGEST_MILLISECONDS = 30_000;

/**
 * Asks the venue for an order that it owes a word on (an answer that was lost, executions that it only counted, a change that it took) until it is
 * settled. An order that never arrived is given up once it was looked for long enough over a connection that works; it is never sent again.
 */
export class Pursuit {
  readonly #options: PursuitOptions;
  readonly #underWay = new Set<OwnOrder>();
  readonly #closing = new AbortController();

  constructor(options: PursuitOptions) {
    this.#options = options;
    // as many orders as there are may be looked for
    setMaxListeners(0, this.#closing.signal);
  }

  begin(own: OwnOrder): void {
    if (this.#underWay.has(own) || this.#closing.signal.aborted) return;
    this.#underWay.add(own);
    void this.#run(own).finally(() => this.#underWay.delete(own));
  }

  close(): void {
    this.#closing.abort();
  }

  /** Asks once for everything of an order. Rejects where the venue cannot be asked. */
  async look(own: OwnOrder): Promise<void> {
    const { books, orders, row, trade, told } = this.#options;
    const { account } = own.order.intent;
    const since = this.#since(own);
    const id = venueIdOf(own);
    if (id !== undefined) row(await books.order(account, id));
    else for (const each of await books.orders(account, since)) row(each);
    if (missingFills(own) > 0) for (const each of await books.trades(account, since)) trade(each);
    orders.asked(own);
    told();
  }

  async #run(own: OwnOrder): Promise<void> {
    const { clock, pace, told, unread } = this.#options;
    let first: Instant | undefined;
    let looks = 0;
    for (let tries = 0; ; tries += 1) {
      const longest = tries > looks + 2 ? LONGEST_MILLISECONDS : pace.look.longest;
      const wait = Math.min(longest, pace.look.first * 2 ** Math.min(tries, 20));
      if (!(await this.#waited(wait)) || !isUnsettled(own)) return;
      const before = clock.now();
      const unreadBefore = unread();
      const isAsked = await this.look(own).then(
        () => unread() === unreadBefore,
        () => false,
      );
      if (!isAsked) continue;
      first ??= before;
      looks += 1;
      if (!isUnsettled(own)) return;
      const { patience } = pace;
      if (own.listed && (own.lostSince !== undefined || own.awaited)) continue;
      if (looks < patience.looks || clock.now() - first < patience.milliseconds * MILLISECOND) continue;
      this.#giveUp(own, looks, (clock.now() - first) / SECOND);
      told();
      return;
    }
  }

  #giveUp(own: OwnOrder, looks: number, seconds: number): void {
    const { orders, words } = this.#options;
    const search = `${words.name} was asked ${looks} times in ${Math.round(seconds)} s`;
    if (own.lostSince !== undefined || own.awaited) {
      orders.rejected(own, `It never arrived: ${search} and does not list it. It is not sent again.`);
      return;
    }
    if (own.order.replacing) orders.replaceRejected(own, `It never arrived: ${search} and has the order as it was.`);
    if (own.order.cancelRequested) orders.cancelRejected(own, `It never arrived: ${search} and has the order working.`);
  }

  #since({ order }: OwnOrder): Instant {
    return instant(Math.max(0, order.tsCreated + this.#options.skew() - MARGIN));
  }

  async #waited(milliseconds: number): Promise<boolean> {
    const { signal } = this.#closing;
    return sleep(milliseconds, true, { signal }).catch(() => false);
  }
}

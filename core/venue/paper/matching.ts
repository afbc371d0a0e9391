import type { ClientOrderId, ExecutionId } from '../../model/ids.ts';
import type { OrderEvent } from '../../model/order.ts';
import type { Quantity, Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import type { OpenOrders } from '../open-orders.ts';
import type { SelfTradePrevention, VenueEvent } from '../port.ts';
import type { Taken } from './book.ts';
import type { RestingOrder } from './level.ts';
import type { Market } from './market.ts';
import type { OwnOrder } from './own-order.ts';
import { metReason } from './reasons.ts';

/** `off` lets orders of one account trade with each other. */
export type SelfTradePolicy = SelfTradePrevention | 'off';

export interface MatchingOptions {
  readonly orders: OpenOrders<OwnOrder>;
  readonly selfTrade: SelfTradePolicy;
  readonly nextExecution: () => ExecutionId;
  readonly emit: (event: VenueEvent) => void;
}

/** One aggressor at a time against the book of one market: says what trades, and collects the stops that it wakes. */
export class Matching implements Taken {
  readonly #options: MatchingOptions;
  readonly #market: Market;
  #side: Side = 'buy';
  #own: OwnOrder | undefined;
  #at = 0 as Instant;
  /** The order of the same account that ended the last match. */
  met: ClientOrderId | undefined;

  constructor(market: Market, options: MatchingOptions) {
    this.#market = market;
    this.#options = options;
  }

  /** Takes up to `quantity`, no worse than the tick `limit`, for an own order or for the market's. Returns what is left. */
  take(side: Side, quantity: number, limit: number | undefined, own: OwnOrder | undefined, at: Instant): number {
    this.#side = side;
    this.#own = own;
    this.#at = at;
    this.met = undefined;
    return this.#market.book.take(side, quantity, limit, this);
  }

  meets(resting: OwnOrder): 'trade' | 'removed' | 'stop' {
    const { selfTrade } = this.#options;
    const own = this.#own;
    if (own === undefined || selfTrade === 'off' || own.intent.account !== resting.intent.account) return 'trade';
    if (selfTrade !== 'cancel_newest') this.#withdraw(resting, own.intent.clientOrderId);
    if (selfTrade === 'cancel_oldest') return 'removed';
    this.met = resting.intent.clientOrderId;
    return 'stop';
  }

  ownFilled(order: RestingOrder, own: OwnOrder, quantity: number): void {
    this.#fill(own, order.tick, quantity, 'maker');
    if (order.leaves > 0) return;
    own.resting = undefined;
    this.#options.orders.finish(own.intent.clientOrderId);
  }

  levelTraded(tick: number, quantity: number): void {
    const market = this.#market;
    market.lastTick = tick;
    if (this.#own !== undefined) this.#fill(this.#own, tick, quantity, 'taker');
    this.#options.emit({
      type: 'trade',
      trade: {
        instrument: market.instrument.id,
        price: market.price(tick),
        quantity: quantity as Quantity,
        aggressor: this.#side,
        tsEvent: this.#at,
      },
    });
    market.stops.wake(tick, market.woken);
  }

  #fill(own: OwnOrder, tick: number, quantity: number, liquidity: 'maker' | 'taker'): void {
    own.filled += quantity;
    this.#say({
      type: 'filled',
      executionId: this.#options.nextExecution(),
      price: this.#market.price(tick),
      quantity: quantity as Quantity,
      liquidity,
      clientOrderId: own.intent.clientOrderId,
      tsEvent: this.#at,
      tsInit: this.#at,
    });
  }

  #withdraw(own: OwnOrder, aggressor: ClientOrderId): void {
    const { clientOrderId } = own.intent;
    if (own.resting !== undefined) this.#market.book.remove(own.resting);
    this.#options.orders.finish(clientOrderId);
    const reason = metReason(own, aggressor);
    this.#say({ type: 'canceled', reason, clientOrderId, tsEvent: this.#at, tsInit: this.#at });
  }

  #say(event: OrderEvent): void {
    this.#options.emit({ type: 'order', event });
  }
}

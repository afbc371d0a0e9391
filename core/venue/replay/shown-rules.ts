import type { MarketTrade } from '../../model/market.ts';
import type { Price } from '../../model/price.ts';
import type { Side } from '../../model/quantity.ts';
import { type Instant, SECOND } from '../../model/time.ts';
import { isThrough, isWithin, limitOf, type OwnOrder } from './own-order.ts';
import type { Recorded, Rules } from './rules.ts';
import { setOff } from './set-off.ts';

/** For how long a queue that fell may turn out to have traded: books and trades come on two feeds, and either may be first. */
const TOLD_LATER = SECOND;

/**
 * Where quotes or a book were recorded. An order that can trade takes what is shown, level by level, and no more; what is left of a market order
 * ends there. An order that rests stands behind what was shown at its price when it came, or, where nobody could see that, behind what is
 * there when it is first seen. Trades at its price take the queue in front of it first, then fill it; trades beyond its price fill it. Cancels are
 * taken to be behind it as long as anything is. An opposite quote at its price or beyond fills it at its own price, up to what is shown.
 */
export class ShownRules implements Rules {
  readonly #recorded: Recorded;

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  arrive(order: OwnOrder, at: Instant): void {
    const { own, shown } = this.#recorded;
    const limit = limitOf(order);
    const rival = own.rival(order);
    const range = { limit, end: rival && limitOf(rival) };
    shown.side(opposite(order.side)).take(order.leaves, range, (price, quantity) => {
      own.fill(order, price, quantity, 'taker', at);
    });
    if (order.leaves === 0) return;
    if (rival !== undefined) own.endBefore(rival, order, at);
    else if (limit === undefined) own.endRest(order, 'no more was shown to trade with', at);
    else if (order.intent.timeInForce === 'ioc') own.endRest(order, 'an immediate order does not rest', at);
    else {
      order.ahead = shown.side(order.side).quantityAt(limit);
      order.fell = 0;
      own.add(order);
    }
  }

  trade(trade: MarketTrade, at: Instant): void {
    const { shown } = this.#recorded;
    const { price, quantity, aggressor } = trade;
    const passive = opposite(aggressor);
    shown.side(passive).traded(price, quantity);
    const left = this.#hit(passive, price, quantity, true, at);
    this.#hit(aggressor, price, left, false, at);
    setOff(price, at, this.#recorded, this);
  }

  shown(at: Instant): void {
    const { own } = this.#recorded;
    if (own.buys.length > 0) this.#look(own.buys, 'buy', at);
    if (own.sells.length > 0) this.#look(own.sells, 'sell', at);
  }

  bar(): void {}

  queueAhead(order: OwnOrder): number | undefined {
    return order.ahead === undefined ? undefined : order.ahead + this.#recorded.own.before(order);
  }

  /** Shares a trade's quantity among the orders of one side, each contract once; gives what is left. `atPrice`: those at its price have a part in it. */
  #hit(side: Side, price: Price, quantity: number, atPrice: boolean, at: Instant): number {
    const { own } = this.#recorded;
    const orders = own.side(side);
    const best = orders[0];
    if (best === undefined || isThrough(side, limitOf(best)!, price) || quantity === 0) return quantity;
    let left = quantity;
    let passed = 0;
    for (const order of [...orders]) {
      const limit = limitOf(order)!;
      if (isThrough(side, price, limit)) {
        order.ahead = 0;
        order.fell = 0;
      } else {
        if (limit !== price || !atPrice) break;
        const front = this.#front(order, at);
        if (front === undefined) continue;
        const eaten = Math.min(left, Math.max(0, front - passed));
        left -= eaten;
        passed += eaten;
        shorten(order, Math.min(passed, front));
      }
      const filled = Math.min(left, order.leaves);
      if (filled === 0) continue;
      left -= filled;
      own.fill(order, limit, filled, 'maker', at);
    }
    return left;
  }

  /** What has to trade at its price before an order does: the queue, and what left it and may yet be told as a trade. */
  #front(order: OwnOrder, at: Instant): number | undefined {
    if (order.ahead === undefined) return undefined;
    if (at - order.tsFell > TOLD_LATER) order.fell = 0;
    return order.ahead + order.fell;
  }

  /** Brings queues in line with what is shown, and fills what the other side crosses. */
  #look(orders: readonly OwnOrder[], side: Side, at: Instant): void {
    const { own, shown } = this.#recorded;
    const mine = shown.side(side);
    for (const order of orders) {
      const limit = limitOf(order)!;
      if (!mine.isChangedAt(limit)) break;
      const there = mine.quantityAt(limit);
      if (there !== undefined) fallTo(order, there, at);
    }
    mine.looked();
    const other = shown.side(opposite(side));
    if (other.best === undefined || !isWithin(side, other.best.price, limitOf(orders[0]!))) return;
    for (const order of [...orders]) {
      const limit = limitOf(order)!;
      if (!isWithin(side, other.best.price, limit)) break;
      const filled = order.leaves - other.take(order.leaves, { limit }, () => {});
      if (filled > 0) own.fill(order, limit, filled, 'maker', at);
    }
  }
}

const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** `quantity` traded in front of an order. */
function shorten(order: OwnOrder, quantity: number): void {
  const told = Math.min(order.fell, quantity);
  order.fell -= told;
  order.ahead = order.ahead! - (quantity - told);
}

/** No more than `there` can be in front of an order. */
function fallTo(order: OwnOrder, there: number, at: Instant): void {
  if (order.ahead === undefined) {
    order.ahead = there;
  } else if (there < order.ahead) {
    order.fell += order.ahead - there;
    order.tsFell = at;
    order.ahead = there;
  }
}

import type { MarketTrade } from '../../model/market.ts';
import type { Instant } from '../../model/time.ts';
import { isThrough, isWithin, limitOf, type OwnOrder } from './own-order.ts';
import type { Recorded, Rules } from './rules.ts';
import { setOff } from './set-off.ts';

/**
 * Where only trades were recorded. Nobody knows what was offered or how long a queue was, so an order that rests fills at its price only when
 * the market trades through it. A market order fills at the prices of the trades that come next, each up to its quantity; a limit as good as
 * the last trade or better fills at the next trade's price if that is within it, and rests with what is left.
 */
export class TradedRules implements Rules {
  readonly #recorded: Recorded;

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  arrive(order: OwnOrder, at: Instant): void {
    const { own, last } = this.#recorded;
    const limit = limitOf(order);
    const rival = limit === undefined ? undefined : own.rival(order);
    order.taking = limit === undefined || (last !== undefined && isWithin(order.side, last, limit));
    if (rival !== undefined) own.endBefore(rival, order, at);
    else if (order.taking || order.intent.timeInForce === 'day') own.add(order);
    else own.endRest(order, 'an immediate order does not rest', at);
  }

  trade(trade: MarketTrade, at: Instant): void {
    const { own } = this.#recorded;
    const { price } = trade;
    if (own.buys.some((order) => isMet(order, price)) || own.sells.some((order) => isMet(order, price))) {
      this.#match(trade, at);
    }
    setOff(price, at, this.#recorded, this);
  }

  shown(): void {}
  bar(): void {}

  queueAhead(): undefined {
    return undefined;
  }

  #match({ price, quantity }: MarketTrade, at: Instant): void {
    const { own } = this.#recorded;
    let left: number = quantity;
    for (const order of [...own.buys, ...own.sells]) {
      const limit = limitOf(order);
      const filled = Math.min(left, order.leaves);
      if (order.taking) {
        order.taking = limit === undefined;
        if (filled > 0 && isWithin(order.side, price, limit)) {
          left -= filled;
          own.fill(order, price, filled, 'taker', at);
        }
        const isOver = order.leaves > 0 && order.intent.timeInForce === 'ioc';
        if (isOver) own.endRest(order, 'an immediate order gets the next trade and no more', at);
      } else if (filled > 0 && limit !== undefined && isThrough(order.side, price, limit)) {
        left -= filled;
        own.fill(order, limit, filled, 'maker', at);
      }
    }
  }
}

const isMet = (order: OwnOrder, price: number): boolean =>
  order.taking || isThrough(order.side, price, limitOf(order) ?? price);

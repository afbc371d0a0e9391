import type { ClientOrderId } from '../../model/ids.ts';
import type { Side } from '../../model/quantity.ts';
import type { RestingOrder } from './level.ts';
import { BookSide } from './side.ts';

/** Told of what an aggressor took, in the order it happened. */
export interface Taken {
  /** An own resting order gave `quantity`; `order.leaves` is already what is left. */
  ownFilled(order: RestingOrder, quantity: number): void;
  /** Everything that traded at one price. */
  levelTraded(tick: number, quantity: number): void;
}

/** A limit order book with price-time priority. Prices are whole ticks here; the engine knows what a tick is worth. */
export class OrderBook {
  readonly bids = new BookSide('buy');
  readonly asks = new BookSide('sell');

  side(side: Side): BookSide {
    return side === 'buy' ? this.bids : this.asks;
  }

  /** Puts an order at the back of its queue. The caller has taken what it crosses first. */
  rest(side: Side, tick: number, quantity: number, client?: ClientOrderId): RestingOrder {
    const order: RestingOrder = {
      side,
      tick,
      client,
      leaves: quantity,
      level: undefined,
      previous: undefined,
      next: undefined,
    };
    this.side(side).append(order);
    return order;
  }

  remove(order: RestingOrder): void {
    this.side(order.side).remove(order);
  }

  /** Takes up to `quantity` from the other side, best price and oldest order first, no worse than `limit`. Returns what is left. */
  take(side: Side, quantity: number, limit: number | undefined, taken: Taken): number {
    const other = side === 'buy' ? this.asks : this.bids;
    let left = quantity;
    while (left > 0) {
      const level = other.best;
      if (level === undefined) break;
      if (limit !== undefined && (side === 'buy' ? level.tick > limit : level.tick < limit)) break;
      const before = left;
      while (left > 0 && level.first !== undefined) {
        const order = level.first;
        const traded = Math.min(left, order.leaves);
        left -= traded;
        if (traded === order.leaves) {
          other.remove(order);
          order.leaves = 0;
        } else {
          order.leaves -= traded;
          level.quantity -= traded;
        }
        if (order.client !== undefined) taken.ownFilled(order, traded);
      }
      taken.levelTraded(level.tick, before - left);
    }
    return left;
  }
}

import type { Side } from '../../model/quantity.ts';
import type { RestingOrder } from './level.ts';
import type { OwnOrder } from './own-order.ts';
import { BookSide } from './side.ts';

/** Told of what an aggressor took, in the order it happened. */
export interface Taken {
  /** An own order is next. `removed`: it has left the book, the next one may be taken; `stop`: nothing more is taken. */
  meets(own: OwnOrder): 'trade' | 'removed' | 'stop';
  /** An own resting order gave `quantity`; `order.leaves` is already what is left. */
  ownFilled(order: RestingOrder, own: OwnOrder, quantity: number): void;
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
  rest(side: Side, tick: number, quantity: number, own?: OwnOrder): RestingOrder {
    const order: RestingOrder = {
      side,
      tick,
      own,
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
    let stopped = false;
    while (left > 0 && !stopped) {
      const level = other.best;
      if (level === undefined) break;
      if (limit !== undefined && (side === 'buy' ? level.tick > limit : level.tick < limit)) break;
      const before = left;
      while (left > 0 && level.first !== undefined) {
        const order = level.first;
        const { own } = order;
        if (own !== undefined) {
          const meeting = taken.meets(own);
          stopped = meeting === 'stop';
          if (stopped) break;
          if (meeting === 'removed') continue;
        }
        const traded = Math.min(left, order.leaves);
        left -= traded;
        if (traded === order.leaves) {
          other.remove(order);
          order.leaves = 0;
        } else {
          level.reduce(order, traded);
        }
        if (own !== undefined) taken.ownFilled(order, own, traded);
      }
      if (left < before) taken.levelTraded(level.tick, before - left);
    }
    return left;
  }
}

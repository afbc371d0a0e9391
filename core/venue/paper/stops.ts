import type { Side } from '../../model/quantity.ts';
import type { RestingOrder } from './level.ts';
import type { OwnOrder } from './own-order.ts';
import { BookSide } from './side.ts';

/**
 * Own stops of one market, by the price that wakes them: a trade at the stop price or beyond it, whoever traded. The one that is reached
 * first stands at the end of its side, so a trade that reaches none costs one comparison a side.
 */
export class Stops {
  /** Buy stops wait above the market, so the lowest is reached first, as among asks; sell stops the other way round. */
  readonly #buys = new BookSide('sell');
  readonly #sells = new BookSide('buy');

  add(own: OwnOrder, tick: number): void {
    const { side } = own.intent;
    own.resting = { side, tick, own, leaves: own.leaves, level: undefined, previous: undefined, next: undefined };
    this.#side(side).append(own.resting);
  }

  remove(order: RestingOrder): void {
    this.#side(order.side).remove(order);
  }

  /** Takes out what a trade at `tick` wakes and appends it to `woken`: the nearest price first, at one price in order of time. */
  wake(tick: number, woken: OwnOrder[]): void {
    for (let level = this.#buys.best; level !== undefined && level.tick <= tick; level = this.#buys.best)
      this.#take(this.#buys, level.first, woken);
    for (let level = this.#sells.best; level !== undefined && level.tick >= tick; level = this.#sells.best)
      this.#take(this.#sells, level.first, woken);
  }

  #take(side: BookSide, order: RestingOrder | undefined, woken: OwnOrder[]): void {
    if (order?.own === undefined) throw new Error('A level of stops has no order.');
    side.remove(order);
    order.own.resting = undefined;
    woken.push(order.own);
  }

  #side(side: Side): BookSide {
    return side === 'buy' ? this.#buys : this.#sells;
  }
}

import type { OrderEventBody } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import type { Quantity, Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import type { Answers } from './answers.ts';
import { byPriority, byStop, isWithin, limitOf, type OwnOrder } from './own-order.ts';

/** Our own orders in one instrument, and what is said of them. */
export class WorkingOrders {
  /** Working, best price first, then first come. */
  readonly buys: OwnOrder[] = [];
  readonly sells: OwnOrder[] = [];
  /** Waiting for their price, the one that is reached first before the others, then first come. */
  readonly stops: OwnOrder[] = [];
  readonly #answers: Answers;
  readonly #finished: (order: OwnOrder) => void;

  constructor(answers: Answers, finished: (order: OwnOrder) => void) {
    this.#answers = answers;
    this.#finished = finished;
  }

  side(side: Side): OwnOrder[] {
    return side === 'buy' ? this.buys : this.sells;
  }

  add(order: OwnOrder): void {
    const list = this.#listOf(order);
    const compare = order.waiting ? byStop : byPriority;
    const index = list.findIndex((other) => compare(order, other) < 0);
    list.splice(index < 0 ? list.length : index, 0, order);
  }

  remove(order: OwnOrder): void {
    const list = this.#listOf(order);
    const index = list.indexOf(order);
    if (index >= 0) list.splice(index, 1);
  }

  fill(order: OwnOrder, price: Price, quantity: number, liquidity: 'maker' | 'taker', at: Instant): void {
    order.filled += quantity;
    order.leaves -= quantity;
    this.#answers.filled(order, price, quantity as Quantity, liquidity, at);
    if (order.leaves > 0) return;
    this.remove(order);
    this.#finished(order);
  }

  end(order: OwnOrder, body: OrderEventBody, at: Instant): void {
    this.remove(order);
    this.#finished(order);
    this.#answers.say(order.intent.clientOrderId, at, body);
  }

  /** Ends what is left of an order. */
  endRest(order: OwnOrder, why: string, at: Instant): void {
    this.end(order, { type: 'canceled', reason: `${restOf(order)}: ${why}.` }, at);
  }

  /** Self-trade prevention: the newer of two orders of an account ends before it meets the older. */
  endBefore(rival: OwnOrder, order: OwnOrder, at: Instant): void {
    const { clientOrderId, account } = rival.intent;
    const why = `it would have traded with order ${clientOrderId} of ${account}`;
    this.end(order, { type: 'canceled', reason: `${restOf(order)} by self-trade prevention: ${why}.` }, at);
  }

  trigger(order: OwnOrder, at: Instant): void {
    this.remove(order);
    order.waiting = false;
    order.since = at;
    this.#answers.say(order.intent.clientOrderId, at, { type: 'triggered' });
  }

  /** The best order of the same account that this one would trade with. */
  rival(order: OwnOrder): OwnOrder | undefined {
    return this.side(order.side === 'buy' ? 'sell' : 'buy').find((other) => {
      const price = limitOf(other);
      const isMine = other.intent.account === order.intent.account;
      return isMine && price !== undefined && isWithin(order.side, price, limitOf(order));
    });
  }

  /** What of our own trades before an order at its price. */
  before(order: OwnOrder): number {
    let quantity = 0;
    for (const other of this.side(order.side)) {
      if (other === order) break;
      if (limitOf(other) === limitOf(order)) quantity += other.leaves;
    }
    return quantity;
  }

  #listOf(order: OwnOrder): OwnOrder[] {
    return order.waiting ? this.stops : this.side(order.side);
  }
}

const restOf = ({ leaves, terms }: OwnOrder): string => `${leaves} of ${terms.quantity} canceled`;

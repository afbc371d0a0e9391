import type { Side } from '../../model/quantity.ts';
import type { OwnOrder } from './own-order.ts';

/** An order waiting in a book. `own` is set for one of the console's, absent for one of the market's. */
export interface RestingOrder {
  readonly side: Side;
  readonly tick: number;
  readonly own: OwnOrder | undefined;
  leaves: number;
  level: Level | undefined;
  previous: RestingOrder | undefined;
  next: RestingOrder | undefined;
}

/** All orders of one side at one price, first come first: a linked queue, so that a cancel in its middle costs nothing. */
export class Level {
  readonly tick: number;
  quantity = 0;
  count = 0;
  first: RestingOrder | undefined;
  last: RestingOrder | undefined;

  constructor(tick: number) {
    this.tick = tick;
  }

  append(order: RestingOrder): void {
    order.level = this;
    order.previous = this.last;
    order.next = undefined;
    if (this.last === undefined) this.first = order;
    else this.last.next = order;
    this.last = order;
    this.quantity += order.leaves;
    this.count++;
  }

  remove(order: RestingOrder): void {
    if (order.previous === undefined) this.first = order.next;
    else order.previous.next = order.next;
    if (order.next === undefined) this.last = order.previous;
    else order.next.previous = order.previous;
    order.level = undefined;
    order.previous = undefined;
    order.next = undefined;
    this.quantity -= order.leaves;
    this.count--;
  }

  /** Leaves an order less, in its place. */
  reduce(order: RestingOrder, by: number): void {
    order.leaves -= by;
    this.quantity -= by;
  }

  /** The quantity that trades before `order` does. */
  ahead(order: RestingOrder): number {
    let quantity = 0;
    for (let each = order.previous; each !== undefined; each = each.previous) quantity += each.leaves;
    return quantity;
  }
}

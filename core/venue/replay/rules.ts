import type { MarketTrade } from '../../model/market.ts';
import type { Price } from '../../model/price.ts';
import type { Instant } from '../../model/time.ts';
import type { ReplayEvent } from '../../replay/event.ts';
import type { OwnOrder } from './own-order.ts';
import type { ShownBook } from './shown-book.ts';
import type { WorkingOrders } from './working-orders.ts';

export type BarEvent = ReplayEvent & { readonly type: 'bar' };

/** What rules see of an instrument. */
export interface Recorded {
  readonly own: WorkingOrders;
  readonly shown: ShownBook;
  /** The last traded price. */
  readonly last: Price | undefined;
}

/** How own orders are matched against what was recorded. The recorded market is never changed by them. */
export interface Rules {
  /** A market or limit order that came, was set off or lost its place: takes what it can, rests or ends. */
  arrive(order: OwnOrder, at: Instant): void;
  trade(trade: MarketTrade, at: Instant): void;
  /** What is shown is another. */
  shown(at: Instant): void;
  bar(bar: BarEvent, at: Instant): void;
  /** What trades before an order at its price, or undefined where nobody can know. */
  queueAhead(order: OwnOrder): number | undefined;
}

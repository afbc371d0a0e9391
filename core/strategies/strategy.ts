import type { ClientOrderId } from '../model/ids.ts';
import type { Quote } from '../model/market.ts';
import type { Order, OrderEvent, OrderIntent } from '../model/order.ts';
import type { SignedQuantity } from '../model/quantity.ts';

/** What a strategy hears: its market, and what became of its own orders. Time is in the events; it has no other clock. */
export type StrategyEvent =
  | { readonly type: 'quote'; readonly quote: Quote }
  | { readonly type: 'order'; readonly event: OrderEvent };

/** What a strategy wants. It counts an order as sent from then on; an order that was refused on the way comes back as `rejected`. */
export type StrategyIntent =
  | { readonly type: 'place'; readonly intent: OrderIntent }
  | { readonly type: 'cancel'; readonly clientOrderId: ClientOrderId };

export interface Step<State> {
  readonly state: State;
  readonly intents: readonly StrategyIntent[];
}

/** A strategy on one instrument as a pure state machine: the same events give the same intents, live, in a replay and in a back-test. */
export interface Strategy<State = unknown> {
  readonly name: string;
  readonly instrument: string;
  /** The state to begin with: what it holds, and its orders that still rest from before. */
  start(position: SignedQuantity, open: readonly Order[]): State;
  step(state: State, event: StrategyEvent): Step<State>;
}

import type { Price } from '../../model/price.ts';
import type { Instant } from '../../model/time.ts';
import { isReached } from './own-order.ts';
import type { Recorded, Rules } from './rules.ts';

/** Sets off the stops that a trade reached, first come first; each is a market or a limit order from then on. */
export function setOff(price: Price, at: Instant, { own }: Recorded, rules: Rules): void {
  if (own.stops.length === 0) return;
  for (const order of [...own.stops]) {
    if (!isReached(order.side, price, order.terms.stopPrice!)) continue;
    own.trigger(order, at);
    rules.arrive(order, at);
  }
}

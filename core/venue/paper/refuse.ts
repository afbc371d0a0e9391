import type { OrderTerms } from '../../model/order.ts';
import type { TermsOf } from '../../orders/check-terms.ts';
import { nobodyThere, refuseTerms } from '../refuse-terms.ts';
import type { Market } from './market.ts';

/** Why the venue does not take an order with these terms, as a sentence for the person who sent it; undefined when it does. */
export function refuse(order: TermsOf, terms: OrderTerms, market: Market): string | undefined {
  const { instrument, last, book } = market;
  const ticks = market.reference();
  const reference = ticks === undefined ? undefined : ticks * instrument.tick;
  const refusal = refuseTerms(order, terms, { instrument, last, reference });
  if (refusal !== undefined || order.type !== 'market') return refusal;
  const other = order.side === 'buy' ? book.asks : book.bids;
  return other.best === undefined ? nobodyThere(order.side, instrument) : undefined;
}

import type { OrderTerms } from '../../model/order.ts';
import type { TermsOf } from '../../orders/check-terms.ts';
import { isStop } from '../../orders/terms.ts';
import { nobodyThere, refuseTerms } from '../refuse-terms.ts';
import type { ReplayMarket } from './market.ts';

/** Why an order cannot have these terms in this recording, as a sentence; undefined when it can. */
export function refuse(
  order: TermsOf,
  terms: OrderTerms,
  market: ReplayMarket,
  has: { readonly stops: boolean; readonly shows: boolean },
): string | undefined {
  if (isStop(order.type) && !has.stops)
    return 'No trades were recorded that could set off a stop; send a limit order instead.';
  const { instrument, last, shown } = market;
  const refusal = refuseTerms(order, terms, { instrument, last, reference: market.reference() });
  if (refusal !== undefined || order.type !== 'market' || !has.shows) return refusal;
  if (shown.side(order.side === 'buy' ? 'sell' : 'buy').best !== undefined) return undefined;
  const why = shown.gap === undefined ? '' : `, as the recording has a gap here (${shown.gap})`;
  return nobodyThere(order.side, instrument, why);
}

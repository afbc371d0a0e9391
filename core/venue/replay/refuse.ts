import type { OrderTerms } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import { formatPrice } from '../../model/price-format.ts';
import { type TermsOf, termsProblem } from '../../orders/check-terms.ts';
import { isStop } from '../../orders/terms.ts';
import type { ReplayMarket } from './market.ts';

/** Farther from the market than this share of its price, a price is taken for a slip of the hand. */
const PRICE_BAND = 0.1;

/** Why an order cannot have these terms in this recording, as a sentence; undefined when it can. */
export function refuse(
  order: TermsOf,
  terms: OrderTerms,
  market: ReplayMarket,
  has: { readonly stops: boolean; readonly shows: boolean },
): string | undefined {
  if (!Number.isInteger(terms.quantity) || terms.quantity < 1)
    return `The quantity is ${terms.quantity}; it must be a whole number of contracts, at least 1.`;
  if (isStop(order.type) && !has.stops)
    return 'No trades were recorded that could set off a stop; send a limit order instead.';
  return (
    termsProblem(order, terms, market.instrument) ??
    (has.shows ? nobodyThere(order, market) : undefined) ??
    farAway(terms.price, market) ??
    farAway(terms.stopPrice, market) ??
    wrongSide(order, terms, market)
  );
}

function nobodyThere({ type, side }: TermsOf, { shown, instrument }: ReplayMarket): string | undefined {
  if (type !== 'market' || shown.side(side === 'buy' ? 'sell' : 'buy').best !== undefined) return undefined;
  const why = shown.gap === undefined ? '' : `, as the recording has a gap here (${shown.gap})`;
  return `Nobody ${side === 'buy' ? 'offers' : 'bids for'} ${instrument.id} right now${why}; send a limit order instead.`;
}

const print = (price: Price, { instrument }: ReplayMarket): string => formatPrice(price, instrument.priceStyle);

function farAway(price: Price | undefined, market: ReplayMarket): string | undefined {
  const reference = market.reference();
  if (price === undefined || reference === undefined) return undefined;
  if (Math.abs(price - reference) <= Math.abs(reference) * PRICE_BAND) return undefined;
  const { id, tick } = market.instrument;
  const at = print((Math.round(reference / tick) * tick) as Price, market);
  return `${print(price, market)} is more than ${PRICE_BAND * 100} % away from the market of ${id} at ${at}; check the price.`;
}

function wrongSide({ side, waiting }: TermsOf, { stopPrice }: OrderTerms, market: ReplayMarket): string | undefined {
  const { last } = market;
  if (!waiting || stopPrice === undefined || last === undefined) return undefined;
  if (side === 'buy' ? stopPrice > last : stopPrice < last) return undefined;
  const where = side === 'buy' ? 'above' : 'below';
  return `A stop to ${side} lies ${where} the last price, and ${market.instrument.id} traded at ${print(last, market)}; send a market order to ${side} now, or a stop ${where} it.`;
}

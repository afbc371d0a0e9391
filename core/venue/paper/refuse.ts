import type { OrderTerms } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import { formatPrice } from '../../model/price-format.ts';
import { type TermsOf, termsProblem, wrongSideProblem } from '../../orders/check-terms.ts';
import type { Market } from './market.ts';

/** Farther from the market than this share of its price, a price is taken for a slip of the hand. */
export const PRICE_BAND = 0.1;

/** Why the venue does not take an order with these terms, as a sentence for the person who sent it; undefined when it does. */
export function refuse(order: TermsOf, terms: OrderTerms, market: Market): string | undefined {
  if (!Number.isInteger(terms.quantity) || terms.quantity < 1)
    return `The quantity is ${terms.quantity}; it must be a whole number of contracts, at least 1.`;
  return (
    termsProblem(order, terms, market.instrument) ??
    nobodyThere(order, market) ??
    farAway(terms.price, market) ??
    farAway(terms.stopPrice, market) ??
    wrongSideProblem(order, terms, market.instrument, market.last)
  );
}

function nobodyThere({ type, side }: TermsOf, { book, instrument }: Market): string | undefined {
  if (type !== 'market') return undefined;
  const other = side === 'buy' ? book.asks : book.bids;
  if (other.best !== undefined) return undefined;
  return `Nobody ${side === 'buy' ? 'offers' : 'bids for'} ${instrument.id} right now; send a limit order instead.`;
}

const shown = (price: Price, { instrument }: Market): string => formatPrice(price, instrument.priceStyle);

function farAway(price: Price | undefined, market: Market): string | undefined {
  const reference = market.reference();
  if (price === undefined || reference === undefined) return undefined;
  const { id, tick } = market.instrument;
  if (Math.abs(price / tick - reference) <= Math.abs(reference) * PRICE_BAND) return undefined;
  const at = shown(market.price(Math.round(reference)), market);
  return `${shown(price, market)} is more than ${PRICE_BAND * 100} % away from the market of ${id} at ${at}; check the price.`;
}

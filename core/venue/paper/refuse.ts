import type { OrderIntent } from '../../model/order.ts';
import { type Price, priceToDecimal } from '../../model/price.ts';
import { formatPrice } from '../../model/price-format.ts';
import type { Market } from './market.ts';

/** Farther from the market than this share of its price, a limit is taken for a slip of the hand. */
export const PRICE_BAND = 0.1;

/** Why the venue does not take this order, as a sentence for the person who sent it; undefined when it does. */
export function refuse(intent: OrderIntent, market: Market): string | undefined {
  const { instrument } = market;
  if (!Number.isInteger(intent.quantity) || intent.quantity < 1)
    return `The quantity is ${intent.quantity}; it must be a whole number of contracts, at least 1.`;
  if (intent.type === 'market') {
    if (intent.price !== undefined) return 'A market order has no price; leave it out or send a limit order.';
    const other = intent.side === 'buy' ? market.book.asks : market.book.bids;
    if (other.best !== undefined) return undefined;
    return `Nobody ${intent.side === 'buy' ? 'offers' : 'bids for'} ${instrument.id} right now; send a limit order instead.`;
  }
  const { price } = intent;
  const print = (value: Price) => formatPrice(value, instrument.priceStyle);
  if (price === undefined) return `A limit order in ${instrument.id} needs a price; give one, or send a market order.`;
  if (price % instrument.tick !== 0) {
    const below = Math.floor(price / instrument.tick);
    return `${priceToDecimal(price)} is between two ticks of ${instrument.id}; the nearest prices are ${print(market.price(below))} and ${print(market.price(below + 1))}.`;
  }
  const reference = market.reference();
  if (reference === undefined) return undefined;
  if (Math.abs(price / instrument.tick - reference) <= Math.abs(reference) * PRICE_BAND) return undefined;
  return `${print(price)} is more than ${PRICE_BAND * 100} % away from the market of ${instrument.id} at ${print(market.price(Math.round(reference)))}; check the price.`;
}

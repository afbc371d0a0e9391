import type { OrderIntent } from '../../model/order.ts';
import type { Market } from './market.ts';

/** Farther from the market than this share of its price, a limit is taken for a slip of the hand. */
export const PRICE_BAND = 0.1;

/** Why the venue does not take this order, as a sentence for the person who sent it; undefined when it does. */
export function refuse(intent: OrderIntent, market: Market, printPrice: PrintPrice): string | undefined {
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
  if (price === undefined) return `A limit order needs a price; ${instrument.id} trades in steps of its tick.`;
  if (price % instrument.tick !== 0) {
    const below = Math.floor(price / instrument.tick);
    return `${printPrice(price, instrument)} is between two ticks of ${instrument.id}; the nearest prices are ${printPrice(market.price(below), instrument)} and ${printPrice(market.price(below + 1), instrument)}.`;
  }
  const reference = market.reference();
  if (reference === undefined) return undefined;
  if (Math.abs(price / instrument.tick - reference) <= Math.abs(reference) * PRICE_BAND) return undefined;
  return `${printPrice(price, instrument)} is more than ${PRICE_BAND * 100} % away from the market of ${instrument.id} at ${printPrice(market.price(Math.round(reference)), instrument)}; check the price.`;
}

export type PrintPrice = (price: Market['instrument']['tick'], instrument: Market['instrument']) => string;

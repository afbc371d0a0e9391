import type { Instrument } from '../model/instrument.ts';
import { type Price, price } from '../model/price.ts';
import type { Instant } from '../model/time.ts';
import type { BookState } from '../topics.ts';
import { exactPriceText } from './exact-text.ts';
import type { Spot } from './state.ts';

export type MarketPrice = 'mid' | 'last' | 'bid' | 'ask';

/**
 * A price of a market with the instant it is of. A mid is half of bid and ask, off the grid where they are an odd number of ticks apart; below a
 * billionth of a point it is cut. A mid wants both sides, not crossed. The desk hears of it as it happens. A sentence where there is no such price.
 */
export function marketSpot(
  { snapshot, last }: Pick<BookState, 'snapshot' | 'last'>,
  which: MarketPrice,
  { id, priceStyle }: Pick<Instrument, 'id' | 'priceStyle'>,
): { readonly spot: Spot } | { readonly problem: string } {
  const of = (at: Price, stated: Instant) => ({
    spot: { price: at, text: exactPriceText(at, priceStyle), stated, learned: stated },
  });
  if (which === 'last') return last ? of(last.price, last.tsEvent) : { problem: `Nothing has traded in ${id} yet.` };
  const bid = snapshot.bids[0]?.price;
  const ask = snapshot.asks[0]?.price;
  if (bid === undefined && which !== 'ask') return { problem: `Nobody bids for ${id}.` };
  if (ask === undefined && which !== 'bid') return { problem: `Nobody offers ${id}.` };
  if (which === 'bid' && bid !== undefined) return of(bid, snapshot.tsEvent);
  if (which === 'ask' && ask !== undefined) return of(ask, snapshot.tsEvent);
  const [low, high] = [Number(bid), Number(ask)];
  if (low >= high) return { problem: `The book of ${id} is crossed, so its middle means nothing.` };
  return of(price(Math.floor((low + high) / 2)), snapshot.tsEvent);
}

import type { Instrument } from '../model/instrument.ts';
import type { OrderTerms } from '../model/order.ts';
import type { Price } from '../model/price.ts';
import { formatPrice } from '../model/price-format.ts';
import type { Side } from '../model/quantity.ts';
import { type TermsOf, termsProblem, wrongSideProblem } from '../orders/check-terms.ts';

/** Farther from the market than this share of its price, a price is taken for a slip of the hand. */
const PRICE_BAND = 0.1;

/** A market as far as terms are held against it. */
export interface Surroundings {
  readonly instrument: Instrument;
  readonly last: Price | undefined;
  /** Where the market is, in nano-points that may lie off the grid; undefined while nothing says so. */
  readonly reference: number | undefined;
}

/** Why no venue of the core takes an order with these terms now, as a sentence for the person who sent it; undefined when one does. */
export function refuseTerms(order: TermsOf, terms: OrderTerms, market: Surroundings): string | undefined {
  const { quantity, price, stopPrice } = terms;
  if (!Number.isInteger(quantity) || quantity < 1)
    return `The quantity is ${quantity}; it must be a whole number of contracts, at least 1.`;
  return (
    termsProblem(order, terms, market.instrument) ??
    farAway(price, market) ??
    farAway(stopPrice, market) ??
    wrongSideProblem(order, terms, market.instrument, market.last)
  );
}

/** Why a market order finds nobody to trade with; `why` is put behind what is so. */
export function nobodyThere(side: Side, { id }: Instrument, why = ''): string {
  return `Nobody ${side === 'buy' ? 'offers' : 'bids for'} ${id} right now${why}; send a limit order instead.`;
}

function farAway(price: Price | undefined, { instrument, reference }: Surroundings): string | undefined {
  if (price === undefined || reference === undefined) return undefined;
  const { id, tick, priceStyle, option } = instrument;
  // an option may lose or make many times what it is worth, as its underlying moves by a tenth
  const worth = Math.max(Math.abs(reference), option?.strike ?? 0);
  if (Math.abs(price - reference) <= worth * PRICE_BAND) return undefined;
  const [given, at] = [price, (Math.round(reference / tick) * tick) as Price].map((each) =>
    formatPrice(each, priceStyle),
  );
  const ofWhat = option ? ' of its strike' : '';
  return `${given} is more than ${PRICE_BAND * 100} %${ofWhat} away from the market of ${id} at ${at}; check the price.`;
}

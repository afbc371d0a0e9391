import type { AveragePrice } from '../../core/model/average.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { price } from '../../core/model/price.ts';
import { formatAverage, formatPrice } from '../../core/model/price-format.ts';

/** A price where everything was at one, or comes to one on the grid; else with the digits of an average. */
export function shownAverage({ cost, quantity }: AveragePrice, { priceStyle, tick }: Instrument): string {
  const isOnGrid = cost % (quantity * BigInt(tick)) === 0n;
  return isOnGrid
    ? formatPrice(price(Number(cost / quantity)), priceStyle)
    : formatAverage({ cost, quantity }, priceStyle);
}

import type { Instrument } from '../model/instrument.ts';
import { type Quantity, quantity } from '../model/quantity.ts';

export type Sizes = Pick<Instrument, 'lot' | 'freezeQuantity'>;

/** The most contracts of one order, in whole lots; a lot where the exchange would freeze even that, and no bound where it freezes none. */
export function mostOfOne({ lot = 1, freezeQuantity = Number.POSITIVE_INFINITY }: Sizes): number {
  return Number.isFinite(freezeQuantity) ? Math.max(lot, Math.floor(freezeQuantity / lot) * lot) : freezeQuantity;
}

/** A quantity in as few orders as the exchange takes, the largest first; what is no whole number of lots is in the last one. */
export function slices(whole: number, sizes: Sizes): readonly Quantity[] {
  const most = mostOfOne(sizes);
  const orders: Quantity[] = [];
  for (let left = whole; left > 0; left -= most) orders.push(quantity(Math.min(left, most)));
  return orders;
}

/** Why a quantity is none of the instrument's, as a sentence with the nearest ones that are; undefined for whole lots. */
export function lotProblem(wanted: number, { id, lot = 1 }: Pick<Instrument, 'id' | 'lot'>): string | undefined {
  if (wanted % lot === 0) return undefined;
  const below = Math.floor(wanted / lot) * lot;
  const near = below === 0 ? `${lot} is the least` : `${below} and ${below + lot} are the nearest`;
  return `${id} is traded in lots of ${lot}, and quantity is ${wanted}; ${near}.`;
}

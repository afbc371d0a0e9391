import { averageOfPosition } from '../model/average.ts';
import { divideHalfEvenBig, toSafe } from '../model/decimal.ts';
import { type Price, price } from '../model/price.ts';
import type { Lot } from './lot.ts';
import type { LotMethod } from './method.ts';

/**
 * The price at which open or closed contracts were entered: that of their execution, or where the method merges entries their average,
 * cost over quantity, half-even to the nano-point. For showing; amounts come from the cost. `multiplier` is currency units per point.
 */
export function entryPrice(
  lot: Pick<Lot, 'entry' | 'quantity' | 'cost'>,
  multiplier: number,
  method: LotMethod,
): Price {
  const average = method.merges ? averageOfPosition(lot.cost, lot.quantity, multiplier) : undefined;
  return average
    ? price(toSafe(divideHalfEvenBig(average.cost, average.quantity), 'the average price'))
    : lot.entry.price;
}

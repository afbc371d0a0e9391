import type { Instrument } from '../../../core/model/instrument.ts';

/** Why an exchange does not take an order of so many, as it says it; undefined where it does, and where it counts no lots. */
export function lotProblem(instrument: Instrument | undefined, quantity: number): string | undefined {
  const { lot = 1, freezeQuantity = Number.POSITIVE_INFINITY } = instrument ?? {};
  if (quantity % lot !== 0) return `Order quantity ${quantity} is not a multiple of the regular lot of ${lot}`;
  if (quantity > freezeQuantity)
    return `Order quantity ${quantity} is more than the freeze quantity of ${freezeQuantity}`;
  return undefined;
}

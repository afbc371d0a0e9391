import type { Instrument } from '../../core/model/instrument.ts';
import { type Price, priceFromTicks, priceToDecimal } from '../../core/model/price.ts';
import { type PriceParts, splitPrice } from '../../core/model/price-format.ts';
import type { PriceText } from './schema.ts';

export const joinParts = ({ sign, handle, fraction }: PriceParts, text: string): PriceText => ({
  text,
  handle: sign + handle,
  fraction,
});

export const priceText = (price: Price, { priceStyle }: Pick<Instrument, 'priceStyle'>): PriceText =>
  joinParts(splitPrice(price, priceStyle), priceToDecimal(price));

/** Price texts by tick, made once for each: a ladder asks for the same ones again with every frame. */
export function priceTexts(instrument: Instrument): (tick: number) => PriceText {
  const known = new Map<number, PriceText>();
  return (tick) => {
    const found = known.get(tick);
    if (found) return found;
    const made = priceText(priceFromTicks(tick, instrument.tick), instrument);
    known.set(tick, made);
    return made;
  };
}

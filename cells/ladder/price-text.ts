import type { Instrument } from '../../core/model/instrument.ts';
import { priceFromTicks } from '../../core/model/price.ts';
import { type PriceText, priceText } from '../shown.ts';

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

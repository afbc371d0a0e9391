import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import { joinBars } from './bars.ts';
import { BarUnit } from './codes.ts';

/** Two hours and more of a market that trades in every second. */
const KEPT = 8_000;

/** Bars of a second since the simulator began: there is no finer past than minutes. */
export class Seconds {
  readonly #byInstrument = new Map<string, Bar[]>();

  add({ instrument, price, quantity, tsEvent }: MarketTrade): void {
    const bars = this.#byInstrument.get(instrument) ?? [];
    this.#byInstrument.set(instrument, bars);
    const tsStart = (Math.floor(tsEvent / SECOND) * SECOND) as Instant;
    const traded: Bar = { instrument, tsStart, open: price, high: price, low: price, close: price, volume: quantity };
    const last = bars.at(-1);
    if (last?.tsStart === tsStart) bars.splice(-1, 1, ...joinBars([last, traded], BarUnit.second, 1));
    else bars.push(traded);
    if (bars.length > 2 * KEPT) bars.splice(0, bars.length - KEPT);
  }

  between = (instrument: string, from: Instant, to: Instant): readonly Bar[] =>
    (this.#byInstrument.get(instrument) ?? []).filter(({ tsStart }) => tsStart >= from && tsStart < to);
}

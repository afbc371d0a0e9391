import type { Calendars } from '../../../core/calendar/calendar.ts';
import { minuteOf } from '../../../core/calendar/session.ts';
import { type Path, walk } from '../../../core/demo/path.ts';
import { type Stretch, stretches } from '../../../core/demo/stretch.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import { priceFromTicks } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../../core/model/time.ts';
import type { Random } from '../../../core/random.ts';
import type { Shape } from '../../../core/venue/paper/synthetic/shape.ts';

/** Trade dates of the invented past. */
const PAST = 30;

export interface BarsOptions {
  readonly instrument: Instrument;
  readonly shape: Shape;
  readonly random: Random;
  readonly start: Instant;
  readonly calendars?: Calendars;
}

/** One-minute bars of one instrument: an invented past that ends where its market opens, and what has traded since. */
export class Bars {
  readonly #options: BarsOptions;
  #past: { readonly spans: readonly Stretch[]; readonly path: Path } | undefined;
  readonly #traded: Bar[] = [];

  constructor(options: BarsOptions) {
    this.#options = options;
  }

  add({ price, quantity, tsEvent }: MarketTrade): void {
    const tsStart = minuteOf(tsEvent);
    const last = this.#traded.at(-1);
    if (last?.tsStart === tsStart) {
      this.#traded[this.#traded.length - 1] = {
        ...last,
        high: price > last.high ? price : last.high,
        low: price < last.low ? price : last.low,
        close: price,
        volume: (last.volume + quantity) as Quantity,
      };
    } else {
      const { id: instrument } = this.#options.instrument;
      this.#traded.push({ instrument, tsStart, open: price, high: price, low: price, close: price, volume: quantity });
    }
  }

  /** Those that begin in `[from, to)`, oldest first. */
  between(from: Instant, to: Instant): readonly Bar[] {
    const wanted = this.#traded.filter(({ tsStart }) => tsStart >= from && tsStart < to);
    return from < this.#options.start ? [...this.#invented(from, to), ...wanted] : wanted;
  }

  *#invented(from: Instant, to: Instant): Generator<Bar> {
    const { spans, path } = this.#pastOnce();
    const { id: instrument, tick } = this.#options.instrument;
    let first = 0;
    for (const { start, minutes } of spans) {
      const begin = Math.max(0, Math.ceil((from - start) / MINUTE));
      const end = Math.min(minutes, Math.ceil((to - start) / MINUTE));
      for (let minute = begin; minute < end; minute++) {
        const at = first + minute;
        yield {
          instrument,
          tsStart: (start + minute * MINUTE) as Instant,
          open: priceFromTicks(path.open[at]!, tick),
          high: priceFromTicks(path.high[at]!, tick),
          low: priceFromTicks(path.low[at]!, tick),
          close: priceFromTicks(path.close[at]!, tick),
          volume: path.volume[at]! as Quantity,
        };
      }
      first += minutes;
    }
  }

  #pastOnce() {
    const { instrument, shape, random, start, calendars } = this.#options;
    if (this.#past === undefined) {
      const spans = stretches(instrument.session, start, PAST, calendars);
      this.#past = { spans, path: walk(spans, shape, random) };
    }
    return this.#past;
  }
}

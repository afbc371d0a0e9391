import type { Calendars } from '../../../core/calendar/calendar.ts';
import { type Path, walk } from '../../../core/demo/path.ts';
import { type Stretch, stretches } from '../../../core/demo/stretch.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { Bar } from '../../../core/model/market.ts';
import { priceFromTicks } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, MINUTE } from '../../../core/model/time.ts';
import type { Random } from '../../../core/random.ts';
import type { Shape } from '../../../core/venue/paper/synthetic/shape.ts';
import { TradedBars } from './traded-bars.ts';

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
  readonly #traded = new TradedBars();

  constructor(options: BarsOptions) {
    this.#options = options;
  }

  add(trade: Parameters<TradedBars['add']>[0]): void {
    this.#traded.add(trade);
  }

  /** Those that begin in `[from, to)`, oldest first. */
  between(from: Instant, to: Instant): readonly Bar[] {
    const wanted = this.#traded.between(from, to);
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

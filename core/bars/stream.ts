import type { Bar } from '../model/market.ts';
import type { Price } from '../model/price.ts';
import { type Quantity, quantity } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';
import type { BarGrid, BarSpan } from './grid.ts';

/** A trade as bars need it. */
export interface Tick {
  readonly price: Price;
  readonly quantity: Quantity;
  readonly tsEvent: Instant;
}

interface Building extends BarSpan {
  open: Price;
  high: Price;
  low: Price;
  close: Price;
  volume: number;
  tsFirst: Instant;
  tsLast: Instant;
}

/** Bars that a late tick still finds. */
const KEPT = 3;

/**
 * Ticks of one instrument as bars, while they come. A late tick goes to the bar of its own time, down to the third newest; what is older than that, or
 * than the first tick's bar, is counted and changes nothing.
 */
export class BarStream {
  readonly #instrument: string;
  readonly #grid: BarGrid;
  /** Newest first. */
  readonly #building: Building[] = [];
  #late = 0;

  constructor(instrument: string, grid: BarGrid) {
    this.#instrument = instrument;
    this.#grid = grid;
  }

  /** Ticks that came too late for their bar. */
  get late(): number {
    return this.#late;
  }

  /** Takes a tick and gives the start of the bar that it belongs to; undefined for one that came too late. */
  add(tick: Tick): Instant | undefined {
    const { tsEvent } = tick;
    const newest = this.#building[0];
    if (newest !== undefined && tsEvent >= newest.from && tsEvent < newest.to) {
      extend(newest, tick);
      return newest.start;
    }
    const known = this.#building.findIndex(({ from }) => tsEvent >= from);
    const bar = this.#building[known];
    if (bar !== undefined && tsEvent < bar.to) {
      extend(bar, tick);
      return bar.start;
    }
    if (known === -1 && newest !== undefined) {
      this.#late += 1;
      return undefined;
    }
    const begun = begin(this.#grid.spanOf(tsEvent), tick);
    this.#building.splice(Math.max(0, known), 0, begun);
    this.#building.length = Math.min(this.#building.length, KEPT);
    return begun.start;
  }

  /** The bar that starts there, while it is among the newest. */
  bar(start: Instant): Bar | undefined {
    const found = this.#building.find((each) => each.start === start);
    return found && this.#told(found);
  }

  /** Those that still take ticks, oldest first. */
  bars(): readonly Bar[] {
    return this.#building.map((each) => this.#told(each)).reverse();
  }

  #told({ start, open, high, low, close, volume }: Building): Bar {
    return { instrument: this.#instrument, tsStart: start, open, high, low, close, volume: quantity(volume) };
  }
}

const begin = (span: BarSpan, { price, quantity: traded, tsEvent }: Tick): Building => ({
  ...span,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: traded,
  tsFirst: tsEvent,
  tsLast: tsEvent,
});

function extend(bar: Building, { price, quantity: traded, tsEvent }: Tick): void {
  if (price > bar.high) bar.high = price;
  if (price < bar.low) bar.low = price;
  if (tsEvent >= bar.tsLast) {
    bar.close = price;
    bar.tsLast = tsEvent;
  } else if (tsEvent < bar.tsFirst) {
    bar.open = price;
    bar.tsFirst = tsEvent;
  }
  bar.volume += traded;
}

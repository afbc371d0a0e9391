import type { TradeDate } from '../model/time.ts';
import type { Roll, RollKind, Settlement } from './settlement.ts';

/** The marks of an instrument that settlements and rolls give; the last price is not theirs. Prices of a day that had none stay out. */
export interface SettledMarks {
  /** The newest day's price that the 14:00 roll has taken in; `close` of desk files. */
  readonly close?: Settlement;
  /** What the day began with: the price of the newest day that the 16:00 roll has passed; `sodTod` of desk files. */
  readonly startOfDay?: Settlement;
  /** Between the two rolls the price that will be the start of the next day; `sodTom` of desk files. */
  readonly nextStartOfDay?: Settlement;
}

interface Days {
  readonly prices: Map<TradeDate, Settlement>;
  /** Trade dates with a price, ascending. */
  readonly dates: TradeDate[];
}

const NO_MARKS: SettledMarks = {};

/**
 * Settlement prices and the marks they give, folded from settlements and rolls. A settlement that arrives after its roll counts at once, and
 * nothing depends on the order in which they come, so the same rows give the same marks after a restart or when they are told twice.
 */
export class SettlementBook {
  readonly #days = new Map<string, Days>();
  readonly #rolled = new Map<RollKind, TradeDate>();
  readonly #marks = new Map<string, SettledMarks>();

  /** Takes a price in; false when what counts stays as it was. A settlement goes before a flash, of one kind the one stated later. */
  add(settlement: Settlement): boolean {
    const { instrument, tradeDate } = settlement;
    const { prices, dates } = this.#daysOf(instrument);
    const there = prices.get(tradeDate);
    if (there && !countsBefore(settlement, there)) return false;
    prices.set(tradeDate, settlement);
    if (!there) insert(dates, tradeDate);
    this.#marks.delete(instrument);
    return there?.price !== settlement.price;
  }

  /** Notes that a roll is done; false when it, or a later one of its kind, was. */
  roll({ kind, tradeDate }: Roll): boolean {
    if ((this.#rolled.get(kind) ?? '') >= tradeDate) return false;
    this.#rolled.set(kind, tradeDate);
    this.#marks.clear();
    return true;
  }

  /** The newest trade date that a roll was done for. */
  rolled(kind: RollKind): TradeDate | undefined {
    return this.#rolled.get(kind);
  }

  /** The price of a trade date: its settlement, else its flash. */
  on(instrument: string, date: TradeDate): Settlement | undefined {
    return this.#days.get(instrument)?.prices.get(date);
  }

  /** Everything that has a price. */
  instruments(): Iterable<string> {
    return this.#days.keys();
  }

  marksOf(instrument: string): SettledMarks {
    const known = this.#marks.get(instrument);
    if (known) return known;
    const marks = this.#days.has(instrument) ? this.#derive(instrument) : NO_MARKS;
    this.#marks.set(instrument, marks);
    return marks;
  }

  #derive(instrument: string): SettledMarks {
    const twoPm = this.#rolled.get('two_pm');
    const fourPm = this.#rolled.get('four_pm');
    const close = twoPm && this.#newest(instrument, (day) => day <= twoPm);
    const startOfDay = fourPm && this.#newest(instrument, (day) => day <= fourPm);
    const next = twoPm && twoPm > (fourPm ?? '') ? this.on(instrument, twoPm) : undefined;
    return {
      ...(close ? { close } : {}),
      ...(startOfDay ? { startOfDay } : {}),
      ...(next ? { nextStartOfDay: next } : {}),
    };
  }

  #newest(instrument: string, within: (day: TradeDate) => boolean): Settlement | undefined {
    const days = this.#days.get(instrument);
    const date = days?.dates.findLast(within);
    return date && days?.prices.get(date);
  }

  #daysOf(instrument: string): Days {
    const known = this.#days.get(instrument);
    if (known) return known;
    const days: Days = { prices: new Map(), dates: [] };
    this.#days.set(instrument, days);
    return days;
  }
}

/** Of two prices of one day; one that says the same again replaces nothing. */
function countsBefore(a: Settlement, b: Settlement): boolean {
  if (a.kind !== b.kind) return a.kind === 'settle';
  return a.tsEvent > b.tsEvent || (a.tsEvent === b.tsEvent && a.price !== b.price);
}

function insert(dates: TradeDate[], date: TradeDate): void {
  const after = dates.findLastIndex((day) => day < date);
  dates.splice(after + 1, 0, date);
}

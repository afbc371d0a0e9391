import { type Money, money, NO_MONEY, priceValue } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { TradeDate } from '../model/time.ts';

/*
 * The desk's "live" P&L: what was held over night counts from the start of the day instead of from its entry, and the day is told in two parts, up
 * to its mark and from there. Source: the P&L rules of a treasury futures desk (price types close, sodTod, sodTom).
 */

/** One entry; a fill and a lot's leg are one. */
export interface Entry {
  readonly price: Price;
  readonly tradeDate: TradeDate;
}

/** What a trade date is measured by. */
export interface DayMarks {
  readonly today: TradeDate;
  /** The price that today began with; `sodTod`. */
  readonly startOfDay?: Price;
}

/** The price an entry counts from: today's start of day where it was made on a day before, otherwise its own. */
export function entryOfDay(entry: Entry, { today, startOfDay }: DayMarks): Price {
  return entry.tradeDate < today ? (startOfDay ?? entry.price) : entry.price;
}

/** Contracts of one entry, signed: a short is negative; `multiplier` is currency units per point. */
export interface Held {
  readonly entry: Entry;
  readonly quantity: number;
  readonly multiplier: number;
}

export interface LiveUnrealized {
  /** From the entry of the day to the mark of the phase. */
  readonly toMark: Money;
  /** From that mark to the price. */
  readonly sinceMark: Money;
  /** The sum of both, exactly. */
  readonly total: Money;
}

/**
 * "Live" unrealized: ((mark − entry of the day) + (at − mark)) × quantity × multiplier. The mark of the phase is today's start of day before 14:00
 * Chicago and the next start of day from then on; with `close` for `at` it is the field's `4pm_close` and `2pm_close`. A mark that is missing adds
 * nothing (the entry stands in), and without a price the whole is zero. Half-even to the micro, once.
 */
export function liveUnrealized(
  { entry, quantity, multiplier }: Held,
  day: DayMarks,
  { mark, at }: { readonly mark: Price | undefined; readonly at: Price | undefined },
): LiveUnrealized {
  if (at === undefined) return { toMark: NO_MONEY, sinceMark: NO_MONEY, total: NO_MONEY };
  const from = entryOfDay(entry, day);
  const value = (to: Price) => priceValue((to - from) as Price, quantity, multiplier);
  const total = value(at);
  const toMark = value(mark ?? from);
  return { toMark, sinceMark: money(total - toMark), total };
}

/** Realized with the entry of the day in place of the entry: (exit − entry of the day) × quantity × multiplier, half-even to the micro. */
export function realizedOfDay({ entry, quantity, multiplier }: Held, exit: Price, day: DayMarks): Money {
  return priceValue((exit - entryOfDay(entry, day)) as Price, quantity, multiplier);
}

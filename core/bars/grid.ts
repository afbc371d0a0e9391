import { addDays, dayOf, MILLISECONDS_A_DAY } from '../calendar/business-day.ts';
import type { Bounds, Calendar } from '../calendar/calendar.ts';
import type { ProductGroup } from '../calendar/day.ts';
import type { Instant, TradeDate } from '../model/time.ts';
import { type Frame, type FrameUnit, frameLength } from './frame.ts';

/** Where one bar lies: what happens from `from` to before `to` belongs to it. */
export interface BarSpan {
  readonly from: Instant;
  readonly to: Instant;
  /** What the bar is named by: its first instant in which the exchange trades. */
  readonly start: Instant;
  /** From when on nothing is traded in it any more. */
  readonly over: Instant;
}

export interface GridOptions {
  /** Whose hours they are; the calendar's own product where it is left out. */
  readonly product?: ProductGroup | undefined;
  /** The market trades through breaks, nights and weekends, as the paper market may. */
  readonly always?: boolean | undefined;
}

/**
 * How time is cut into bars: frames within a session are counted from its open (17:00 Chicago, 09:15 India) and end with it at the latest, days are
 * trade dates, weeks and months those of their days.
 */
export class BarGrid {
  readonly frame: Frame;
  readonly calendar: Calendar;
  readonly #options: GridOptions;
  readonly #length: number | undefined;
  #last: BarSpan | undefined;
  #day: (Bounds & { readonly open: Instant; readonly close: Instant }) | undefined;

  constructor(frame: Frame, calendar: Calendar, options: GridOptions = {}) {
    this.frame = frame;
    this.calendar = calendar;
    this.#options = options;
    this.#length = frameLength(frame);
  }

  /** The bar that an instant belongs to. */
  spanOf(at: Instant): BarSpan {
    const last = this.#last;
    if (last !== undefined && at >= last.from && at < last.to) return last;
    const span = this.#length === undefined ? this.#ofDates(at) : this.#within(at, this.#length);
    this.#last = span;
    return span;
  }

  #within(at: Instant, length: number): BarSpan {
    const { start, end, open, close } = this.#dayOf(at);
    const begun = open + Math.floor((at - open) / length) * length;
    const from = Math.max(start, begun) as Instant;
    const to = Math.min(end, begun + length) as Instant;
    return { from, to, start: from, over: close > from && close < to ? close : to };
  }

  #dayOf(at: Instant) {
    const known = this.#day;
    if (known !== undefined && at >= known.start && at < known.end) return known;
    const { calendar } = this;
    const day = calendar.sessionDay(at);
    const hours = this.#options.always ? [] : calendar.hours(day, this.#options.product);
    const end = calendar.rollOf(day);
    const made = {
      start: calendar.rollOf(addDays(day, -1)),
      end,
      open: hours[0]?.start ?? calendar.regularOpen(day),
      close: hours.at(-1)?.end ?? end,
    };
    this.#day = made;
    return made;
  }

  #ofDates(at: Instant): BarSpan {
    const { calendar } = this;
    const { product, always } = this.#options;
    const [firstDay, nextDay] = around(this.frame, calendar.tradeDateOf(at), calendar.weekends ? 7 : 5);
    const first = calendar.onOrAfter(firstDay);
    const { start: from } = calendar.bounds(first);
    const { start: to } = calendar.bounds(calendar.onOrAfter(nextDay));
    if (always) return { from, to, start: from, over: to };
    const last = calendar.previous(calendar.onOrAfter(nextDay));
    const start = calendar.stretches(first, product)[0]?.start ?? from;
    const over = calendar.stretches(last, product).at(-1)?.end ?? to;
    return { from, to, start, over };
  }
}

/** The days of a bar: the first, and the first of the bar after it. Several days are counted from the same one for ever, so bars stay where they are. */
function around({ unit, count }: Frame, date: TradeDate, daysOfWeek: number): readonly [TradeDate, TradeDate] {
  if (unit === 'd' && count === 1) return [date, addDays(date, 1)];
  const number = numberOf(unit, date, daysOfWeek);
  const first = number - (number % count);
  return [first, first + count].map((each) => dayOfNumber(unit, each, daysOfWeek)) as [TradeDate, TradeDate];
}

const FIRST_MONDAY = '1970-01-05' as TradeDate;
const DAYS = 7;

function numberOf(unit: FrameUnit, date: TradeDate, daysOfWeek: number): number {
  if (unit === 'M') return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const day = (Date.parse(date) - Date.parse(FIRST_MONDAY)) / MILLISECONDS_A_DAY;
  const week = Math.floor(day / DAYS);
  return unit === 'w' ? week : week * daysOfWeek + Math.min(day - week * DAYS, daysOfWeek - 1);
}

function dayOfNumber(unit: FrameUnit, number: number, daysOfWeek: number): TradeDate {
  if (unit === 'M') return dayOf(Math.floor(number / 12), (number % 12) + 1, 1);
  if (unit === 'w') return addDays(FIRST_MONDAY, number * DAYS);
  return addDays(FIRST_MONDAY, Math.floor(number / daysOfWeek) * DAYS + (number % daysOfWeek));
}

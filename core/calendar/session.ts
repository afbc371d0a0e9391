import type { SessionName } from '../model/instrument.ts';
import { type Instant, MINUTE, type TradeDate } from '../model/time.ts';
import { type Bounds, type Calendars, calendarsByRule } from './calendar.ts';
import type { ProductGroup } from './day.ts';

export { type Bounds, zoneOf } from './calendar.ts';

/**
 * The trade date an instant belongs to. `cme`: 17:00 Chicago begins the next one, so Friday evening, Saturday and Sunday are Monday's, and
 * Labor Day is Tuesday's. `nse`: the Indian day, a closed day being the next open one's. `utc`: the day in UTC, weekends too.
 */
export const tradeDateOf = (session: SessionName, at: Instant, calendars: Calendars = calendarsByRule): TradeDate =>
  calendars[session].tradeDateOf(at);

/** Everything that belongs to a trade date; the dates of a session follow each other without gaps. */
export const tradeDateBounds = (
  session: SessionName,
  date: TradeDate,
  calendars: Calendars = calendarsByRule,
): Bounds => calendars[session].bounds(date);

/**
 * The stretches in which a product trades on a trade date, ascending; `cme` stands for interest rates where no product is named. A holiday's
 * trading comes with the trade date after it, a special session with its own day. Empty when the product does not trade at all.
 */
export const tradingStretches = (
  session: SessionName,
  date: TradeDate,
  product?: ProductGroup,
  calendars: Calendars = calendarsByRule,
): readonly Bounds[] => calendars[session].stretches(date, product);

/**
 * From the first open to the last close of a trade date's own day: 17:00 the evening before to 16:00 Chicago, 09:15 to 15:30 India, or as an
 * early close or a special session has it; the hours of a holiday before it are not in it. Undefined when the product does not trade.
 */
export function tradingHours(
  session: SessionName,
  date: TradeDate,
  product?: ProductGroup,
  calendars: Calendars = calendarsByRule,
): Bounds | undefined {
  const hours = calendars[session].hours(date, product);
  const [first, last] = [hours[0], hours.at(-1)];
  return first && last && { start: first.start, end: last.end };
}

/** Whether the exchange trades at an instant. */
export const isTrading = (
  session: SessionName,
  at: Instant,
  product?: ProductGroup,
  calendars: Calendars = calendarsByRule,
): boolean => {
  const calendar = calendars[session];
  return calendar.stretches(calendar.tradeDateOf(at), product).some(({ start, end }) => at >= start && at < end);
};

/** The trade date after a day. */
export const nextTradeDate = (
  session: SessionName,
  date: TradeDate,
  calendars: Calendars = calendarsByRule,
): TradeDate => calendars[session].next(date);

/** The trade date before a day. */
export const previousTradeDate = (
  session: SessionName,
  date: TradeDate,
  calendars: Calendars = calendarsByRule,
): TradeDate => calendars[session].previous(date);

/** The `count` trade dates before `date`, oldest first. */
export function tradeDatesBefore(
  session: SessionName,
  date: TradeDate,
  count: number,
  calendars: Calendars = calendarsByRule,
): TradeDate[] {
  const dates: TradeDate[] = [];
  for (let at = date; dates.length < count; ) {
    at = calendars[session].previous(at);
    dates.unshift(at);
  }
  return dates;
}

/** The minute an instant lies in, by its first instant. Zones of whole minutes only, which all of ours are. */
export const minuteOf = (at: Instant): Instant => (Math.floor(at / MINUTE) * MINUTE) as Instant;

/** The first instants of the minutes that begin within the bounds, ascending. */
export function* minutesIn({ start, end }: Bounds): Generator<Instant> {
  for (let at = Math.ceil(start / MINUTE) * MINUTE; at < end; at += MINUTE) yield at as Instant;
}

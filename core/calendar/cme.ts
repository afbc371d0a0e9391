import type { TradeDate } from '../model/time.ts';
import { addDays, dayOf, weekdayOf } from './business-day.ts';
import { type Hours, minutes, type ProductGroup, type SpecialDay } from './day.ts';
import { usHolidayNames } from './holidays.ts';

const EVENING = minutes(-7);
const NOON = minutes(12);
const QUARTER_PAST_NOON = minutes(12, 15);

const until = (close: number): readonly Hours[] => [{ open: EVENING, close }];
const closed: readonly Hours[] = [];

/** Globex is dark from the close before to 17:00 of the day itself, when the next trade date opens. */
const dark = new Set(['New Year’s Day', 'Good Friday', 'Christmas Day']);

/**
 * The days of a year that are not as others on CME Globex. On most holidays Globex trades until noon or so and those trades belong to the
 * next trade date; on three it is dark; before and after some of them it closes early. Source: CME Group's Globex holiday schedules, checked by
 * date for 2010 to 2026; earlier halts differ by minutes.
 */
export function cmeSpecialDays(year: number): ReadonlyMap<TradeDate, SpecialDay> {
  const days = new Map<TradeDate, SpecialDay>();
  for (const [date, name] of usHolidayNames(year)) days.set(date, holiday(date, name, year));
  for (const [date, name, hours] of earlyCloses(year)) {
    if (!days.has(date)) days.set(date, { name, kind: 'short', tradeDate: true, hours });
  }
  return days;
}

function holiday(date: TradeDate, name: string, year: number): SpecialDay {
  if (name === 'Good Friday' && year >= 2010 && hasEmploymentReport(date)) {
    const hours = { rates: until(minutes(10, 15)), equity: until(minutes(8, 15)), metals_energy: closed };
    return { name, kind: 'holiday', tradeDate: true, hours };
  }
  const hours = dark.has(name) ? { rates: closed, equity: closed, metals_energy: closed } : halts(date);
  return { name, kind: 'holiday', tradeDate: false, hours };
}

/** The Bureau of Labor Statistics reports on the first Friday of a month; on a Good Friday in that week Globex opens for it. */
const hasEmploymentReport = (friday: TradeDate): boolean => friday.slice(5) >= '04-01' && friday.slice(5) <= '04-07';

/** Until when Globex trades on a holiday: equity stopped at 10:30 until 2014, metals and energy go on to 13:30 since 2022. */
const halts = (date: TradeDate): Record<ProductGroup, readonly Hours[]> => ({
  rates: until(NOON),
  equity: until(date < '2014-05-01' ? minutes(10, 30) : NOON),
  metals_energy: until(date < '2022-01-01' ? NOON : minutes(13, 30)),
});

type EarlyClose = [date: TradeDate, name: string, hours: SpecialDay['hours']];

function earlyCloses(year: number): EarlyClose[] {
  const financial = { rates: until(QUARTER_PAST_NOON), equity: until(QUARTER_PAST_NOON) };
  const all = { ...financial, metals_energy: until(minutes(12, 45)) };
  const closes: EarlyClose[] = [];
  const fourth = dayOf(year, 7, 4);
  // with a weekend between, the day before is as any other
  if (weekdayOf(fourth) >= 2 && weekdayOf(fourth) <= 5) {
    closes.push([addDays(fourth, -1), 'Independence Day Eve', { equity: until(QUARTER_PAST_NOON) }]);
  }
  for (const [date, name] of usHolidayNames(year)) {
    if (name === 'Thanksgiving Day') closes.push([addDays(date, 1), 'Day after Thanksgiving', all]);
  }
  const eve = dayOf(year, 12, 24);
  if (weekdayOf(eve) >= 1 && weekdayOf(eve) <= 4) closes.push([eve, 'Christmas Eve', all]);
  return closes;
}

import type { TradeDate } from '../model/time.ts';
import {
  addBusinessDays,
  addDays,
  dayOf,
  firstBusinessDay,
  type IsBusinessDay,
  lastBusinessDay,
  onOrBefore,
  previousBusinessDay,
  weekdayOf,
} from './business-day.ts';

type DateOfContract = (year: number, month: number, isBusinessDay: IsBusinessDay) => TradeDate;

const WEDNESDAY = 3;
const FRIDAY = 5;

/** The `count`-th weekday (0 is Sunday) of a month; beyond the month's last it falls into the next month. */
export function nthWeekday(year: number, month: number, weekday: number, count: number): TradeDate {
  const first = dayOf(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7);
}

/** The `count`-th last business day of a month; 1 is the last. */
const nthLastBusinessDay =
  (count: number, monthsBefore = 0): DateOfContract =>
  (year, month, isBusinessDay) =>
    addBusinessDays(lastBusinessDay(year, month - monthsBefore, isBusinessDay), 1 - count, isBusinessDay);

const beforeThirdWednesday =
  (businessDays: number, monthsAfter = 0): DateOfContract =>
  (year, month, isBusinessDay) =>
    addBusinessDays(nthWeekday(year, month + monthsAfter, WEDNESDAY, 3), -businessDays, isBusinessDay);

/** Counted from the 25th of the month before delivery, or from the business day before it. */
const before25thOfPriorMonth =
  (businessDays: number): DateOfContract =>
  (year, month, isBusinessDay) =>
    addBusinessDays(onOrBefore(dayOf(year, month - 1, 25), isBusinessDay), -businessDays, isBusinessDay);

/**
 * Last trade dates by the name a configuration uses. `month` is the delivery month, 1 to 12. Sources: the contract specifications of CME,
 * CBOT, COMEX, NYMEX and the Cboe Futures Exchange.
 */
export const expiryRules = {
  /** Equity index futures: the third Friday, or the business day before it. */
  third_friday: (year, month, isBusinessDay) => onOrBefore(nthWeekday(year, month, FRIDAY, 3), isBusinessDay),
  /** Notes and bonds from ten years: the seventh business day before the last business day of the delivery month. */
  seven_business_days_before_month_end: nthLastBusinessDay(8),
  /** Two and five year notes, federal funds, one-month SOFR: the last business day of the delivery month. */
  last_business_day: lastBusinessDay,
  /** Three-month SOFR, named for the month in which its quarter begins: the business day before the third Wednesday three months on. */
  business_day_before_third_wednesday_a_quarter_on: beforeThirdWednesday(1, 3),
  /** Currencies: two business days before the third Wednesday. */
  two_business_days_before_third_wednesday: beforeThirdWednesday(2),
  /** Canadian dollar: the business day before the third Wednesday. */
  business_day_before_third_wednesday: beforeThirdWednesday(1),
  /** Metals: the third last business day of the delivery month. */
  third_last_business_day: nthLastBusinessDay(3),
  /** Crude oil: three business days before the 25th of the month before, or before the business day preceding it. */
  three_business_days_before_25th_of_prior_month: before25thOfPriorMonth(3),
  /** Micro crude oil: the business day before crude oil. */
  four_business_days_before_25th_of_prior_month: before25thOfPriorMonth(4),
  /** Natural gas: three business days before the first day of the delivery month. */
  third_last_business_day_of_prior_month: nthLastBusinessDay(3, 1),
  /** Micro natural gas: the business day before natural gas. */
  fourth_last_business_day_of_prior_month: nthLastBusinessDay(4, 1),
  /** Refined products: the last business day of the month before delivery. */
  last_business_day_of_prior_month: nthLastBusinessDay(1, 1),
  /** Grains and oilseeds: the business day before the 15th. */
  business_day_before_15th: (year, month, isBusinessDay) => previousBusinessDay(dayOf(year, month, 15), isBusinessDay),
  /** VIX: the Wednesday thirty days before the next month's third Friday, or before the business day preceding that Friday. */
  thirty_days_before_next_third_friday: (year, month, isBusinessDay) =>
    onOrBefore(addDays(onOrBefore(nthWeekday(year, month + 1, FRIDAY, 3), isBusinessDay), -30), isBusinessDay),
  /** Crypto: the last Friday of the month, or the business day before it. */
  last_friday: (year, month, isBusinessDay) => {
    const last = dayOf(year, month + 1, 0);
    return onOrBefore(addDays(last, -((weekdayOf(last) - FRIDAY + 7) % 7)), isBusinessDay);
  },
} satisfies Record<string, DateOfContract>;

/** The first day on which the next contract is the front one, by the name a configuration uses; given the last trade date. */
export const rollRules = {
  /** Deliverable treasuries: the first position day, two business days before the first business day of the delivery month. */
  first_position_day: (year, month, _expiry, isBusinessDay) =>
    addBusinessDays(firstBusinessDay(year, month, isBusinessDay), -2, isBusinessDay),
  /** Metals and grains: the first notice day, the last business day of the month before delivery. */
  first_notice_day: (year, month, _expiry, isBusinessDay) => lastBusinessDay(year, month - 1, isBusinessDay),
  /** Equity index and currencies: eight days before the last trade date, for the index the Thursday of the week before. */
  eight_days_before_expiry: (_year, _month, expiry) => addDays(expiry, -8),
  /** The day after the last trade date. */
  after_expiry: (_year, _month, expiry) => addDays(expiry, 1),
} satisfies Record<string, (year: number, month: number, expiry: TradeDate, isBusinessDay: IsBusinessDay) => TradeDate>;

export type ExpiryRule = keyof typeof expiryRules;
export type RollRule = keyof typeof rollRules;

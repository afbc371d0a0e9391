import type { TradeDate } from '../model/time.ts';
import {
  addBusinessDays,
  addDays,
  dayOf,
  firstBusinessDay,
  type IsBusinessDay,
  lastBusinessDay,
  onOrBefore,
  weekdayOf,
} from './business-day.ts';

type DateOfContract = (year: number, month: number, isBusinessDay: IsBusinessDay) => TradeDate;

/**
 * Last trade dates by the name a configuration uses. `month` is the delivery month, 1 to 12. Sources: the contract specifications of
 * CME, CBOT, COMEX and NYMEX.
 */
export const expiryRules = {
  /** Equity index futures: the third Friday, or the business day before it. */
  third_friday: (year, month, isBusinessDay) => onOrBefore(thirdFriday(year, month), isBusinessDay),
  /** Notes and bonds from ten years: the seventh business day before the last business day of the delivery month. */
  seven_business_days_before_month_end: (year, month, isBusinessDay) =>
    addBusinessDays(lastBusinessDay(year, month, isBusinessDay), -7, isBusinessDay),
  /** Two and five year notes: the last business day of the delivery month. */
  last_business_day: lastBusinessDay,
  /** Metals: the third last business day of the delivery month. */
  third_last_business_day: (year, month, isBusinessDay) =>
    addBusinessDays(lastBusinessDay(year, month, isBusinessDay), -2, isBusinessDay),
  /** Crude oil: three business days before the 25th of the month before, or before the business day preceding it. */
  three_business_days_before_25th_of_prior_month: (year, month, isBusinessDay) =>
    addBusinessDays(onOrBefore(dayOf(year, month - 1, 25), isBusinessDay), -3, isBusinessDay),
} satisfies Record<string, DateOfContract>;

/** The first day on which the next contract is the front one, by the name a configuration uses; given the last trade date. */
export const rollRules = {
  /** Deliverable treasuries: the first position day, two business days before the first business day of the delivery month. */
  first_position_day: (year, month, _expiry, isBusinessDay) =>
    addBusinessDays(firstBusinessDay(year, month, isBusinessDay), -2, isBusinessDay),
  /** Metals: the first notice day, the last business day of the month before delivery. */
  first_notice_day: (year, month, _expiry, isBusinessDay) => lastBusinessDay(year, month - 1, isBusinessDay),
  /** Equity index: the Thursday of the week before the last trade date. */
  eight_days_before_expiry: (_year, _month, expiry) => addDays(expiry, -8),
  /** The day after the last trade date. */
  after_expiry: (_year, _month, expiry) => addDays(expiry, 1),
} satisfies Record<string, (year: number, month: number, expiry: TradeDate, isBusinessDay: IsBusinessDay) => TradeDate>;

export type ExpiryRule = keyof typeof expiryRules;
export type RollRule = keyof typeof rollRules;

export interface ContractDates {
  readonly expiry: TradeDate;
  /** From this day on the next contract is the front one. */
  readonly roll: TradeDate;
}

/** Last trade date and roll day of the contract that delivers in `month` (1 to 12) of `year`. */
export function contractDates(
  rules: { readonly expiry: ExpiryRule; readonly roll: RollRule },
  year: number,
  month: number,
  isBusinessDay: IsBusinessDay,
): ContractDates {
  const expiry = expiryRules[rules.expiry](year, month, isBusinessDay);
  return { expiry, roll: rollRules[rules.roll](year, month, expiry, isBusinessDay) };
}

function thirdFriday(year: number, month: number): TradeDate {
  const first = dayOf(year, month, 1);
  return addDays(first, ((5 - weekdayOf(first) + 7) % 7) + 14);
}

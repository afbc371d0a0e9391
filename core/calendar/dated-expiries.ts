import type { TradeDate } from '../model/time.ts';
import { addDays, dayOf, type IsBusinessDay, onOrBefore, weekdayOf } from './business-day.ts';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof weekdays)[number];

/** On which weekdays contracts expire, for last trade dates from a day on. */
export interface ExpiryDays {
  readonly from: TradeDate;
  /** The last such day of a month. */
  readonly monthly: Weekday;
  /** Of every other week; absent where there are no weekly contracts. */
  readonly weekly?: Weekday | undefined;
}

const numberOf = (weekday: Weekday): number => weekdays.indexOf(weekday) + 1;
const yearMonth = (day: TradeDate): [year: number, month: number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7))];

/** The rule that a nominal day falls under, and the one before any is the oldest. */
const ruleAt = (rules: readonly ExpiryDays[], day: TradeDate): ExpiryDays | undefined =>
  rules.findLast(({ from }) => from <= day) ?? rules[0];

const lastOf = (year: number, month: number, weekday: Weekday): TradeDate => {
  const last = dayOf(year, month + 1, 0);
  return addDays(last, -((weekdayOf(last) - numberOf(weekday) + 7) % 7));
};

/**
 * Last trade date of the contract of a month (1 to 12): the weekday of the rule that the day itself falls under, or the business day before it. Undefined
 * without rules.
 */
export function monthlyExpiry(
  rules: readonly ExpiryDays[],
  year: number,
  month: number,
  isBusinessDay: IsBusinessDay,
): TradeDate | undefined {
  const days = rules.map(({ monthly }) => lastOf(year, month, monthly));
  const at = days.findLastIndex((day, index) => rules[index]!.from <= day);
  const nominal = days[Math.max(at, 0)];
  return nominal && onOrBefore(nominal, isBusinessDay);
}

/** Whether a day is the last one of its month's contract. */
export const isMonthlyExpiry = (rules: readonly ExpiryDays[], day: TradeDate, isBusinessDay: IsBusinessDay): boolean =>
  monthlyExpiry(rules, ...yearMonth(day), isBusinessDay) === day;

/** A product whose weekly contracts ended has none for so many weeks and will have none. */
const WEEKS_WITHOUT = 6;

/**
 * The next last trade dates that the rules give from a day on, ascending: `weeks` of weekly and `months` of monthly contracts, fewer where there are no
 * weekly ones. A week in which a month's contract ends has no contract of its own.
 */
export function datedExpiries(
  rules: readonly ExpiryDays[],
  from: TradeDate,
  isBusinessDay: IsBusinessDay,
  { weeks, months }: { readonly weeks: number; readonly months: number },
): TradeDate[] {
  const [year, month] = yearMonth(from);
  const monthly: TradeDate[] = [];
  for (let at = month; monthly.length < months; at += 1) {
    const [ofYear, ofMonth] = yearMonth(dayOf(year, at, 1));
    const day = monthlyExpiry(rules, ofYear, ofMonth, isBusinessDay);
    if (day === undefined) return [];
    if (day >= from) monthly.push(day);
  }
  const monday = addDays(from, -((weekdayOf(from) + 6) % 7));
  const weekly: TradeDate[] = [];
  for (let week = 0, without = 0; weekly.length < weeks && without < WEEKS_WITHOUT; week += 1) {
    const day = weeklyExpiry(rules, addDays(monday, week * 7), isBusinessDay);
    without = day === undefined ? without + 1 : 0;
    if (day !== undefined && day >= from) weekly.push(day);
  }
  return [...new Set([...weekly, ...monthly])].sort();
}

/** Last trade date of the weekly contract of the week that begins on a Monday; undefined where it has none. */
function weeklyExpiry(
  rules: readonly ExpiryDays[],
  monday: TradeDate,
  isBusinessDay: IsBusinessDay,
): TradeDate | undefined {
  const sunday = addDays(monday, 6);
  const ofMonth = [monday, sunday].map((day) => monthlyExpiry(rules, ...yearMonth(day), isBusinessDay));
  if (ofMonth.some((day) => day !== undefined && day >= monday && day <= sunday)) return undefined;
  const candidates = rules.flatMap(({ weekly }) => (weekly ? [addDays(monday, numberOf(weekly) - 1)] : []));
  const nominal = candidates.find((day) => {
    const rule = ruleAt(rules, day);
    return rule?.weekly !== undefined && numberOf(rule.weekly) === weekdayOf(day);
  });
  if (nominal === undefined) return undefined;
  const day = onOrBefore(nominal, isBusinessDay);
  return day < monday ? undefined : day;
}

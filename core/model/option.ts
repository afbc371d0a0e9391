import type { IsBusinessDay } from '../calendar/business-day.ts';
import { type SeriesDay, standardOptionExpiry, weeklyOptionExpiry } from '../calendar/option-dates.ts';
import type { FutureContract } from './contract.ts';
import type { Price } from './price.ts';
import type { TradeDate } from './time.ts';

export type Right = 'call' | 'put';

/** One expiry of a family of options, without a strike. */
export interface OptionSeries {
  readonly kind: 'series';
  /** The root of the underlying: `ZN`. */
  readonly root: string;
  /** As the exchange calls it, with the week of a weekly: `VY3`, `ZN1`, `OZN`. */
  readonly series: string;
  readonly day: SeriesDay;
  /** 1 to 5, absent for a standard series. */
  readonly week?: number;
  /** Contract month of a standard series, and of a weekly one the month whose week it is. */
  readonly year: number;
  readonly month: number;
  /** Last trade date; `optionClose` gives the instant. */
  readonly expiry: TradeDate;
  readonly underlying: FutureContract;
}

export interface OptionContract extends Omit<OptionSeries, 'kind'> {
  readonly kind: 'option';
  readonly strike: Price;
  readonly right: Right;
}

export interface SeriesWanted {
  readonly root: string;
  /** The exchange's letters without the week: `VY`. */
  readonly letters: string;
  readonly day: SeriesDay;
  readonly week?: number | undefined;
  readonly year: number;
  readonly month: number;
}

const QUARTER = 3;

/**
 * The series of a month and week, its last trade date and its underlying computed for any year; undefined when there is none: the month has
 * no fifth such weekday, or a Friday is the standard series' own. A series is exercised into the future of the next quarterly option that
 * expires on its day or later. Sources: CBOT Rulebook, chapter 19A; CME Group, weekly treasury options.
 */
export function optionSeries(wanted: SeriesWanted, isBusinessDay: IsBusinessDay): OptionSeries | undefined {
  const { root, letters, day, week, year, month } = wanted;
  if (day === 'standard') {
    const expiry = standardOptionExpiry(year, month, isBusinessDay);
    return {
      kind: 'series',
      root,
      series: letters,
      day,
      year,
      month,
      expiry,
      underlying: quarterly(root, year, month),
    };
  }
  const expiry = week === undefined ? undefined : weeklyOptionExpiry(year, month, day, week, isBusinessDay);
  if (week === undefined || expiry === undefined) return undefined;
  const standards = [month, month + 1, month + 2].map((at) => standardOptionExpiry(year, at, isBusinessDay));
  if (day === 'friday' && standards.includes(expiry)) return undefined;
  const own = quarterly(root, year, month);
  const underlying =
    expiry <= standardOptionExpiry(own.year, own.month, isBusinessDay)
      ? own
      : quarterly(root, own.year, own.month + QUARTER);
  return { kind: 'series', root, series: `${letters}${week}`, day, week, year, month, expiry, underlying };
}

/** A series with a strike and a right. */
export const optionContract = (series: OptionSeries, strike: Price, right: Right): OptionContract => ({
  ...series,
  kind: 'option',
  strike,
  right,
});

/** The future of the quarter (March, June, September, December) that a month is in; months beyond December carry over. */
function quarterly(root: string, year: number, month: number): FutureContract {
  const end = Math.ceil(month / QUARTER) * QUARTER;
  return end > 12
    ? { kind: 'future', root, year: year + 1, month: end - 12 }
    : { kind: 'future', root, year, month: end };
}

import { parseDay } from '../calendar/business-day.ts';
import { formatStrike } from '../model/strike-text.ts';
import type { TradeDate } from '../model/time.ts';
import { monthLetter, monthOfLetter, rightLetter, rightOf, strikeOf } from './parts.ts';
import type { Symbology } from './symbology.ts';

const compact = (date: TradeDate): string => date.replaceAll('-', '');
const dateOf = (digits: string): TradeDate | undefined =>
  parseDay(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);

/**
 * `XCMEFFDPSX20250919U0ZN`, `XCMEOCADPS20250714N0VY2/108.75`: the last trade date, the month's letter and a literal 0. The date and the
 * month must belong together. Text of an option without a strike is its series.
 */
export const actantTrades: Symbology = {
  name: 'actanttrades',
  holds: ['future', 'option'],
  parse(text, book) {
    const future = /^XCMEFFDPSX(\d{8})([A-Z])0([A-Z0-9]{2})$/.exec(text);
    if (future) {
      const [, digits = '', letter = '', root = ''] = future;
      const year = Number(digits.slice(0, 4));
      const around = [year, year + 1, year - 1].map((at) => book.future(book.product(root), at, monthOfLetter(letter)));
      return around.find((each) => each !== undefined && book.expiryOf(each) === dateOf(digits));
    }
    const option = /^XCMEO([CP])ADPS(\d{8})([A-Z])0([A-Z]{2,3})(\d?)(?:\/([\d.]+))?$/.exec(text);
    if (!option) return undefined;
    const [, right = '', digits = '', letter = '', letters = '', week = '', strike] = option;
    const expiry = dateOf(digits);
    const entry = book.seriesEntry(letters, week !== '');
    const series = expiry && book.seriesExpiring(entry, expiry);
    if (series === undefined || series.month !== monthOfLetter(letter) || (series.week ?? 0) !== Number(week)) {
      return undefined;
    }
    return strike === undefined ? series : book.option(series, strikeOf(strike, 'decimal'), rightOf(right));
  },
  print(contract, book) {
    const month = `${monthLetter(contract.month)}0`;
    if (contract.kind === 'series') return undefined;
    if (contract.kind === 'option') {
      const head = `XCMEO${rightLetter(contract.right)}ADPS${compact(contract.expiry)}${month}${contract.series}`;
      return `${head}/${formatStrike(contract.strike, 'decimal')}`;
    }
    const expiry = book.expiryOf(contract);
    return expiry && contract.root.length === 2 ? `XCMEFFDPSX${compact(expiry)}${month}${contract.root}` : undefined;
  },
};

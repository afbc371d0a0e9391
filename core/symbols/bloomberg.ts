import { yearDigits, yearOf } from '../model/contract.ts';
import type { OptionContract, OptionSeries } from '../model/option.ts';
import { formatStrike } from '../model/strike-text.ts';
import type { SymbolBook } from './book.ts';
import { monthLetter, monthOfLetter, rightLetter, rightOf, strikeOf, twoDigits, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

const WEEKLY = /^([A-Z]{3})([A-Z])(\d\d)([CP])(\d)$/;
const FRIDAY = /^(\d)([A-Z])([A-Z])(\d\d?)([CP])$/;
const STANDARD = /^([A-Z]{2,3})([A-Z])(\d\d?)([CP])$/;

interface Ticker {
  readonly series: OptionSeries | undefined;
  readonly right: string;
}

/** Reads an option's ticker without its strike: `VBYN25C3`, `1MQ5P`, `TYQ5C`. */
function readTicker(ticker: string, book: SymbolBook): Ticker | undefined {
  const weekly = WEEKLY.exec(ticker);
  if (weekly) {
    const [, letters = '', month = '', year = '', right = '', week] = weekly;
    const entry = book.bloombergSeriesEntry(letters, true);
    return { series: book.series(entry, yearOfTwo(year), monthOfLetter(month), Number(week)), right };
  }
  const friday = FRIDAY.exec(ticker);
  if (friday) {
    const [, week, letters = '', month = '', year = '', right = ''] = friday;
    const entry = book.bloombergSeriesEntry(letters, true);
    return { series: book.series(entry, yearOf(year, book.thisYear), monthOfLetter(month), Number(week)), right };
  }
  const standard = STANDARD.exec(ticker);
  if (!standard) return undefined;
  const [, letters = '', month = '', year = '', right = ''] = standard;
  const entry = book.bloombergSeriesEntry(letters, false);
  return { series: book.series(entry, yearOf(year, book.thisYear), monthOfLetter(month)), right };
}

/** Reads an option's ticker and its strike in points. */
export function readOption(ticker: string, strike: string, book: SymbolBook): OptionContract | undefined {
  const read = readTicker(ticker, book);
  return read && book.option(read.series, strikeOf(strike, 'bloomberg'), rightOf(read.right));
}

/** The ticker of an option without strike and yellow key; undefined where Bloomberg's letters are not known. */
export function optionTicker(option: OptionContract, book: SymbolBook): string | undefined {
  const letters = book.namesOf(option)?.bloomberg?.[0];
  if (letters === undefined) return undefined;
  const month = monthLetter(option.month);
  const right = rightLetter(option.right);
  if (option.day === 'standard') return `${letters}${month}${yearDigits(option.year, book.thisYear)}${right}`;
  if (letters.length === 1) return `${option.week}${letters}${month}${yearDigits(option.year, book.thisYear)}${right}`;
  const year = twoDigits(option.year);
  return year && `${letters}${month}${year}${right}${option.week}`;
}

/** `TYU5 Comdty`, `C Z5 Comdty`, `TYU5 COMB Comdty`, `TYQ5C 111.250 Comdty`, `VBYN25C3 111.750 Comdty`, `1MQ5P 111.500 Comdty`. */
export const bloomberg: Symbology = {
  name: 'bloomberg',
  holds: ['future', 'option'],
  parse(text, book) {
    const option = /^(\S+) ([\d.]+) COMDTY$/.exec(text);
    if (option) return readOption(option[1] ?? '', option[2] ?? '', book);
    const future = /^([A-Z0-9]{1,3}?) ?([FGHJKMNQUVXZ])(\d\d?)(?: COMB)? (COMDTY|INDEX|CURNCY)$/.exec(text);
    if (!future) return undefined;
    const [, root = '', month = '', year = '', key = ''] = future;
    return book.future(book.bloombergProduct(`${root} ${key}`), yearOf(year, book.thisYear), monthOfLetter(month));
  },
  print(contract, book) {
    if (contract.kind === 'series') return undefined;
    if (contract.kind === 'option') {
      const ticker = optionTicker(contract, book);
      return ticker && `${ticker} ${formatStrike(contract.strike, 'bloomberg')} Comdty`;
    }
    const [root, key] = book.product(contract.root)?.symbols?.bloomberg?.split(' ') ?? [];
    if (root === undefined || key === undefined) return undefined;
    return `${root.padEnd(2)}${monthLetter(contract.month)}${yearDigits(contract.year, book.thisYear)} ${key}`;
  },
};

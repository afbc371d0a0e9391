import { monthOf, parseContractCode, yearDigits, yearOf } from '../model/contract.ts';
import { formatStrike } from '../model/strike-text.ts';
import { monthLetter, monthOfLetter, rightLetter, rightOf, strikeOf } from './parts.ts';
import type { Symbology } from './symbology.ts';

const exchanges: ReadonlySet<string> = new Set(['CBOT', 'CME', 'COMEX', 'NYMEX']);

/** The exchange's own: `ZNU5`, `OZNQ5 P11050`, `VY3N5 C11175`; a series alone is `VY3N5`. */
export const cme: Symbology = {
  name: 'cme',
  holds: ['future', 'series', 'option'],
  parse(text, book) {
    const code = parseContractCode(text, book.thisYear);
    const product = code && book.product(code.root);
    if (code && product) {
      return exchanges.has(product.exchange) ? book.future(product, code.year, monthOf(code.month)) : undefined;
    }
    const match = /^([A-Z]{2,3})(\d?)([A-Z])(\d\d?)(?: ([CP])(\d+))?$/.exec(text);
    if (!match) return undefined;
    const [, letters = '', week, month = '', year = '', right, strike = ''] = match;
    const entry = book.seriesEntry(letters, week !== '');
    const series = book.series(entry, yearOf(year, book.thisYear), monthOfLetter(month), Number(week) || undefined);
    return right === undefined ? series : book.option(series, strikeOf(strike, 'cme'), rightOf(right));
  },
  print(contract, book) {
    const tail = `${monthLetter(contract.month)}${yearDigits(contract.year, book.thisYear)}`;
    if (contract.kind === 'future') {
      return exchanges.has(book.product(contract.root)?.exchange ?? '') ? `${contract.root}${tail}` : undefined;
    }
    if (contract.kind === 'series') return `${contract.series}${tail}`;
    return `${contract.series}${tail} ${rightLetter(contract.right)}${formatStrike(contract.strike, 'cme')}`;
  },
};

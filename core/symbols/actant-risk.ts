import { formatStrike } from '../model/strike-text.ts';
import { dayOfText, dayText, monthOfWord, monthYear, rightLetter, rightOf, strikeOf, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

/** `XCME.ZN.SEP25`, `XCME.VY3.21JUL25.111:75.C`, `XCME.OZN.AUG25.111:25.C`; the prefix may be left out. */
export const actantRisk: Symbology = {
  name: 'actantrisk',
  holds: ['future', 'option'],
  parse(text, book) {
    const body = text.replace(/^XCME\./, '');
    const future = /^([A-Z0-9]{2,3})[. ]([A-Z]{3})(\d\d)$/.exec(body);
    if (future) {
      const [, root = '', month = '', year = ''] = future;
      return book.future(book.product(root), yearOfTwo(year), monthOfWord(month));
    }
    const option = /^([A-Z]{2,3})(\d?)\.(\d\d)?([A-Z]{3})(\d\d)\.([\d:]+)\.([CP])$/.exec(body);
    if (!option) return undefined;
    const [, letters = '', week = '', day = '', month = '', year = '', strike = '', right = ''] = option;
    const entry = book.seriesEntry(letters, week !== '');
    if ((day === '') !== (week === '')) return undefined;
    const expiry = dayOfText(`${day}${month}${year}`);
    const series =
      week === ''
        ? book.series(entry, yearOfTwo(year), monthOfWord(month))
        : expiry && book.seriesExpiring(entry, expiry);
    if (week !== '' && series?.week !== Number(week)) return undefined;
    return book.option(series, strikeOf(strike, 'colon'), rightOf(right));
  },
  print(contract) {
    if (contract.kind === 'series') return undefined;
    if (contract.kind === 'future') {
      const month = monthYear(contract.year, contract.month);
      return month && `XCME.${contract.root}.${month}`;
    }
    const date = contract.day === 'standard' ? monthYear(contract.year, contract.month) : dayText(contract.expiry);
    const strike = formatStrike(contract.strike, 'colon');
    return date && `XCME.${contract.series}.${date}.${strike}.${rightLetter(contract.right)}`;
  },
};

import { dayOf } from '../calendar/business-day.ts';
import type { Contract } from '../model/any-contract.ts';
import type { DatedContract } from '../model/dated-contract.ts';
import { priceToDecimal } from '../model/price.ts';
import type { SymbolBook } from './book.ts';
import { monthOfWord, monthWord, strikeOf, twoDigits, yearOfTwo } from './parts.ts';
import type { Symbology } from './symbology.ts';

const MONTHLY = /^(\d\d)([A-Z]{3})(?:FUT|(\d+(?:\.\d+)?)(CE|PE))$/;
const WEEKLY = /^(\d\d)([1-9OND])(\d\d)(\d+(?:\.\d+)?)(CE|PE)$/;
const MONTHS = '123456789OND';
const EXCHANGE = /^(?:NSE|BSE|NFO|BFO):/;

type Kited = Extract<Contract, { kind: 'dated' | 'outright' }>;

const optionOf = (strike: string, type: string): DatedContract['option'] => {
  const at = strikeOf(strike, 'decimal');
  return at === undefined ? undefined : { strike: at, right: type === 'CE' ? 'call' : 'put' };
};

/** What stands behind the root: `26NOVFUT`, `26NOV26000CE`, `26N2426000CE`. */
function readTail(root: string, tail: string, book: SymbolBook): DatedContract | undefined {
  const monthly = MONTHLY.exec(tail);
  if (monthly) {
    const [, year = '', month = '', strike, type = ''] = monthly;
    const expiry = book.monthlyOf(root, yearOfTwo(year), monthOfWord(month));
    return book.dated(root, expiry, strike === undefined ? undefined : optionOf(strike, type));
  }
  const [, year = '', month = '', day = '', strike = '', type = ''] = WEEKLY.exec(tail) ?? [];
  const option = optionOf(strike, type);
  if (day === '' || option === undefined) return undefined;
  const ofMonth = MONTHS.indexOf(month) + 1;
  const expiry = dayOf(yearOfTwo(year), ofMonth, Number(day));
  // 31 November, and the day that has its month's own name
  if (Number(expiry.slice(8)) !== Number(day) || expiry === book.monthlyOf(root, yearOfTwo(year), ofMonth))
    return undefined;
  return book.dated(root, expiry, option);
}

/**
 * Zerodha's trading symbols: `NIFTY26NOVFUT`, `NIFTY26NOV26000CE` of the contract that ends its month, `NIFTY26N1726000CE` of a week (months 1 to 9, O, N, D),
 * `NIFTY 50` of an index, `INFY` of a share; the exchange in front (`NFO:`) may be there and is not printed.
 */
export const kite: Symbology<Kited> = {
  name: 'kite',
  holds: ['dated', 'outright'],
  parse(text, book) {
    const name = text.replace(EXCHANGE, '');
    const outright = book.outrightNamed('kite', name);
    if (outright) return outright;
    for (const { root } of book.datedRoots) {
      const found = name.startsWith(root) ? readTail(root, name.slice(root.length), book) : undefined;
      if (found) return found;
    }
    return undefined;
  },
  print(contract, book) {
    if (contract.kind === 'outright') return book.nameOfOutright('kite', contract.root);
    const { root, expiry, option } = contract;
    const [ofYear, month, day] = [Number(expiry.slice(0, 4)), Number(expiry.slice(5, 7)), expiry.slice(8)];
    const year = twoDigits(ofYear);
    const monthly = expiry === book.monthlyOf(root, ofYear, month);
    if (year === undefined || (!option && !monthly)) return undefined;
    const date = monthly ? `${year}${monthWord(month)}` : `${year}${MONTHS[month - 1]}${day}`;
    if (!option) return `${root}${date}FUT`;
    return `${root}${date}${priceToDecimal(option.strike)}${option.right === 'call' ? 'CE' : 'PE'}`;
  },
};

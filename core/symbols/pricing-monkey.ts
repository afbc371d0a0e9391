import { yearDigits, yearOf } from '../model/contract.ts';
import { priceToDecimal } from '../model/price.ts';
import { optionTicker, readOption } from './bloomberg.ts';
import { monthLetter, monthOfLetter } from './parts.ts';
import type { Symbology } from './symbology.ts';

const KEY = 'COMDTY';

/**
 * Bloomberg's tickers without the yellow key, and the right as a word: `TYU5`, `TYQ5C 111.25 call`, `VBYN25C3 111.75 call`; `TYQ5 111.25 call` is read
 * too.
 */
export const pricingMonkey: Symbology = {
  name: 'pricingmonkey',
  holds: ['future', 'option'],
  parse(text, book) {
    const option = /^(\S+) (\d+(?:\.\d+)?) (CALL|PUT)$/.exec(text);
    if (option) {
      const [, ticker = '', strike = '', right = ''] = option;
      const read = readOption(ticker, strike, book) ?? readOption(`${ticker}${right.charAt(0)}`, strike, book);
      return read?.right.toUpperCase() === right ? read : undefined;
    }
    const future = /^([A-Z]{2,3})([A-Z])(\d\d?)$/.exec(text);
    if (!future) return undefined;
    const [, root = '', month = '', year = ''] = future;
    const product = book.bloombergProduct(`${root} ${KEY}`);
    return product?.options && book.future(product, yearOf(year, book.thisYear), monthOfLetter(month));
  },
  print(contract, book) {
    if (contract.kind === 'series') return undefined;
    if (contract.kind === 'option') {
      const ticker = optionTicker(contract, book);
      return ticker && `${ticker} ${priceToDecimal(contract.strike, 2)} ${contract.right}`;
    }
    const product = book.product(contract.root);
    const root = product?.options && product.symbols?.bloomberg?.split(' ')[0];
    return root && `${root}${monthLetter(contract.month)}${yearDigits(contract.year, book.thisYear)}`;
  },
};

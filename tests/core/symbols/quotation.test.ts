import { expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { SymbolBook } from '../../../core/symbols/book.ts';
import { quotationOf } from '../../../core/symbols/quotation.ts';

const book = new SymbolBook((await loadConfig('config')).instruments, 2026);

test.each([
  ['OZN', 'sixtyFourths', '0.015625'],
  ['vy3', 'sixtyFourths', '0.015625'],
  ['OZF', 'sixtyFourths', '0.0078125'],
  ['VY3N5 C11175', 'sixtyFourths', '0.015625'],
  ['XCME.OZN.AUG25.111:25.C', 'sixtyFourths', '0.015625'],
  ['TYU5 Comdty', 'thirtySeconds', '0.015625'],
  ['ZFU5', 'thirtySeconds', '0.0078125'],
])('%s is quoted in %s by %s', (text, kind, tick) => {
  const quotation = quotationOf(text, book);
  expect([quotation?.priceStyle.kind, quotation && priceToDecimal(quotation.tick)]).toEqual([kind, tick]);
});

test.each(['ZN', 'ZN9', 'OZQ', 'NIFTY', ''])('"%s" names no contract and no series', (text) => {
  expect(quotationOf(text, book)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { bookFill } from '../../../core/pnl/book-fill.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { fillsOf } from './fills.ts';

const [bought, sold] = fillsOf([
  { contracts: 2, price: '110' },
  { contracts: -1, price: '111' },
]);

test('what cannot be booked is given with the reason and changes nothing', () => {
  const book = new LotBook(() => 1_000);
  expect(bookFill(book, bought!)).toEqual([]);
  const other = { ...bought!, price: priceFromDecimal('112') };
  expect(bookFill(book, other)).toEqual({ fill: other, reason: expect.stringContaining('another content (price 112') });
  const half = { ...sold!, quantity: 0.5 as never };
  expect(bookFill(book, half)).toEqual({ fill: half, reason: expect.stringContaining('is of 0.5 contracts') });
  expect(bookFill(book, sold!)).toMatchObject([{ quantity: 1, realized: 1_000e6 }]);
});

test('an instrument that the book does not know is no matter of the fill', () => {
  const book = new LotBook(() => {
    throw new RangeError('unknown');
  });
  expect(() => bookFill(book, bought!)).toThrow('unknown');
});

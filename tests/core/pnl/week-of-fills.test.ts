import { describe, expect, test } from 'vitest';
import { type Money, moneyToDecimal } from '../../../core/model/money.ts';
import { price, priceFromDecimal } from '../../../core/model/price.ts';
import type { TradeDate } from '../../../core/model/time.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import { lotMethods } from '../../../core/pnl/methods.ts';
import { book, multiplierOf, openLots, realizedBy } from './book.ts';
import { type FillTerms, fillsOf } from './fills.ts';

/** 83 fills of one contract, `quantity@n` with the price 111 + n/64; each list is a day. */
const days = [
  ['2025-06-27', '+10@51 +5@54 +2@54 +3@54 +10@56'],
  ['2025-06-30', '+10@54 +1@57 +5@57 -1@55'],
  [
    '2025-07-01',
    '+45@53 +34@53 +16@53 +5@52 -5@51 -5@51 -20@51 +5@53 +5@50 +10@48 +10@47 +10@47 +10@47 +6@47 +1@47 +3@47 +1@57 +10@56 +186@56',
  ],
  [
    '2025-07-02',
    '+20@53 +40@50 +80@47 -1@42 -149@37 +362@36 +724@36 +17@37 +14@37 +1@46 +1@47 -1@46 -2@46 -3@46 -2@46 -1@46 -5@49 -1027@49 -440@48 -13@49 -987@48',
  ],
  ['2025-07-03', '-20@16 -2@15 -1@11 -3@12 +1@13 +1@14 +1@14 +1@17 +2@17 +1@15 +1@15 -727@14 -44@14 -1@14'],
  ['2025-07-04', '+1@23 +1@23 +1@23 +1@23 +1@23 +1@23'],
  ['2025-07-05', '+402@23 +575@24 +807@25 -1@22 +1@23 +1@23 -1@22 +1@23'],
  ['2025-07-07', '+1@-1 -1@0 -1@1 +1@-3 +1@-3 +1@-4'],
] as const;

const eightyThree = fillsOf(
  days.flatMap(([tradeDate, text]) =>
    text.split(' ').map((word): FillTerms => {
      const [contracts, sixtyFourths] = word.split('@').map(Number) as [number, number];
      return { contracts, price: price(111_000_000_000 + sixtyFourths * 15_625_000), tradeDate };
    }),
  ),
);

/** Number of the fill, realized, open lots after it. */
const realizations =
  `9 -31.25 8; 14 -78.125 11; 15 -156.25 11; 16 -625 10; 32 -78.125 25; 33 -28437.5 22; 40 -15.625 27; 41 140.625 26;
  42 421.875 26; 43 281.25 26; 44 140.625 26; 45 937.5 26; 46 208312.5 23; 47 -18453.125 0; 54 -15.625 6; 55 -31.25 6; 56 -31.25 5; 57 -93.75 4;
  58 -62.5 3; 59 15.625 3; 60 15.625 3; 64 -140.625 5; 65 -140.625 5; 66 -140.625 5; 67 -140.625 5; 68 -140.625 5; 69 -140.625 5; 70 -56531.25 4;
  71 13250 2; 72 290218.75 0; 74 -15.625 0; 76 -15.625 0; 79 15.625 1; 80 -343.75 0`
    .split(/;\s*/)
    .map((entry) => entry.trim().split(' '));

describe('E1: 83 fills of a week', () => {
  test('last in first out gives each realization, with the lots left', () => {
    const lots = new LotBook(multiplierOf, lifo);
    const rows: string[][] = [];
    for (const [index, fill] of eightyThree.entries()) {
      const realized = realizedBy(lots.apply(fill));
      const open = lots.position(fill)!.lots().length;
      if (realized !== 0) rows.push([String(index + 1), moneyToDecimal(realized), String(open)]);
    }
    expect(rows).toEqual(realizations);
  });

  test.each([fifo, lifo])('$name ends at the same total and lots', (method) => {
    const { position } = book(eightyThree, method);
    const mark = priceFromDecimal('111');
    expect({
      fills: eightyThree.length,
      realized: moneyToDecimal(position.realized),
      quantity: position.quantity,
      lots: openLots(position).sort(),
      whole: moneyToDecimal((position.realized + position.unrealized(mark)) as Money),
    }).toEqual({
      fills: 83,
      realized: '407890.625',
      quantity: 3,
      lots: ['1@110.9375', '1@110.953125', '1@110.953125'],
      whole: '408046.875',
    });
  });

  test('each day realizes its own part', () => {
    const { position } = book(eightyThree, lifo);
    const byDate = days.map(([date]) => [date, moneyToDecimal(position.realizedOn(date as TradeDate))]);
    expect(byDate).toEqual([
      ['2025-06-27', '0'],
      ['2025-06-30', '-31.25'],
      ['2025-07-01', '-859.375'],
      ['2025-07-02', '163250'],
      ['2025-07-03', '-203.125'],
      ['2025-07-04', '-843.75'],
      ['2025-07-05', '246906.25'],
      ['2025-07-07', '-328.125'],
    ]);
  });

  test('days end after fills 5, 9, 28, 49, 63, 69, 77 and 83, with these positions', () => {
    const lots = new LotBook(multiplierOf, lifo);
    let fills = 0;
    const ends = days.map(([date]) => {
      for (const fill of eightyThree.filter(({ tradeDate }) => tradeDate === date)) {
        lots.apply(fill);
        fills += 1;
      }
      return [fills, [...lots.positions()][0]!.quantity];
    });
    expect(ends).toEqual([
      [5, 30],
      [9, 45],
      [28, 372],
      [49, -1000],
      [63, -1790],
      [69, -1784],
      [77, 1],
      [83, 3],
    ]);
  });

  test.each(Object.values(lotMethods))('$name comes to 408,046.875 at 111', (method) => {
    const { position } = book(eightyThree, method);
    expect(moneyToDecimal((position.realized + position.unrealized(priceFromDecimal('111'))) as Money)).toBe(
      '408046.875',
    );
  });
});

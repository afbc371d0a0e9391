import { describe, expect, test } from 'vitest';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { entryPrice } from '../../../core/pnl/entry-price.ts';
import type { LotMethodName } from '../../../core/pnl/method.ts';
import { lotMethodNames, lotMethods } from '../../../core/pnl/methods.ts';
import { book, multiplierOf } from './book.ts';
import { fillsOf, parseFills } from './fills.ts';

const left = (method: LotMethodName, text: string, instrument = 'POINTS') => {
  const { realized, position } = book(parseFills(text, instrument), lotMethods[method]);
  const lots = position.lots().map((lot) => {
    const at = entryPrice(lot, multiplierOf(instrument), lotMethods[method]);
    return `${Math.sign(position.quantity) * lot.quantity}@${priceToDecimal(at)}`;
  });
  return { total: moneyToDecimal(position.realized), realized: realized.filter((amount) => amount !== '0'), lots };
};

test('methods are found by their names', () => {
  expect(lotMethodNames).toEqual(Object.keys(lotMethods));
  expect(lotMethodNames.map((name) => lotMethods[name].name)).toEqual(lotMethodNames);
});

describe('vectors in points', () => {
  test.each([
    ['T21', 'fifo', 'B10@100 S10@110', '100', []],
    ['T22', 'fifo', 'B10@100 S5@110', '50', ['5@100']],
    ['T23', 'fifo', 'S10@100 B10@90', '100', []],
    ['T24', 'fifo', 'B5@100 B5@105 S5@110', '50', ['5@105']],
    ['T26', 'average', 'B10@110.0 S5@110.25 B3@110.125', '1.25', ['8@110.046875']],
    ['T27', 'fifo', 'B7@110.03125 S7@110.71875', '4.8125', []],
    ['T28', 'fifo', 'S10@105.5 B10@104.25', '12.5', []],
    ['T29 15', 'fifo', 'B15@0.1 S15@0.3', '3', []],
    ['T29 100', 'fifo', 'B100@0.01 S100@0.015', '0.5', []],
    ['T29 50', 'fifo', 'B50@2.125 S50@2.375', '12.5', []],
  ] as const)('%s', (_name, method, text, total, lots) => {
    expect(left(method, text)).toMatchObject({ total, lots });
  });

  test.each([
    ['fifo', ['3.5', '1.75']],
    ['lifo', ['2.25', '3']],
    ['average', ['2.916667', '2.333333']],
    ['highest', ['2.25', '3']],
  ] as const)('T30 by %s: 5.25', (method, realized) => {
    const fills = 'B10@110 B5@110.25 S7@110.5 S8@110.375';
    expect(left(method, fills)).toEqual({ total: '5.25', realized: [...realized], lots: [] });
  });

  test('T22: five left are worth 50 more at 110', () => {
    const { position } = book(parseFills('B10@100 S5@110', 'POINTS'));
    expect(moneyToDecimal(position.unrealized(priceFromDecimal('110')))).toBe('50');
  });
});

describe('average', () => {
  test('is kept as cost over quantity, so that a third of a point is not lost', () => {
    expect(left('average', 'B1@100 B2@101 S1@102 S1@102 S1@102')).toEqual({
      total: '4',
      realized: ['1.333333', '1.333334', '1.333333'],
      lots: [],
    });
  });

  test('does not drift when a pool is closed one by one', () => {
    const fills = fillsOf([
      { contracts: 2_000, price: '100', instrument: 'POINTS' },
      { contracts: 999, price: '100.000001', instrument: 'POINTS' },
      ...Array.from({ length: 2_998 }, () => ({ contracts: -1, price: '100', instrument: 'POINTS' })),
    ]);
    const { position } = book(fills, lotMethods.average);
    expect(position.lots().map(({ cost }) => moneyToDecimal(cost))).toEqual(['100']);
    expect(moneyToDecimal(position.realized)).toBe('-0.000999');
  });

  test('a close names the oldest execution of the pool as its entry, with the cost of the pool', () => {
    const { lots } = book(parseFills('B1@100 B1@102', 'POINTS'), lotMethods.average);
    const [, , exit] = parseFills('B1@100 B1@102 S1@103', 'POINTS');
    expect(
      lots
        .apply(exit!)
        .map(({ entry, cost, realized }) => [entry.executionId, moneyToDecimal(cost), moneyToDecimal(realized)]),
    ).toEqual([['E-1', '101', '2']]);
  });
});

describe('highest cost', () => {
  test.each([
    ['long: the dearest goes first', 'B1@100 B1@103 B1@101 S2@104', '4', ['1@100']],
    ['short: the cheapest goes first', 'S1@100 S1@98 S1@101 B2@99', '0', ['-1@101']],
    ['through zero', 'B1@100 B1@102 S3@101', '0', ['-1@101']],
  ])('%s', (_name, text, realized, lots) => {
    const found = left('highest', text);
    expect([found.total, found.lots]).toEqual([realized, lots]);
  });

  test('of equal prices the oldest goes first', () => {
    const { lots } = book(parseFills('B1@100 B2@100 B1@99', 'POINTS'), lotMethods.highest);
    const exit = parseFills('B1@1 B1@1 B1@1 S3@100', 'POINTS')[3]!;
    expect(lots.apply(exit).map(({ entry, quantity }) => [entry.executionId, quantity])).toEqual([
      ['E-1', 1],
      ['E-2', 2],
    ]);
  });
});

test('B21-24 to 27: lots of micro futures by their multiplier', () => {
  const worth = (text: string, multiplier: number) =>
    book(parseFills(text, 'POINTS')).realized.map((points) => Number(points) * multiplier);
  expect(worth('B2@21000 B1@21005 S3@21010', 2).at(-1)).toBe(50);
  expect(worth('S2@21000 B3@20990', 2).at(-1)).toBe(40);
  expect(worth('B4@6000 S4@5997.25', 5).at(-1)).toBe(-55);
  expect(worth('B1@6000 S1@5997.25', 50).at(-1)).toBe(-137.5);
  expect(worth('B1@2200 S1@2203', 5).at(-1)).toBe(15);
});

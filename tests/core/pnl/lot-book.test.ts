import { describe, expect, test } from 'vitest';
import { type Money, moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { fifo } from '../../../core/pnl/fifo.ts';
import { lifo } from '../../../core/pnl/lifo.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { LotMethod } from '../../../core/pnl/method.ts';
import { book, multiplierOf, openLots } from './book.ts';
import { type FillTerms, fillsOf, parseFills } from './fills.ts';

describe('realized and left over', () => {
  test.each([
    ['T1', fifo, 'B10@110.25 S10@111.00', ['0', '7500'], []],
    ['T2', fifo, 'B10@110.25 S6@110.50', ['0', '1500'], ['4@110.25']],
    ['T3 first in', fifo, 'B5@4000 B5@4010 B5@4020 S5@4015', ['0', '0', '0', '75000'], ['5@4010', '5@4020']],
    ['T3 last in', lifo, 'B5@4000 B5@4010 B5@4020 S5@4015', ['0', '0', '0', '-25000'], ['5@4010', '5@4000']],
    ['T4 first in', fifo, 'B10@112.50 B5@112.25 S12@112.75', ['0', '0', '3500'], ['3@112.25']],
    ['T4 last in', lifo, 'B10@112.50 B5@112.25 S12@112.75', ['0', '0', '4250'], ['3@112.5']],
    ['T5', fifo, 'S1@111.25 B1@111.21875', ['0', '31.25'], []],
    ['T6', fifo, 'S5@111.25 B3@111.20 B4@111.15 S2@111.18', ['0', '150', '200', '60'], []],
    ['T7', fifo, 'B100@110.0 S100@110.00390625', ['0', '390.625'], []],
    ['T8', fifo, 'B20@75 S20@76', ['0', '20000'], []],
    ['T11', fifo, 'B100@3.50 S40@3.60', ['0', '4000'], ['60@3.5']],
    [
      'T19',
      fifo,
      'S1@111.25 B1@111.21875 B1@111.15625 B1@111.109375',
      ['0', '31.25', '0', '0'],
      ['1@111.15625', '1@111.109375'],
    ],
  ] as const)('%s: %s', (_name, method, text, realized, left) => {
    const result = book(parseFills(text), method);
    expect([result.realized, openLots(result.position)]).toEqual([realized, left]);
  });

  test('T12: the multiplier is the instrument’s', () => {
    const totals = ['ZTZ6', 'ZNZ6'].map((id) => book(parseFills('B10@112.50 S10@112.75', id)).realized.at(-1));
    expect(totals).toEqual(['5000', '2500']);
  });

  test('T20: twelve lots of one day close in the order they came', () => {
    const buys = Array.from({ length: 12 }, (_, index) => `B1@${100 + index}`).join(' ');
    const last = (method: LotMethod) => book(parseFills(`${buys} S1@112 S1@112`), method).realized.slice(-2);
    expect([last(fifo), last(lifo)]).toEqual([
      ['12000', '11000'],
      ['1000', '2000'],
    ]);
  });
});

describe('unrealized', () => {
  test.each([
    ['T9', 'B10@110.25 S4@110.50', '110.75', '3000'],
    ['T10', 'B5@4000', '4010', '50000'],
    ['short', 'S10@100', '90', '100000'],
    ['flat', 'B1@100 S1@101', '90', '0'],
  ])('%s', (_name, text, mark, expected) => {
    expect(moneyToDecimal(book(parseFills(text)).position.unrealized(priceFromDecimal(mark)))).toBe(expected);
  });

  test.each([
    ['T13 ten-year', 'ZNZ6', '10000'],
    ['T13 two-year', 'ZTZ6', '20000'],
  ])('%s: a settlement a point higher', (_name, instrument, expected) => {
    const { position } = book(parseFills('B10@100', instrument));
    const change = position.unrealized(priceFromDecimal('101')) - position.unrealized(priceFromDecimal('100'));
    expect(moneyToDecimal(change as Money)).toBe(expected);
  });
});

describe('a match', () => {
  test('names both executions', () => {
    const [entry, exit] = parseFills('B10@110.25 S6@110.50');
    const lots = new LotBook(multiplierOf);
    lots.apply(entry!);
    expect(lots.apply(exit!)).toEqual([
      {
        position: { instrument: 'ZNZ6', account: 'DEMO', strategy: 'manual' },
        side: 'long',
        entry,
        exit,
        quantity: 6,
        cost: moneyFromDecimal('661500'),
        realized: moneyFromDecimal('1500'),
        entryFee: 0,
        exitFee: 0,
      },
    ]);
  });

  test('through zero closes what there was and opens the rest', () => {
    const { lots, position } = book(parseFills('B4@110 B2@110.5 S10@111'));
    expect([
      position.quantity,
      openLots(position),
      moneyToDecimal(position.cost),
      moneyToDecimal(position.realized),
    ]).toEqual([-4, ['4@111'], '-444000', '5000']);
    const [cover] = fillsOf([{ contracts: 4, price: '110' }]).map((fill) => ({ ...fill, executionId: 'C' as never }));
    expect(lots.apply(cover!).map(({ side, realized }) => [side, moneyToDecimal(realized)])).toEqual([
      ['short', '4000'],
    ]);
  });
});

describe('keys', () => {
  test('instruments, accounts and strategies do not disturb each other', () => {
    const terms: FillTerms[] = [
      { contracts: 5, price: '110' },
      { contracts: -5, price: '6000', instrument: 'ESZ6' },
      { contracts: -2, price: '111', account: 'OTHER' },
      { contracts: -3, price: '111', strategy: 'maker' },
      { contracts: -5, price: '110.5' },
    ];
    const { lots } = book(fillsOf(terms));
    const rows = [...lots.positions()].map(({ key, quantity, realized }) => [
      ...Object.values(key),
      quantity,
      moneyToDecimal(realized),
    ]);
    expect(rows).toEqual([
      ['ZNZ6', 'DEMO', 'manual', 0, '2500'],
      ['ZNZ6', 'DEMO', 'maker', -3, '0'],
      ['ZNZ6', 'OTHER', 'manual', -2, '0'],
      ['ESZ6', 'DEMO', 'manual', -5, '0'],
    ]);
    expect([...lots.positions('ESZ6')].map(({ key }) => key.instrument)).toEqual(['ESZ6']);
    expect([...lots.positions('GCZ6')]).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { baseOfFills } from '../../../core/ladder/base.ts';
import { moneyToDecimal } from '../../../core/model/money.ts';
import { at } from './golden.ts';

describe('the base of a start of day', () => {
  const cases: [
    name: string,
    fills: [price: string, quantity: number][],
    spot: string,
    quantity: number,
    pnl: string,
  ][] = [
    [
      'L6',
      [
        ['110', 5],
        ['110.125', -2],
        ['110.25', 4],
      ],
      '110.265625',
      7,
      '1109.375',
    ],
    [
      'L7',
      [
        ['110.25', -3],
        ['110.5', 3],
      ],
      '110.265625',
      0,
      '-750',
    ],
    [
      'L8',
      [
        ['110.25', 10],
        ['110.5', -4],
      ],
      '110.375',
      6,
      '1750',
    ],
    ['nothing', [], '110.375', 0, '0'],
    ['off the grid', [['110.123456789', 1]], '110.25', 1, '126.543211'],
  ];
  it.each(cases)('%s', (_, fills, spot, quantity, pnl) => {
    const given = fills.map(([price, contracts]) => ({ price: at(price), quantity: contracts }));
    for (const order of [given, given.toReversed()]) {
      const base = baseOfFills(order, at(spot), 1_000);
      expect([base.quantity, moneyToDecimal(base.pnl)]).toEqual([quantity, pnl]);
    }
  });

  it('refuses a part of a contract', () => {
    expect(() => baseOfFills([{ quantity: 0.5, price: at('110') }], at('110'), 1_000)).toThrow(
      '0.5 is no whole number of contracts',
    );
  });
});

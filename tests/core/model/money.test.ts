import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutOfRange } from '../../../core/errors.ts';
import { divideHalfEven, divideHalfEvenBig } from '../../../core/model/decimal.ts';
import { addMoney, money, moneyFromDecimal, moneyToDecimal, priceValue, shareOf } from '../../../core/model/money.ts';
import { price, priceFromDecimal } from '../../../core/model/price.ts';

test.each([
  ['407890.625', 407_890_625_000, '407890.625'],
  ['-31.25', -31_250_000, '-31.25'],
  ['0.000001', 1, '0.000001'],
  ['9007199254.740991', Number.MAX_SAFE_INTEGER, '9007199254.740991'],
])('%s', (text, micros, printed) => {
  expect([moneyFromDecimal(text), moneyToDecimal(moneyFromDecimal(text))]).toEqual([micros, printed]);
});

test('what is finer than a micro or too large is refused', () => {
  expect(() => moneyFromDecimal('0.0000001')).toThrow('more than 6 decimals at character 9 of "0.0000001"');
  expect(() => moneyFromDecimal('9007199254.740992')).toThrow(OutOfRange);
  expect(() => money(1.5)).toThrow(OutOfRange);
  expect(() => addMoney(money(Number.MAX_SAFE_INTEGER), money(1))).toThrow(OutOfRange);
});

describe('what contracts are worth', () => {
  test.each([
    ['a ZN tick', '0.015625', 1, 1_000, '15.625'],
    ['a ZT tick', '0.00390625', 1, 2_000, '7.8125'],
    ['an ES tick, short', '0.25', -4, 50, '-50'],
    ['an MNQ tick', '0.25', 1, 2, '0.5'],
    ['a NIFTY tick', '0.05', 1, 1, '0.05'],
    ['a note bought and sold', '0.75', 10, 1_000, '7500'],
    ['nothing', '0', -5, 1_000, '0'],
    ['a fraction of a dollar a point', '0.5', 3, 0.1, '0.15'],
    ['a tie goes to the even micro', '0.00000001', 1, 50, '0'],
    ['and upwards when that is even', '0.00000003', 1, 50, '0.000002'],
    ['negative ties too', '-0.00000003', 1, 50, '-0.000002'],
    ['more than a double holds in between', '21480.504', 4_000, 20, '1718440320'],
  ])('%s', (_name, points, contracts, multiplier, expected) => {
    const value = priceValue(priceFromDecimal(points), contracts, multiplier);
    expect([moneyToDecimal(value), Object.is(value, -0)]).toEqual([expected, false]);
  });

  test('an amount that money cannot hold is refused', () => {
    expect(() => priceValue(priceFromDecimal('21480'), 1_000_000, 20)).toThrow(OutOfRange);
  });

  test('every product equals the exact one, or is refused', () => {
    const nanoPoints = fc.oneof(
      fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
      fc.integer({ min: -9_999, max: 9_999 }),
    );
    const multipliers = fc.constantFrom(1, 2, 5, 20, 50, 100, 1_000, 2_000, 12_500);
    fc.assert(
      fc.property(nanoPoints, fc.integer({ min: -500, max: 500 }), multipliers, (units, contracts, multiplier) => {
        const exact = divideHalfEvenBig(BigInt(units) * BigInt(contracts) * BigInt(multiplier), 1_000n);
        const value = () => BigInt(priceValue(price(units), contracts, multiplier));
        if (Number.isSafeInteger(Number(exact))) expect(value()).toBe(exact);
        else expect(value).toThrow(OutOfRange);
      }),
    );
  });
});

test('shares of a whole, half to even', () => {
  expect([
    shareOf(money(10), 1, 4),
    shareOf(money(30), 1, 4),
    shareOf(money(-10), 1, 4),
    shareOf(money(9), 3, 3),
  ]).toEqual([2, 8, -2, 9]);
});

test('numbers and bigints round alike', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 10 ** 12 }), (dividend, divisor) => {
      expect(BigInt(divideHalfEven(dividend, divisor))).toBe(divideHalfEvenBig(BigInt(dividend), BigInt(divisor)));
    }),
  );
});

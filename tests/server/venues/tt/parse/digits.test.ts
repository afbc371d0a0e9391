import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceToDecimal } from '../../../../../core/model/price.ts';
import {
  instantOf,
  moneyOf,
  nanosecondsOf,
  priceOf,
  unitsOf,
  wholeOf,
} from '../../../../../server/venues/tt/parse/digits.ts';

describe('numbers as JSON writes them', () => {
  it.each([
    ['110.171875', '110.171875'],
    ['104.28515625', '104.28515625'],
    ['70.12000000000001', '70.12'],
    ['-0.0078125', '-0.0078125'],
    ['1.1e2', '110'],
    ['5E-05', '0.00005'],
    ['110.20089285714286', '110.200892857'],
    ['0', '0'],
    ['-0.0', '0'],
  ])('%s is the price %s', (text, decimal) => expect(priceToDecimal(priceOf(text))).toBe(decimal));

  it.each(['', '-', 'abc', '1,5', '1e999', '0x10', ' 1', 'NaN', 'Infinity', '9'.repeat(41), '1e41', '99999999'])(
    '%j is no price',
    (text) => expect(() => priceOf(text)).toThrow(),
  );

  it.each([
    ['70.0', 70],
    ['-20', -20],
    ['2E1', 20],
  ])('%s is the whole number %i', (text, whole) => expect(wholeOf(text)).toBe(whole));

  it('refuses a part of a contract', () => expect(() => wholeOf('0.5')).toThrow('0.5 is no whole number'));

  it.each([
    ['-0.07700000365730375', -77_000],
    ['1.7855000848066993', 1_785_500],
    ['0.0000005', 0],
    ['0.0000015', 2],
  ])('%s is money of %i millionths', (text, micros) => expect(moneyOf(text)).toBe(micros));

  it('reads what a double prints to the nearest billionth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 52), max: 2 ** 52 }), (nanos) => {
        expect(priceOf(priceToDecimal(nanos as Parameters<typeof priceToDecimal>[0]))).toBe(nanos);
      }),
    );
  });

  it('reads any double that is a price', () => {
    fc.assert(
      fc.property(fc.double({ min: -1_000_000, max: 1_000_000, noNaN: true }), (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-38);
        expect(Math.abs(Number(unitsOf(String(value), 9)) - value * 1e9)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('nanoseconds', () => {
  it('are cut to the microsecond that they fall into', () =>
    expect(instantOf(1747328540354606867n)).toBe(1747328540354606));

  it('begin with their microsecond', () =>
    expect(nanosecondsOf(instantOf(1747328540354606867n))).toBe(1747328540354606000n));
});

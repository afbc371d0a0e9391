import { expect, test } from 'vitest';
import { quantity, sideSign, signedQuantity, withSide } from '../../../core/model/quantity.ts';

test('whole contracts only', () => {
  expect([
    quantity(0),
    quantity(12),
    signedQuantity(-3),
    withSide(quantity(3), 'sell'),
    withSide(quantity(0), 'sell'),
  ]).toEqual([0, 12, -3, -3, 0]);
  for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => quantity(wrong)).toThrow(`${wrong} is no quantity`);
  }
  expect(() => signedQuantity(0.5)).toThrow('0.5 is no whole number of contracts');
});

test('sides', () => {
  expect([sideSign('buy'), sideSign('sell')]).toEqual([1, -1]);
});

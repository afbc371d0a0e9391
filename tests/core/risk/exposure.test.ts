import { describe, expect, it } from 'vitest';
import type { Money } from '../../../core/model/money.ts';
import { moneyFromDecimal, moneyToDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { exposureOf, leverageOf, totalExposure } from '../../../core/risk/exposure.ts';

const valued = (quantity: number, price: string, multiplier: number) => ({
  quantity,
  price: priceFromDecimal(price),
  multiplier,
});

describe('exposure', () => {
  it.each<[string, ReturnType<typeof valued>, string]>([
    ['two ES, a point worth 50', valued(2, '6123.25', 50), '612325'],
    ['the same short', valued(-2, '6123.25', 50), '612325'],
    ['three MNQ, a point worth 2', valued(3, '21480.5', 2), '128883'],
    ['a note in 32nds', valued(1, '110.265625', 1_000), '110265.625'],
    ['units of an option at a multiplier of one', valued(75, '182.35', 1), '13676.25'],
    ['a spread below zero', valued(4, '-1.25', 50), '250'],
    ['nothing', valued(0, '6123.25', 50), '0'],
  ])('of %s', (_, position, expected) => {
    expect(moneyToDecimal(exposureOf(position))).toBe(expected);
  });

  it('adds up whichever side it is on', () => {
    expect(moneyToDecimal(totalExposure([valued(2, '6123.25', 50), valued(-1, '6100', 50)]))).toBe('917325');
    expect(totalExposure([])).toBe(0);
  });

  it('is leverage over a balance that is known and above zero', () => {
    const exposure = moneyFromDecimal('612325');
    expect(leverageOf(exposure, moneyFromDecimal('50000'))).toBe(12.2465);
    expect([
      leverageOf(exposure, undefined),
      leverageOf(exposure, 0 as Money),
      leverageOf(exposure, -5 as Money),
    ]).toEqual([undefined, undefined, undefined]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, OutOfRange } from '../../../core/errors.ts';
import {
  addTicks,
  isOnTick,
  price,
  priceFromDecimal,
  priceFromTicks,
  priceToDecimal,
  snapToTick,
} from '../../../core/model/price.ts';

const decimal = priceFromDecimal;

describe('decimal text', () => {
  test.each([
    ['110.265625', 110_265_625_000, '110.265625'],
    ['-0.25', -250_000_000, '-0.25'],
    ['+6123.250', 6_123_250_000_000, '6123.25'],
    ['0', 0, '0'],
    ['-0', 0, '0'],
    ['.5', 500_000_000, '0.5'],
    ['5.', 5_000_000_000, '5'],
    ['0.000000001', 1, '0.000000001'],
    ['1.0000000000', 1_000_000_000, '1'],
    ['9007199.254740991', Number.MAX_SAFE_INTEGER, '9007199.254740991'],
  ])('%s', (text, units, printed) => {
    expect([decimal(text), priceToDecimal(decimal(text))]).toEqual([units, printed]);
  });

  test.each([
    ['', 0],
    ['bad', 0],
    ['110.2x5', 5],
    ['110..5', 4],
    ['1e5', 1],
    ['1,000', 1],
    ['-', 0],
    ['.', 0],
    ['0.0000000001', 11],
  ])('"%s" is refused at %i', (text, offset) => {
    const failure = catching(() => decimal(text));
    expect(failure).toBeInstanceOf(MalformedText);
    expect((failure as MalformedText).offset).toBe(offset);
  });

  test('what cannot be exact is refused', () => {
    expect(() => decimal('9007199.254740992')).toThrow(OutOfRange);
    expect(() => price(0.5)).toThrow(
      '0.5 billionths of a point is no price: a whole number up to ±9,007,199 points is',
    );
  });

  test('decimals on request', () => {
    expect([priceToDecimal(decimal('110.5'), 2), priceToDecimal(decimal('110'), 2)]).toEqual(['110.50', '110.00']);
  });

  test('reading what was printed gives the same price', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (units) => {
        expect(decimal(priceToDecimal(price(units)))).toBe(price(units));
      }),
    );
  });
});

describe('ticks', () => {
  const tick = decimal('0.015625');

  test('whole ticks are a price', () => {
    expect(priceFromTicks(7_057, tick)).toBe(decimal('110.265625'));
  });

  test.each([
    ['110.265625', true, '110.265625'],
    ['110.27', false, '110.265625'],
    ['110.0078125', false, '110'],
    ['110.0234375', false, '110.03125'],
    ['-0.0078125', false, '0'],
    ['-0.0234375', false, '-0.03125'],
  ])('%s on the grid: %s, snapped %s', (text, on, snapped) => {
    const value = decimal(text);
    expect([isOnTick(value, tick), priceToDecimal(snapToTick(value, tick))]).toEqual([on, snapped]);
  });

  test('steps go both ways', () => {
    const steps = [1, -1, 64].map((ticks) => priceToDecimal(addTicks(decimal('110'), ticks, tick)));
    expect(steps).toEqual(['110.015625', '109.984375', '111']);
  });

  test('snapping moves at most half a tick and lands on the grid', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 15), max: 10 ** 15 }), (units) => {
        const snapped = snapToTick(price(units), tick);
        expect([isOnTick(snapped, tick), Math.abs(snapped - units) * 2 <= tick]).toEqual([true, true]);
      }),
    );
  });
});

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

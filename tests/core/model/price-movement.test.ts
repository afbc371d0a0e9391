import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { price, priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { parseMovement } from '../../../core/model/price-movement.ts';
import { formatPriceAs } from '../../../core/model/price-named.ts';
import { parsePrice } from '../../../core/model/price-parse.ts';

const note: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const tick = priceFromDecimal('0.015625');

describe('moving a price', () => {
  test.each([
    ['P36', '105-20.00', '-4bp', '105-12'],
    ['P37', '105-02.5', '-4bp', '104-26.5'],
    ['P38', '105-30', '+4bp', '106-06'],
    ['P39', '105-20.25', '-4bp', '105-12.25'],
    ['ticks', '105-20', '3ticks', '105-21.5'],
    ['a part of a point', '105-31', '3/64', '106-00.5'],
    ['below zero', '0-01', '-0.25 points', '-0-07'],
    ['half a basis point', '105-00', '0.5bp', '105-01'],
  ])('%s: %s by %s', (_name, text, by, expected) => {
    const moved = price(parsePrice(text, note) + parseMovement(by, tick));
    expect(formatPriceAs(moved, note, 'dash')).toBe(expected);
  });
});

test.each([
  ['', 0],
  ['bp', 0],
  ['4 bps', 2],
  ['4%', 1],
  ['1/0', 1],
  ['1.5/64', 3],
  ['1/3', 0],
  ['-0.0000000001', 1],
])('"%s" is refused at %i', (text, offset) => {
  try {
    parseMovement(text, tick);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedText);
    if (error instanceof MalformedText) expect(error.offset).toBe(offset);
  }
});

test('ticks need an instrument', () => {
  expect(() => parseMovement('2ticks')).toThrow('there is no tick without an instrument at character 2 of "2ticks"');
});

test('a movement and its opposite cancel', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.constantFrom('bp', 'ticks', '/64', '', ' points'), (count, unit) => {
      expect(parseMovement(`${count}${unit}`, tick) + parseMovement(`-${count}${unit}`, tick)).toBe(0);
      expect(priceToDecimal(parseMovement(`${count}bp`))).toBe(priceToDecimal(parseMovement(`${count}/16`)));
    }),
    { seed: 36 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { priceFromDecimal, snapToTick } from '../../../core/model/price.ts';
import { formatAverage, formatPrice, splitAverage, splitPrice } from '../../../core/model/price-format.ts';
import { parsePrice } from '../../../core/model/price-parse.ts';

const three: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const two: PriceStyle = { kind: 'thirtySeconds', digits: 2 };
const decimals: PriceStyle = { kind: 'decimal', decimals: 2 };
const halfOf32nd = priceFromDecimal('0.015625');

describe('printing a note in 64ths', () => {
  test.each([
    ['P1', '110.0', "110'000"],
    ['P2', '110.015625', "110'005"],
    ['P3', '110.03125', "110'010"],
    ['P4', '110.046875', "110'015"],
    ['P5', '110.078125', "110'025"],
    ['P6', '110.140625', "110'045"],
    ['P7', '110.171875', "110'055"],
    ['P8', '110.296875', "110'095"],
    ['P9', '110.3125', "110'100"],
    ['P10', '109.984375', "109'315"],
    ['P11', '109.875', "109'280"],
    ['P12', '0', "0'000"],
    ['P13', '0.015625', "0'005"],
    ['P14', '1.5', "1'160"],
    ['P15', '1.515625', "1'165"],
    ['P16', '110.265625', "110'085"],
    ['P17', '110.0078125', "110'000"],
    ['P18', '110.0234375', "110'010"],
    ['P19', '109.9921875', "110'000"],
    ['F1 negative', '-0.25', "-0'080"],
  ])('%s: %s is %s', (_name, text, expected) => {
    expect(formatPrice(snapToTick(priceFromDecimal(text), halfOf32nd), three)).toBe(expected);
  });
});

describe('printing what lies off a style’s grid', () => {
  test.each([
    ['a quarter of a 32nd', '110.0078125', three, "110'002"],
    ['an eighth', '104.88671875', three, "104'283"],
    ['every eighth digit', '110.02734375', three, "110'008"],
    ['finer than an eighth, to the nearest', '110.001', three, "110'000"],
    ['with carry', '109.9999', three, "110'000"],
    ['with carry below zero', '-0.9999', three, "-1'000"],
    ['a negative that rounds away', '-0.0001', three, "0'000"],
    ['two digits', '115.28125', two, "115'09"],
    ['two digits off the grid show the third', '115.2890625', two, "115'092"],
    ['decimals half to even', '6123.125', { kind: 'decimal', decimals: 2 }, '6123.12'],
    ['no decimals', '99.5', { kind: 'decimal', decimals: 0 }, '100'],
    ['a small negative', '-0.05', decimals, '-0.05'],
  ] as const)('%s', (_name, text, style, expected) => {
    expect(formatPrice(priceFromDecimal(text), style)).toBe(expected);
  });
});

describe('options in 64ths, grains in eighths', () => {
  const option: PriceStyle = { kind: 'sixtyFourths', digits: 2 };
  const tt: PriceStyle = { kind: 'sixtyFourths', digits: 3 };
  const grain: PriceStyle = { kind: 'eighths' };
  test.each([
    ['P52', '0.359375', tt, "0'230"],
    ['P53', '0.2734375', tt, "0'175"],
    ['a whole 64th', '0.359375', option, "0'23"],
    ['a half shows the third digit', '0.2734375', option, "0'175"],
    ['a quarter', '0.00390625', option, "0'002"],
    ['carry', '0.99999', option, "1'00"],
    ['a quarter cent', '450.25', grain, "450'2"],
    ['seven eighths', '-450.875', grain, "-450'7"],
    ['between eighths', '450.0625', grain, '450.0625'],
    ['four digits, a quarter', '110.2734375', { kind: 'thirtySeconds', digits: 4 }, "110'0875"],
    ['four digits, cut', '110.23828125', { kind: 'thirtySeconds', digits: 4 }, "110'0762"],
  ] as const)('%s: %s is %s', (_name, text, style, expected) => {
    expect(formatPrice(priceFromDecimal(text), style)).toBe(expected);
  });
});

test('the pieces of a price', () => {
  const shown = ["110'085", "-0'080", '110'].map((text) => splitPrice(parsePrice(text, three), three));
  expect(shown).toEqual([
    { sign: '', handle: '110', fraction: "'085" },
    { sign: '-', handle: '0', fraction: "'080" },
    { sign: '', handle: '110', fraction: "'000" },
  ]);
  expect(splitPrice(priceFromDecimal('6123.25'), decimals)).toEqual({ sign: '', handle: '6123', fraction: '.25' });
  expect(splitPrice(priceFromDecimal('6123'), { kind: 'decimal', decimals: 0 })).toEqual({
    sign: '',
    handle: '6123',
    fraction: '',
  });
});

describe('averages', () => {
  const average = (texts: readonly string[]) => ({
    cost: texts.reduce((sum, text) => sum + BigInt(priceFromDecimal(text)), 0n),
    quantity: BigInt(texts.length),
  });

  test.each([
    ['hundredths of a 32nd', ['110.2265625', '110.2265625'], three, "110'07.25"],
    ['half to even', ['110', '110.000625'], three, "110'00.01"],
    ['a third of a tick', ['110', '110', '110.015625'], three, "110'00.17"],
    ['carry into the handle', ['110', '109.99995'], three, "110'00.00"],
    ['below zero', ['-0.25'], three, "-0'08.00"],
    ['64ths', ['0.359375', '0.375'], { kind: 'sixtyFourths', digits: 2 }, "0'23.50"],
    ['eighths', ['450.25', '450.25', '450.5'], { kind: 'eighths' }, "450'2.67"],
    ['decimals get two more', ['6123.25', '6123.50', '6123.50'], decimals, '6123.4167'],
  ] as const)('%s', (_name, texts, style, expected) => {
    expect(formatAverage(average(texts), style)).toBe(expected);
  });

  test('in pieces', () => {
    expect(splitAverage(average(['110.265625']), three)).toEqual({ sign: '', handle: '110', fraction: "'08.50" });
  });

  test('what is printed is within half a hundredth of a 32nd', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 18n), fc.bigInt(1n, 10n ** 5n), (cost, quantity) => {
        const { handle, fraction } = splitAverage({ cost, quantity }, three);
        const printed = BigInt(handle) * 3_200n + BigInt(fraction.replace(/\D/g, ''));
        const difference = printed * 1_000_000_000n * quantity - cost * 3_200n;
        expect(2n * (difference < 0n ? -difference : difference) <= 1_000_000_000n * quantity).toBe(true);
      }),
    );
  });
});

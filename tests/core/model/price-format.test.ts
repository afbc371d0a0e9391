import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, OutOfRange } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { type Price, price, priceFromDecimal, priceToDecimal, snapToTick } from '../../../core/model/price.ts';
import { formatAverage, formatPrice, splitAverage, splitPrice } from '../../../core/model/price-format.ts';
import { parsePrice } from '../../../core/model/price-parse.ts';
import { EIGHTH_OF_32ND } from '../../../core/model/price-style.ts';
import { oracle } from '../../oracle.ts';

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

describe('reading', () => {
  test.each([
    ['P21', "110'065", '110.203125'],
    ['P22', "110'0875", '110.2734375'],
    ['P23', "110'08", '110.25'],
    ['P24', "110'085", '110.265625'],
    ['P25', "0'005", '0.015625'],
    ['P26', "111'280", '111.875'],
    ['P28', "110'0762", '110.23828125'],
    ['P29', '110-08.5', '110.265625'],
    ['P30', '110-08.75', '110.2734375'],
    ['P31', '110-08', '110.25'],
    ['P33', '110-09.75', '110.3046875'],
    ['P34', '110-09.00', '110.28125'],
    ['one digit of 32nds', '110-8', '110.25'],
    ['P42, decimals finer than an eighth', '0-06.1', '0.190625'],
    ['P55', '111-04+', '111.140625'],
    ['P56', "110'18+", '110.578125'],
    ['P57', "111'01", '111.03125'],
    ['three digits with a dash', '110-085', '110.265625'],
    ['a quarter', "110'002", '110.0078125'],
    ['seven eighths', "110'008", '110.02734375'],
    ['below zero', "-0'080", '-0.25'],
    ['a plus sign', "+110'08", '110.25'],
    ['plain decimals', '110.265625', '110.265625'],
    ['a whole number', '110', '110'],
    ['blanks around', "  110'085 ", '110.265625'],
  ])('%s: %s', (_name, text, expected) => {
    expect(priceToDecimal(parsePrice(text, three))).toBe(expected);
  });

  test.each([
    ["110'40", '40 is more than 31 32nds at character 5'],
    ["110'084", 'no eighth of a 32nd is written 4 at character 7'],
    ["110'089", 'no eighth of a 32nd is written 9 at character 7'],
    ["110'0811", 'no eighth of a 32nd is written 11 at character 7'],
    ["110'08555", 'no eighth of a 32nd is written 555 at character 7'],
    ["110'8", "expected two digits of 32nds after ' at character 5"],
    ["110'", 'expected a price in 32nds at character 4'],
    ["110'08x", 'expected a price in 32nds at character 7'],
    ["110'085+", 'too many digits of 32nds at character 7'],
    ['110-08.00001', 'finer than a billionth of a point at character 8'],
    ['bad', 'expected a decimal number at character 1'],
    ['111:25', 'expected a decimal number at character 4'],
    ['', 'expected a decimal number at character 1'],
  ])('%s is refused', (text, expected) => {
    expect(() => parsePrice(text, three)).toThrow(`${expected} of "${text}"`);
  });

  test('a decimal style reads decimals only', () => {
    expect(parsePrice('6123.25', decimals)).toBe(6_123_250_000_000);
    expect(() => parsePrice("6123'25", decimals)).toThrow('expected a decimal number at character 5');
  });
});

test('text of any kind is a price or a sentence', () => {
  const typed = fc.stringMatching(/^[+-]?\d{0,9}['.-]?\d{0,6}[.+x]?\d{0,6}$/);
  fc.assert(
    fc.property(fc.oneof(typed, fc.string()), fc.constantFrom(two, three, decimals), (text, style) => {
      try {
        expect(Number.isSafeInteger(parsePrice(text, style))).toBe(true);
      } catch (error) {
        expect(error instanceof MalformedText || error instanceof OutOfRange, String(error)).toBe(true);
        if (error instanceof MalformedText) expect(error.offset <= error.text.length).toBe(true);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('every 1/256 is read back as printed, in both styles', () => {
  const mismatches: string[] = [];
  for (let eighths = -3 * 256; eighths <= 111 * 256; eighths++) {
    const value = price(eighths * EIGHTH_OF_32ND);
    for (const style of [two, three]) {
      const text = formatPrice(value, style);
      if (parsePrice(text, style) !== value) mismatches.push(`${priceToDecimal(value)} ${text}`);
    }
  }
  expect(mismatches).toEqual([]);
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

interface FractionalCase {
  readonly product?: string;
  readonly style?: string;
  readonly decimal: number;
  readonly denom?: number;
  readonly digits?: number;
  readonly display: string;
}

const cases = oracle<{ cases: FractionalCase[] }>('fractional_prices.json');

describe.skipIf(!cases)('prices that others print (needs the shared oracles)', () => {
  /** Eighths of corn, a code without its mark, and a colon that elsewhere means decimals are no texts of ours. */
  const foreign = new Set(["498'2", '127095', '127:00+']);
  const ours = (cases?.cases ?? []).filter(({ display }) => !foreign.has(display));
  const named = ours.map((row) => [row.display, row] as const);

  test('most rows apply', () => expect(ours.length).toBe(21));

  test.each(named)('%s is read', (display, row) => {
    expect(parsePrice(display, three)).toBe(priceFromDecimal(String(row.decimal)) as Price);
  });

  test.each(named.filter(([, row]) => row.digits))('%s is printed', (display, row) => {
    const style: PriceStyle = { kind: 'thirtySeconds', digits: row.digits as 2 | 3 };
    expect(formatPrice(priceFromDecimal(String(row.decimal)), style)).toBe(display);
  });
});

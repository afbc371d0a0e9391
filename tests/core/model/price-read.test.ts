import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, OutOfRange } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { price, priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { parsePrice } from '../../../core/model/price-parse.ts';
import { readPrice } from '../../../core/model/price-read.ts';

const note: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const bond: PriceStyle = { kind: 'thirtySeconds', digits: 2 };
const option: PriceStyle = { kind: 'sixtyFourths', digits: 2 };
const grain: PriceStyle = { kind: 'eighths' };
const index: PriceStyle = { kind: 'decimal', decimals: 2 };

const read = (text: string, style: PriceStyle) => {
  const { price, format } = readPrice(text, style);
  return [format, priceToDecimal(price)];
};

describe('what is read, and as which format', () => {
  test.each([
    ['P21', "110'065", note, 'tt3', '110.203125'],
    ['P22', "110'0875", note, 'tt4', '110.2734375'],
    ['P23', "110'08", note, 'tt2', '110.25'],
    ['P24', "110'085", note, 'tt3', '110.265625'],
    ['P25', "0'005", note, 'tt3', '0.015625'],
    ['P26', "111'280", note, 'tt3', '111.875'],
    ['P28', "110'0762", note, 'tt4', '110.23828125'],
    ['P29', '110-08.5', note, 'dash', '110.265625'],
    ['P30', '110-08.75', note, 'dash', '110.2734375'],
    ['P31', '110-08', note, 'dash', '110.25'],
    ['P32', '110-08.5', note, 'dash', '110.265625'],
    ['P33', '110-09.75', note, 'dash', '110.3046875'],
    ['P34', '110-09.00', note, 'dash', '110.28125'],
    ['P35', '110-08', note, 'dash', '110.25'],
    ['P40', '110-04.25', note, 'dash', '110.1328125'],
    ['P41', '107-15', note, 'dash', '107.46875'],
    ['P42', '0-06.1', option, 'dash', '0.0953125'],
    ['P43', '0-00.5', option, 'dash', '0.0078125'],
    ['P44', '129.61', note, 'decimal', '129.61'],
    ['P52', "0'230", option, 'tt3', '0.359375'],
    ['P53', "0'175", option, 'tt3', '0.2734375'],
    ['P55', '111-04+', note, 'plus', '111.140625'],
    ['P56', "110'18+", note, 'cbot', '110.578125'],
    ['P57', "111'01", note, 'tt2', '111.03125'],
    ['P63', '111', note, 'decimal', '111'],
    ['P64', '111:25', note, 'colon', '111.25'],
    ['P65', '111:5', note, 'colon', '111.5'],
    ['P66', '111:75', note, 'colon', '111.75'],
    ['P67', '0:5', note, 'colon', '0.5'],
    ['a cut quarter', "110'002", note, 'cme3', '110.0078125'],
    ['a cut seven eighths', "110'008", note, 'cme3', '110.02734375'],
    ['the third digit behind a dash', '110-085', note, 'tt3', '110.265625'],
    ['one digit behind a dash', '110-8', note, 'dash', '110.25'],
    ['a blank', '110 08+', note, 'plus', '110.265625'],
    ['nothing before the 32nds', '11108+', note, 'plus', '111.265625'],
    ['a colon before 32nds', '127:00+', note, 'plus', '127.015625'],
    ['decimals of a 32nd', "110'08.125", bond, 'dot', '110.25390625'],
    ['the sign once, in front', "-0'080", note, 'tt3', '-0.25'],
    ['a plus in front', "+110'08", note, 'tt2', '110.25'],
    ['blanks around', "  110'085 ", note, 'tt3', '110.265625'],
    ['off every grid', '110.2656', note, 'decimal', '110.2656'],
    ['an option', "0'23", option, 'sixtyfourths', '0.359375'],
    ['the last 64th', "1'63", option, 'sixtyfourths', '1.984375'],
    ['half a 64th', "0'17+", option, 'cbot', '0.2734375'],
    ['a quarter of a 64th', "0'002", option, 'cme3', '0.00390625'],
    ['a grain', "450'2", grain, 'eighths', '450.25'],
    ['a grain with a dash', '450-7', grain, 'eighths', '450.875'],
    ['an index', '6123.25', index, 'decimal', '6123.25'],
    ['an index of five digits', '24123', index, 'decimal', '24123'],
  ] as const)('%s: %s', (_name, text, style, format, decimal) => {
    expect(read(text, style)).toEqual([format, decimal]);
  });
});

describe('what is refused, and where', () => {
  test.each([
    ['P20', 'bad', note, 'expected a decimal number at character 1'],
    ['P27', 'bad', option, 'expected a decimal number at character 1'],
    ['P68', '111:abc', note, 'expected a price in 32nds at character 5'],
    ['P68', '111:5:25', index, 'expected a decimal number at character 4'],
    ['P68', '', note, 'expected a decimal number at character 1'],
    ['32 32nds', "110'32", note, '32 is more than 31 32nds at character 5'],
    ['40 32nds', "110'40", note, '40 is more than 31 32nds at character 5'],
    ['a third digit of 4', "110'084", note, 'no eighth of a 32nd is written 4 at character 7'],
    ['a third digit of 9', "110'089", note, 'no eighth of a 32nd is written 9 at character 7'],
    ['no eighth in four digits', "110'0811", note, 'no eighth of a 32nd is written 11 at character 7'],
    ['five digits', "110'08555", note, 'no eighth of a 32nd is written 555 at character 7'],
    ['one digit', "110'8", note, "expected two digits of 32nds after ' at character 5"],
    ['no digits', "110'", note, 'expected a price in 32nds at character 4'],
    ['no decimals', '110-08.', note, 'expected decimals after the dot at character 7'],
    ['junk behind', "110'08x", note, 'expected a price in 32nds at character 7'],
    ['a plus behind three digits', "110'085+", note, 'too many digits of 32nds at character 7'],
    ['two signs', "--0'08", note, 'expected a price in 32nds at character 2'],
    ['a sign inside', "110'-08", note, 'expected a price in 32nds at character 5'],
    ['too fine', '110-08.00001', note, 'finer than a billionth of a point at character 8'],
    [
      'digits that may be points',
      '110085',
      note,
      "110085 may be 110085.0 or 110'085, so write one of them at character 4",
    ],
    ['the same of a bond', '-11509', bond, "11509 may be 11509.0 or 115'09, so write one of them at character 5"],
    ['64 64ths', "0'64", option, '64 is more than 63 64ths at character 3'],
    ['no quarter of a 64th', "0'233", option, 'no quarter of a 64th is written 3 at character 5'],
    ['eight eighths', "450'8", grain, '8 is more than 7 eighths at character 5'],
    ['two digits of eighths', "450'25", grain, 'expected one digit of eighths at character 6'],
    ['half an eighth', "450'2+", grain, 'expected one digit of eighths at character 6'],
    ['32nds of an index', "6123'25", index, 'expected a decimal number at character 5'],
    ['an exponent', '1e5', index, 'expected a decimal number at character 2'],
    ['separators', '6,123.25', index, 'expected a decimal number at character 2'],
  ] as const)('%s: "%s"', (_name, text, style, sentence) => {
    expect(() => readPrice(text, style)).toThrow(`${sentence} of "${text}"`);
  });

  test('a colon where orders and fills are read', () => {
    expect(() => parsePrice('111:25', note)).toThrow(
      `a colon may mean decimals or 32nds, so write . or ' at character 4 of "111:25"`,
    );
    expect(parsePrice("110'085", note)).toBe(110_265_625_000);
  });

  test('more points than can be held exactly', () => {
    expect(() => readPrice("9007200'00", note)).toThrow(OutOfRange);
  });
});

test('text of any kind is a price or a sentence that says where', () => {
  const typed = fc.stringMatching(/^[+-]?\d{0,9}['. :-]?\d{0,6}[.+x]?\d{0,6}$/);
  fc.assert(
    fc.property(fc.oneof(typed, fc.string()), fc.constantFrom(note, bond, option, grain, index), (text, style) => {
      try {
        expect(Number.isSafeInteger(readPrice(text, style).price)).toBe(true);
      } catch (error) {
        expect(error instanceof MalformedText || error instanceof OutOfRange, String(error)).toBe(true);
        if (error instanceof MalformedText) {
          expect(error.offset >= 0 && error.offset < Math.max(1, error.text.length), String(error)).toBe(true);
        }
      }
    }),
    { numRuns: 3_000, seed: 71 },
  );
});

test('a sign in front negates, whatever the format', () => {
  const parts = fc.tuple(
    fc.nat(9_999),
    fc.nat(31),
    fc.constantFrom('', '0', '2', '5', '7', '12', '87', '+', '.5', '.125'),
  );
  fc.assert(
    fc.property(parts, fc.constantFrom("'", '-'), ([handle, count, tail], mark) => {
      const text = `${handle}${mark}${String(count).padStart(2, '0')}${tail}`;
      const negative = readPrice(`-${text}`, note);
      const positive = readPrice(text, note);
      expect([negative.price + positive.price, negative.format]).toEqual([0, positive.format]);
    }),
    { seed: 1 },
  );
});

test('decimals of any length are what plain decimal text is', () => {
  const text = fc.stringMatching(/^[+-]?\d{1,8}(\.\d{0,11})?$/);
  const outcome = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return String(error);
    }
  };
  fc.assert(
    fc.property(text, (decimal) => {
      expect(outcome(() => readPrice(decimal, index).price)).toEqual(outcome(() => priceFromDecimal(decimal)));
    }),
    { numRuns: 2_000, seed: 44 },
  );
});

test('decimals of a 32nd are exact, however many', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), (nano) => {
      const [count, rest] = [Math.floor(nano / 31_250_000), nano % 31_250_000];
      const decimals = String(rest * 32).padStart(9, '0');
      expect(readPrice(`110-${String(count).padStart(2, '0')}.${decimals}`, note).price).toBe(
        price(110_000_000_000 + nano),
      );
    }),
    { seed: 45 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, OutOfRange } from '../../../core/errors.ts';
import type { PriceStyle } from '../../../core/model/instrument.ts';
import { price, priceToDecimal } from '../../../core/model/price.ts';
import { formatPrice } from '../../../core/model/price-format.ts';
import { namedStyles, type PriceStyleName, parsePriceAs, priceStyleName } from '../../../core/model/price-named.ts';
import { exactPriceText } from '../../../core/spot/exact-text.ts';
import { AmbiguousPrice, readSpot } from '../../../core/spot/read-spot.ts';

const note: PriceStyle = { kind: 'thirtySeconds', digits: 3 };
const grain: PriceStyle = { kind: 'eighths' };
const index: PriceStyle = { kind: 'decimal', decimals: 2 };

const told = (text: string, style: PriceStyle): string => {
  try {
    const { price, format } = readSpot(text, style);
    return `${priceToDecimal(price)} ${format}`;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a price that was typed or pasted', () => {
  test.each([
    ["110'165", '110.515625 tt3'],
    ['110-16+', '110.515625 plus'],
    [' 110 16+ ', '110.515625 plus'],
    ['110\u201916+', '110.515625 cbot'],
    ['110\u00a016+', '110.515625 plus'],
    ['\u2212110-08', '-110.25 dash'],
    ['110-08.5', '110.265625 dash'],
    ['11008+', '110.265625 plus'],
    ['110.25', '110.25 decimal'],
    ['110.16000', '110.16 decimal'],
    ['110', '110 decimal'],
    ['111:00', '111 colon'],
    ['99-032', '99.1015625 cme3'],
    ['110-085', `"110-085" may be 110'08.5 or 110'08.625: write one of them`],
    ['110085', `"110085" may be 110085.0 or 110'08.5: write one of them`],
    ['11008', `"11008" may be 11008.0 or 11'00.875 or 110'08: write one of them`],
    ['111:16', `"111:16" may be 111.16000 or 111'16: write one of them`],
    ['110.16', `"110.16" may be 110.16000 or 110'16: write one of them`],
    ["110'40", `40 is more than 31 32nds at character 5 of "110'40"`],
    ['buy', 'expected a decimal number at character 1 of "buy"'],
  ])('%j in 32nds is %s', (text, expected) => expect(told(text, note)).toBe(expected));

  test.each([
    ["450'2", '450.25 eighths'],
    ['450.25', '450.25 decimal'],
    ['450.2', `"450.2" may be 450.20000 or 450'2: write one of them`],
  ])('%j in eighths is %s', (text, expected) => expect(told(text, grain)).toBe(expected));

  test.each([
    ['6,123.25', '6123.25 decimal'],
    ['1,234,567', '1234567 decimal'],
    ['6123:25', '6123.25 colon'],
    ['6,123', '"6,123" may be 6123 or 6.123: write one of them'],
    ["6123'16", `expected a decimal number at character 5 of "6123'16"`],
  ])('%j in decimals is %s', (text, expected) => expect(told(text, index)).toBe(expected));
});

/**
 * Without a mark of their own, codes are told from decimals only where an instrument is quoted in 32nds, and counts of 64ths belong to options.
 */
const isOf = (name: PriceStyleName, { kind }: PriceStyle): boolean =>
  name !== 'count64' &&
  (name !== 'sixtyfourths' || kind !== 'thirtySeconds') &&
  (name !== 'code' || kind === 'thirtySeconds');
const names = Object.keys(namedStyles).map(priceStyleName);

const style = fc.constantFrom(note, { kind: 'thirtySeconds', digits: 2 } as const, grain, index);
const refused = [AmbiguousPrice, MalformedText, OutOfRange];

describe('every named style', () => {
  const value = fc.oneof(
    fc.integer({ min: -40_000, max: 400_000 }).map((steps) => price(steps * 3_906_250)),
    fc.integer({ min: -10_000_000, max: 30_000_000_000 }).map((steps) => price(steps * 10)),
  );

  test('reads back as it was printed, or is refused; never as another price', () => {
    fc.assert(
      fc.property(
        value,
        style,
        fc.constantFrom<(PriceStyleName | undefined)[]>(...names, undefined),
        (given, as, name) => {
          fc.pre(name === undefined || isOf(name, as));
          const text = name === undefined ? formatPrice(given, as) : namedStyles[name].print(given, as);
          const meant = name === undefined ? readSpotOf(text, as) : parsePriceAs(text, as, name);
          const read = readSpotOf(text, as);
          expect(read === undefined || read === meant).toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('offers, of what it refuses as ambiguous, texts that mean one price each, and the right one among them', () => {
    fc.assert(
      fc.property(value, style, fc.constantFrom(...names), (given, as, name) => {
        fc.pre(isOf(name, as));
        const text = namedStyles[name].print(given, as);
        const { readings } = ambiguityOf(text, as) ?? {};
        if (!readings) return;
        const prices = readings.map((reading) => readSpotOf(reading, as));
        expect(new Set(prices).size).toBe(readings.length);
        expect(prices).toContain(parsePriceAs(text, as, name));
      }),
      { numRuns: 3_000 },
    );
  });
});

test('the exact text of a price on the grid or off it reads back', () => {
  const any = fc.integer({ min: -1_000_000_000, max: 30_000_000_000 }).map((units) => price(units * 100));
  fc.assert(
    fc.property(any, style, (given, as) => {
      expect(readSpotOf(exactPriceText(given, as), as) ?? given).toBe(given);
    }),
  );
  expect(exactPriceText(price(6_123_375_000_000), index)).toBe('6123.375');
  expect(exactPriceText(price(110_273_437_500), note)).toBe("110'087");
  expect(exactPriceText(price(110_253_906_250 + 1_953_125), note)).toBe("110'08.1875");
});

function readSpotOf(text: string, as: PriceStyle): number | undefined {
  try {
    return readSpot(text, as).price;
  } catch (error) {
    if (refused.some((kind) => error instanceof kind)) return undefined;
    throw error;
  }
}

function ambiguityOf(text: string, as: PriceStyle): AmbiguousPrice | undefined {
  try {
    readSpot(text, as);
  } catch (error) {
    if (error instanceof AmbiguousPrice) return error;
  }
  return undefined;
}

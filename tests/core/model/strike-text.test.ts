import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedText, OutOfRange } from '../../../core/errors.ts';
import { price, priceFromDecimal, priceToDecimal } from '../../../core/model/price.ts';
import { formatStrike, parseStrike, type StrikeSystem } from '../../../core/model/strike-text.ts';

describe('reading a strike', () => {
  test.each([
    ['P63', 'colon', '111', '111'],
    ['P64', 'colon', '111:25', '111.25'],
    ['P65', 'colon', '111:5', '111.5'],
    ['P66', 'colon', '111:75', '111.75'],
    ['P67', 'colon', '0:5', '0.5'],
    ['S2', 'cme', '11175', '111.75'],
    ['S5', 'cme', '11050', '110.5'],
    ['an eighth that was cut', 'cme', '10412', '104.125'],
    ['three eighths', 'cme', '10437', '104.375'],
    ['five eighths', 'cme', '10462', '104.625'],
    ['seven eighths', 'cme', '10487', '104.875'],
    ['below a point', 'cme', '50', '0.5'],
    ['S1', 'bloomberg', '111.750', '111.75'],
    ['S10', 'bloomberg', '112.5', '112.5'],
    ['S9', 'decimal', '108.75', '108.75'],
  ] as const)('%s: %s %s', (_name, system, text, expected) => {
    expect(priceToDecimal(parseStrike(text, system))).toBe(expected);
  });

  test.each([
    ['P68', 'colon', '111:abc', 4],
    ['P68', 'colon', '111:5:25', 5],
    ['P68', 'colon', '', 0],
    ['a colon without digits', 'colon', '111:', 3],
    ['a point for a colon', 'colon', '111.5', 3],
    ['below zero', 'colon', '-1', 0],
    ['a point among hundredths', 'cme', '111.75', 3],
    ['letters', 'bloomberg', '11x', 2],
    ['nothing before the point', 'decimal', '.5', 0],
  ] as const)('%s: %s refuses "%s"', (_name, system, text, offset) => {
    const failure = catching(() => parseStrike(text, system));
    expect(failure).toBeInstanceOf(MalformedText);
    expect((failure as MalformedText).offset).toBe(offset);
  });
});

describe('printing a strike', () => {
  test.each([
    ['P69', 'colon', '111.5', '111:5'],
    ['P69', 'colon', '111.0', '111'],
    ['P70', 'cme', '111.75', '11175'],
    ['P70', 'cme', '111', '11100'],
    ['cut, not rounded', 'cme', '104.125', '10412'],
    ['S1', 'bloomberg', '111.75', '111.750'],
    ['S5', 'bloomberg', '110.5', '110.500'],
    ['a whole one', 'bloomberg', '111', '111.000'],
    ['finer than three decimals', 'bloomberg', '104.0625', '104.0625'],
    ['zeros dropped', 'decimal', '112.50', '112.5'],
  ] as const)('%s: %s of %s', (_name, system, text, expected) => {
    expect(formatStrike(priceFromDecimal(text), system)).toBe(expected);
  });

  test.each([
    ['cme', '104.0625', '104.0625 is no CME strike: it is in hundredths of a point or in eighths'],
    ['cme', '104.12', '104.12 is no CME strike: it is in hundredths of a point or in eighths'],
    ['decimal', '-1', '-1 is no strike: it is below zero'],
  ] as const)('%s refuses %s', (system, text, sentence) => {
    expect(() => formatStrike(priceFromDecimal(text), system)).toThrow(new OutOfRange(sentence));
  });
});

test('every eighth of a point is read back as printed, in every system', () => {
  const systems: readonly StrikeSystem[] = ['bloomberg', 'cme', 'colon', 'decimal'];
  fc.assert(
    fc.property(fc.nat(8 * 1_000_000), fc.constantFrom(...systems), (eighths, system) => {
      const strike = price(eighths * 125_000_000);
      expect(parseStrike(formatStrike(strike, system), system)).toBe(strike);
    }),
    { seed: 16 },
  );
});

function catching(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

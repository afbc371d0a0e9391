import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Price, priceToDecimal } from '../../../../core/model/price.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { instantOf, priceNumber, priceOf, timestamp } from '../../../../server/simulators/projectx/numbers.ts';

describe('numbers of the gateway', () => {
  it('are the doubles nearest to the decimals, and read back as the same price', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4_000_000_000_000_000, max: 4_000_000_000_000_000 }), (nanoPoints) => {
        const price = nanoPoints as Price;
        expect(priceNumber(price)).toBe(Number(priceToDecimal(price)));
        expect(priceOf(priceNumber(price))).toBe(nanoPoints === 0 ? 0 : nanoPoints);
      }),
    );
    expect([priceOf(Number.NaN), priceOf(1e300)]).toEqual([undefined, undefined]);
  });

  it('are timestamps to the microsecond', () => {
    expect(timestamp(1_752_872_401_268_009 as Instant)).toBe('2025-07-18T21:00:01.268009+00:00');
    expect(timestamp(1_752_872_401_000_000 as Instant)).toBe('2025-07-18T21:00:01+00:00');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000_000 }), (micros) => {
        expect(instantOf(timestamp(micros as Instant))).toBe(micros);
      }),
    );
  });

  it.each([
    ['2025-07-18T21:00:01Z', 1_752_872_401_000_000],
    ['2025-07-18T16:00:01-05:00', 1_752_872_401_000_000],
    ['2025-07-18T21:00:01.2680091Z', 1_752_872_401_268_009],
    ['2025-07-18', 1_752_796_800_000_000],
    ['18.7.2025', undefined],
    ['2025-13-18T21:00:01Z', undefined],
    ['', undefined],
  ])('are read from %s', (text, expected) => expect(instantOf(text)).toBe(expected));
});

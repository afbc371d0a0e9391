import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lotProblem, mostOfOne, slices } from '../../../core/orders/slices.ts';

test.each([
  ['within the bound', 1_755, { lot: 65, freezeQuantity: 1_800 }, [1_755]],
  ['one lot more', 1_820, { lot: 65, freezeQuantity: 1_800 }, [1_755, 65]],
  ['many', 6_500, { lot: 65, freezeQuantity: 1_800 }, [1_755, 1_755, 1_755, 1_235]],
  ['a bound of whole lots', 1_200, { lot: 30, freezeQuantity: 600 }, [600, 600]],
  ['lots that are none', 1_860, { lot: 65, freezeQuantity: 1_800 }, [1_755, 105]],
  ['no bound', 100_000, { lot: 65 }, [100_000]],
  ['contracts without lots', 25, { freezeQuantity: 10 }, [10, 10, 5]],
  ['a bound below the lot', 500, { lot: 250, freezeQuantity: 100 }, [250, 250]],
  ['nothing', 0, { lot: 65, freezeQuantity: 1_800 }, []],
])('%s', (_name, quantity, sizes, parts) => {
  expect(slices(quantity, sizes)).toEqual(parts);
});

describe('laws', () => {
  const sizes = fc.record({
    lot: fc.integer({ min: 1, max: 5_000 }),
    freezeQuantity: fc.integer({ min: 1, max: 100_000 }),
  });

  test('parts add up to the whole, none is above the bound, and as few as can be', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 100_000 }), (of, whole) => {
        const parts = slices(whole, of);
        const most = mostOfOne(of);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole);
        expect(parts.every((part) => part >= 1 && part <= most)).toBe(true);
        expect(parts.length).toBe(Math.ceil(whole / most));
        if (of.freezeQuantity >= of.lot) expect(most).toBeLessThanOrEqual(of.freezeQuantity);
      }),
      { seed: 1_800, numRuns: 300 },
    );
  });

  test('parts of whole lots are whole lots', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 200 }), (of, lots) => {
        for (const part of slices(lots * of.lot, of)) expect(part % of.lot).toBe(0);
      }),
      { seed: 65, numRuns: 300 },
    );
  });
});

test.each([
  [65, undefined],
  [650, undefined],
  [100, 'NIFTY23NOV26F is traded in lots of 65, and quantity is 100; 65 and 130 are the nearest.'],
  [1, 'NIFTY23NOV26F is traded in lots of 65, and quantity is 1; 65 is the least.'],
])('%i of lots of 65: %s', (quantity, sentence) => {
  expect(lotProblem(quantity, { id: 'NIFTY23NOV26F', lot: 65 })).toBe(sentence);
});

test('without a lot any quantity is one', () => {
  expect(lotProblem(7, { id: 'ZNZ6' })).toBeUndefined();
});

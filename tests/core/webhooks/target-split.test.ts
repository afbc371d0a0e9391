import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstTargetContracts, fractionOf, trimContracts } from '../../../core/webhooks/target-split.ts';

describe('a first target of three quarters', () => {
  const cases: [contracts: number, atEntry: number, trimmed: number][] = [
    [1, 1, 1],
    [2, 2, 1],
    [4, 3, 3],
    [6, 4, 4],
  ];
  it.each(cases)('of %i', (contracts, atEntry, trimmed) => {
    expect([firstTargetContracts(contracts, 0.75), trimContracts(contracts, 0.75)]).toEqual([atEntry, trimmed]);
  });
});

it.each([0, 1, -0.5, 75, Number.NaN])('a fraction of %d counts as three quarters', (fraction) => {
  expect(fractionOf(fraction)).toBe(0.75);
});

it('takes one at least and never more than there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.double(), (contracts, fraction) => {
      for (const share of [firstTargetContracts, trimContracts]) {
        const taken = share(contracts, fraction);
        expect(taken).toBeGreaterThanOrEqual(1);
        expect(taken).toBeLessThanOrEqual(contracts);
        expect(Math.abs(taken - contracts * fractionOf(fraction))).toBeLessThan(1.001);
      }
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { black76 } from '../../../core/options/black76.ts';
import { impliedVolatility } from '../../../core/options/implied-volatility.ts';

const terms = { right: 'call', forward: 26_000, strike: 26_200, years: 0.02, rate: 0.065 } as const;

describe('the implied volatility', () => {
  it('is the one that an option was priced at', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('call' as const, 'put' as const),
        fc.double({ min: 24_000, max: 28_000, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.08, max: 1.5, noNaN: true }),
        (right, strike, years, volatility) => {
          const given = { ...terms, right, strike, years };
          const points = black76({ ...given, volatility });
          // deep in or far out of the money there is nothing to tell a volatility by
          fc.pre(points - black76({ ...given, volatility: 1e-4 }) > 1e-3);
          const found = impliedVolatility(points, given);
          expect(found).toBeDefined();
          expect(Math.abs(black76({ ...given, volatility: found ?? 0 }) - points)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it.each([
    ['less than it is worth at once', { ...terms, strike: 25_000 }, 900],
    ['more than its underlying', terms, 27_000],
    ['no time left', { ...terms, years: 0 }, 10],
    ['no price', terms, 0],
  ])('is none for %s', (_what, given, points) => {
    expect(impliedVolatility(points, given)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Black76Terms, black76 } from '../../../core/options/black76.ts';

const terms = fc.record({
  forward: fc.double({ min: 10, max: 60_000, noNaN: true }),
  strike: fc.double({ min: 10, max: 60_000, noNaN: true }),
  years: fc.double({ min: 0, max: 2, noNaN: true }),
  volatility: fc.double({ min: 0.01, max: 1.5, noNaN: true }),
  rate: fc.double({ min: 0, max: 0.15, noNaN: true }),
});

describe('Black-76', () => {
  /** The first is J. C. Hull's example of a put on crude oil futures; at the forward the worth is F e^(-rT) (2 N(σ√T/2) - 1). */
  it.each<[Black76Terms, number]>([
    [{ right: 'put', forward: 20, strike: 20, years: 4 / 12, volatility: 0.25, rate: 0.09 }, 1.1166414565589],
    [{ right: 'call', forward: 20, strike: 20, years: 4 / 12, volatility: 0.25, rate: 0.09 }, 1.1166414565589],
    [{ right: 'call', forward: 100, strike: 100, years: 1, volatility: 0.2, rate: 0 }, 7.96556745540579],
    [{ right: 'call', forward: 26_010, strike: 26_000, years: 0, volatility: 0.13, rate: 0.065 }, 10],
    [{ right: 'put', forward: 26_010, strike: 26_000, years: 0, volatility: 0.13, rate: 0.065 }, 0],
    [{ right: 'put', forward: 90, strike: 100, years: 1, volatility: 0, rate: 0.05 }, 9.51229424500714],
  ])('prices %j', (given, worth) => {
    expect(black76(given)).toBeCloseTo(worth, 9);
  });

  it('has parity of calls and puts, and lies between what it is worth at once and its whole underlying', () => {
    fc.assert(
      fc.property(terms, (each) => {
        const [call, put] = [black76({ ...each, right: 'call' }), black76({ ...each, right: 'put' })];
        const discount = Math.exp(-each.rate * each.years);
        const scale = each.forward + each.strike;
        expect(Math.abs(call - put - discount * (each.forward - each.strike)) / scale).toBeLessThan(1e-12);
        expect(call).toBeGreaterThanOrEqual(discount * Math.max(0, each.forward - each.strike) - scale * 1e-12);
        expect(call).toBeLessThanOrEqual(discount * each.forward);
        expect(put).toBeLessThanOrEqual(discount * each.strike);
      }),
    );
  });
});

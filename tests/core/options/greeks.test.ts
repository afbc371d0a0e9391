import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Black76Terms, black76 } from '../../../core/options/black76.ts';
import { type Greeks, greeks } from '../../../core/options/greeks.ts';

const terms = fc.record({
  right: fc.constantFrom('call' as const, 'put' as const),
  forward: fc.double({ min: 80, max: 120, noNaN: true }),
  strike: fc.double({ min: 80, max: 120, noNaN: true }),
  years: fc.double({ min: 0.05, max: 2, noNaN: true }),
  volatility: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
  rate: fc.double({ min: 0, max: 0.1, noNaN: true }),
});

/** The slope of what it is worth, by a step to either side. */
function slope(given: Black76Terms, name: 'forward' | 'years' | 'volatility' | 'rate', step: number): number {
  const at = (by: number) => black76({ ...given, [name]: given[name] + by });
  return (at(step) - at(-step)) / (2 * step);
}

describe('greeks', () => {
  it('are the slopes of what an option is worth', () => {
    fc.assert(
      fc.property(terms, (given) => {
        const { delta, gamma, vega, theta, rho } = greeks(given);
        const bend = (by: number) => greeks({ ...given, forward: given.forward + by }).delta;
        expect(Math.abs(delta - slope(given, 'forward', 1e-4))).toBeLessThan(1e-6);
        expect(Math.abs(gamma - (bend(1e-4) - bend(-1e-4)) / 2e-4)).toBeLessThan(1e-6);
        expect(Math.abs(vega - slope(given, 'volatility', 1e-5))).toBeLessThan(1e-4);
        expect(Math.abs(theta + slope(given, 'years', 1e-6))).toBeLessThan(1e-3);
        expect(Math.abs(rho - slope(given, 'rate', 1e-6))).toBeLessThan(1e-3);
      }),
    );
  });

  it.each<[string, Partial<Black76Terms>, Greeks]>([
    ['a call that ends in the money', {}, { delta: 1, gamma: 0, vega: 0, theta: 0.5, rho: -0 }],
    ['a put that ends out of it', { right: 'put' }, { delta: -0, gamma: 0, vega: 0, theta: 0, rho: 0 }],
  ])('stand still for %s', (_what, change, expected) => {
    const { delta, gamma, vega, theta, rho } = greeks({
      right: 'call',
      forward: 110,
      strike: 100,
      years: 0,
      volatility: 0.2,
      rate: 0.05,
      ...change,
    });
    expect([delta, gamma, vega, theta, rho].map((each) => each + 0)).toEqual(
      [expected.delta, expected.gamma, expected.vega, expected.theta, expected.rho].map((each) => each + 0),
    );
  });
});

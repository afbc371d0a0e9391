import { describe, expect, it } from 'vitest';
import { smileAt } from '../../../core/options/smile.ts';

const smile = { middle: 0.12, slope: -0.1, curve: 0.05 };

describe('a fixed smile', () => {
  it.each([
    ['its middle at the forward', 26_000, 0.12],
    ['more for a deviation down', 26_000 * Math.exp(-0.06), 0.12 * 1.15],
    ['little more for a deviation up', 26_000 * Math.exp(0.06), 0.12 * 0.95],
    ['no more beyond four deviations', 26_000 * Math.exp(-0.06 * 9), 0.12 * 2.2],
  ])('has %s', (_what, strike, volatility) => {
    expect(smileAt(smile, 26_000, strike, 0.25)).toBeCloseTo(volatility, 12);
  });

  it('never has less than two fifths of its middle, and its middle where no time is left', () => {
    expect(smileAt({ middle: 0.12, slope: -1, curve: 0 }, 100, 130, 0.25)).toBeCloseTo(0.048, 12);
    expect(smileAt(smile, 100, 130, 0)).toBe(0.12);
  });
});

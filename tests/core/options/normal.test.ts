import { expect, it } from 'vitest';
import { normalBelow } from '../../../core/options/normal.ts';

/** Abramowitz and Stegun, table 26.1, and R's pnorm beyond it. */
it.each([
  [0, 0.5],
  [0.02, 0.507978313716902],
  [1, 0.841344746068543],
  [-1, 0.158655253931457],
  [1.96, 0.97500210485178],
  [3, 0.99865010196837],
  [-5, 2.86651571879194e-7],
  [-8, 6.22096057427178e-16],
  [-37.5, 0],
  [38, 1],
])('has of %d below it %d', (x, share) => {
  expect(Math.abs(normalBelow(x) - share)).toBeLessThanOrEqual(1e-14 * Math.max(share, 0.01));
});

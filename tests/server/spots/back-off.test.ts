import { expect, test } from 'vitest';
import { backOff } from '../../../server/spots/back-off.ts';

test.each([
  [2_000, 0, 0.9, 2_000],
  [2_000, 1, 0.5, 4_000],
  [2_000, 3, 0, 12_000],
  [2_000, 3, 1, 20_000],
  [2_000, 90, 0.5, 300_000],
  [600_000, 4, 0.5, 600_000],
])('every %i ms after %i failures and with chance %d it waits %i ms', (every, failures, chance, expected) =>
  expect(backOff(every, failures, chance)).toBe(expected),
);

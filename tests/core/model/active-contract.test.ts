import { expect, test } from 'vitest';
import { activeContract } from '../../../core/model/active-contract.ts';

const traded = (year: number, month: number, volume: number, openInterest?: number) => ({
  contract: { year, month },
  volume,
  openInterest,
});
const december = traded(2025, 12, 900_000);
const march = traded(2026, 3, 40_000);

test.each([
  ['B21-40: the most volume, and no text order', [march, december], december],
  ['open interest where volumes are equal', [traded(2025, 12, 5, 70), traded(2026, 3, 5, 80)], traded(2026, 3, 5, 80)],
  ['the later of two equals', [traded(2025, 12, 5), traded(2026, 3, 5)], traded(2026, 3, 5)],
  ['the nearest where nothing traded', [traded(2026, 3, 0), traded(2025, 12, 0)], traded(2025, 12, 0)],
  ['none of none', [], undefined],
])('%s', (_name, candidates, active) => {
  expect(activeContract(candidates)).toEqual(active);
});

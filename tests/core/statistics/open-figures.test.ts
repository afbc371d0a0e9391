import { expect, test } from 'vitest';
import { instant, MINUTE } from '../../../core/model/time.ts';
import { openFigures } from '../../../core/statistics/open-figures.ts';
import type { Trade } from '../../../core/statistics/trade.ts';

const held = (amount: number, minutes: number, adverse?: number, favorable?: number): Trade => ({
  amount,
  opened: instant(0),
  closed: instant(minutes * MINUTE),
  ...(adverse === undefined ? {} : { adverse }),
  ...(favorable === undefined ? {} : { favorable }),
});

test('times and excursions are those of the trades that have them', () => {
  expect(openFigures([held(5, 1, -2, 6), held(-5, 10, -8, 0), held(0, 4), { amount: 3 }])).toEqual({
    holdingMean: 5 * MINUTE,
    holdingMedian: 4 * MINUTE,
    holdingWinners: 1 * MINUTE,
    holdingLosers: 10 * MINUTE,
    averageAdverse: -5,
    worstAdverse: -8,
    averageFavorable: 3,
    bestFavorable: 6,
  });
});

test('nothing is known of trades that have neither', () => {
  expect(Object.values(openFigures([{ amount: 3 }])).every((value) => value === undefined)).toBe(true);
});

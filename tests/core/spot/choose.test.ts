import { expect, test } from 'vitest';
import { price } from '../../../core/model/price.ts';
import { instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { chooseSpot } from '../../../core/spot/choose.ts';
import { distanceRatio, isFar } from '../../../core/spot/distance.ts';
import { freshnessOf } from '../../../core/spot/freshness.ts';
import { splitNamedText } from '../../../core/spot/named-text.ts';
import type { SpotOffer } from '../../../core/spot/state.ts';

const now = instant(1_000 * MINUTE);
const spotAt = (age: number) => {
  const stated = instant(now - age);
  return { price: price(110_000_000_000), text: "110'000", stated, learned: stated };
};

const offer = (source: string, age?: number): SpotOffer => ({
  source,
  about: source,
  oldAfter: MINUTE,
  ...(age === undefined ? { state: 'none' } : { spot: spotAt(age), ...freshnessOf(spotAt(age), now, MINUTE) }),
});

test.each([
  ['the first fresh one', [offer('manual', SECOND), offer('venue', 0)], undefined, 'manual', 'first in the order'],
  [
    'the next, where the first is old',
    [offer('manual', 5 * MINUTE), offer('venue', 0)],
    undefined,
    'venue',
    'manual is 5 min old',
  ],
  [
    'the next, where the first says nothing',
    [offer('file'), offer('http'), offer('venue', 0)],
    undefined,
    'venue',
    'file has no price, http has no price',
  ],
  [
    'the youngest, where all are old',
    [offer('manual', 9 * MINUTE), offer('file', 2 * MINUTE)],
    undefined,
    'file',
    'none is fresh, the youngest',
  ],
  ['the only one, old as it is', [offer('manual', 9 * MINUTE), offer('file')], undefined, 'manual', 'the only one'],
  ['the chosen one, old as it is', [offer('manual', 9 * MINUTE), offer('venue', 0)], 'manual', 'manual', 'chosen'],
  [
    'nothing, where the chosen one says nothing',
    [offer('manual'), offer('venue', 0)],
    'manual',
    undefined,
    'manual is chosen and has no price',
  ],
  ['the order, where the chosen one is gone', [offer('venue', 0)], 'http', 'venue', 'first in the order'],
  ['nothing, where nobody has a price', [offer('manual')], undefined, undefined, 'no source has a price'],
  ['nothing, without a source', [], undefined, undefined, 'there is no source'],
])('takes %s', (_, offers, choice, source, why) => {
  const chosen = chooseSpot(offers, choice);
  expect([chosen.used?.source, chosen.why]).toEqual([source, why]);
});

test.each([
  [0, 'fresh', 0],
  [MINUTE, 'fresh', MINUTE],
  [MINUTE + 1, 'old', MINUTE + 1],
  [-SECOND, 'fresh', 0],
  [-3 * SECOND, 'old', 0],
])('a spot stated %i microseconds ago is %s', (age, state, shown) =>
  expect(freshnessOf(spotAt(age), now, MINUTE)).toEqual({ age: shown, state }),
);

test('a price is far beyond the percentage, exactly', () => {
  const last = price(100_000_000_000);
  expect(isFar(price(105_000_000_000), last, 5)).toBe(false);
  expect(isFar(price(105_000_000_001), last, 5)).toBe(true);
  expect(isFar(price(94_999_999_999), last, 5)).toBe(true);
  expect(isFar(price(97_500_000_000), last, 2.5)).toBe(false);
  expect(isFar(price(1), price(0), 5)).toBe(true);
  expect(isFar(price(-37_630_000_000), price(-37_000_000_000), 5)).toBe(false);
  expect(distanceRatio(price(98_000_000_000), last)).toBe(0.02);
});

test.each([
  ['110-16+', { price: '110-16+' }],
  ['ZN 110-16+', { name: 'ZN', price: '110-16+' }],
  ["  zn\t110'165\n", { name: 'zn', price: "110'165" }],
  ['ZN 110 16+', { name: 'ZN', price: '110 16+' }],
  ['TYZ6 Comdty 110-16', { name: 'TYZ6 Comdty', price: '110-16' }],
  ['ZN Dec26 110-16', { name: 'ZN Dec26', price: '110-16' }],
  ['6E 1.0850', { name: '6E', price: '1.0850' }],
  ['ZN: 110-16', { name: 'ZN', price: '110-16' }],
  ["ZN=110'16", { name: 'ZN', price: "110'16" }],
  ['CL -37.63', { name: 'CL', price: '-37.63' }],
  ['111:25', { price: '111:25' }],
  ['ZN', { name: 'ZN', price: '' }],
  ['', { price: '' }],
])('%j is parted into name and price', (text, parts) => expect(splitNamedText(text)).toEqual(parts));

import { expect, test } from 'vitest';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant } from '../../../core/model/time.ts';
import { type MarketPrice, marketSpot } from '../../../core/spot/market-spot.ts';
import { es, now, zn } from '../../cells/live-topics.ts';

const stated = instant(now - 5);
const level = (at: string) => ({ price: priceFromDecimal(at), quantity: quantity(3) });
const book = (bid: string | undefined, ask: string | undefined, last?: string) => ({
  snapshot: {
    instrument: zn.id,
    bids: bid === undefined ? [] : [level(bid)],
    asks: ask === undefined ? [] : [level(ask)],
    tsEvent: stated,
  },
  ...(last === undefined ? {} : { last: { instrument: zn.id, ...level(last), tsEvent: instant(now - 9) } }),
});

test.each<[MarketPrice, ReturnType<typeof book>, string]>([
  ['bid', book('110.25', '110.265625'), "110'080"],
  ['ask', book('110.25', '110.265625'), "110'085"],
  ['mid', book('110.25', '110.265625'), "110'082"],
  ['mid', book('110.25', '110.28125'), "110'085"],
  ['last', book(undefined, undefined, '110.265625'), "110'085"],
  ['mid', book(undefined, '110.25'), 'Nobody bids for ZNZ6.'],
  ['mid', book('110.25', undefined), 'Nobody offers ZNZ6.'],
  ['bid', book('110.25', undefined), "110'080"],
  ['ask', book(undefined, '110.25'), "110'080"],
  ['mid', book('110.25', '110.25'), 'The book of ZNZ6 is crossed, so its middle means nothing.'],
  ['last', book('110.25', '110.28125'), 'Nothing has traded in ZNZ6 yet.'],
])('the %s of a book', (which, given, expected) => {
  const told = marketSpot(given, which, zn);
  expect('spot' in told ? told.spot.text : told.problem).toBe(expected);
});

test('is exact where it lies between two ticks, and of the instant of the book or the trade', () => {
  const given = book('6123.25', '6123.50', '6123.50');
  expect(marketSpot(given, 'mid', es)).toEqual({
    spot: { price: priceFromDecimal('6123.375'), text: '6123.375', stated, learned: stated },
  });
  expect(marketSpot(given, 'last', es)).toMatchObject({ spot: { stated: now - 9 } });
});

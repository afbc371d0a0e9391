import { expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate } from '../../../core/calendar/business-day.ts';
import { futureFor, listingOf, nearestExpiry } from '../../../core/chains/listing.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';

const registry = instrumentRegistry((await loadConfig('config')).instruments, tradeDate('2026-11-21'));
const listing = listingOf(
  [
    'NIFTY01DEC26P26050',
    'NIFTY01DEC26C26050',
    'NIFTY23NOV26F',
    'NIFTY01DEC26C26000',
    'NIFTY23NOV26C26000',
    'NIFTY',
    'ZNZ6',
    'NIFTY29DEC26F',
    'NIFTY01DEC26C26000',
  ].map((id) => registry.resolve(id)),
);

test('strikes stand by expiry, each with its call and put', () => {
  const shown = listing.map(({ expiry, lot, future, strikes }) => ({
    expiry,
    lot,
    future: future?.id,
    strikes: strikes.map(({ strike, call, put }) => `${priceToDecimal(strike)} ${call?.id ?? '-'} ${put?.id ?? '-'}`),
  }));
  expect(shown).toEqual([
    { expiry: '2026-11-23', lot: 65, future: 'NIFTY23NOV26F', strikes: ['26000 NIFTY23NOV26C26000 -'] },
    {
      expiry: '2026-12-01',
      lot: 65,
      future: undefined,
      strikes: ['26000 NIFTY01DEC26C26000 -', '26050 NIFTY01DEC26C26050 NIFTY01DEC26P26050'],
    },
    { expiry: '2026-12-29', lot: 65, future: 'NIFTY29DEC26F', strikes: [] },
  ]);
});

test.each([
  ['2026-11-23', 'NIFTY23NOV26F'],
  ['2026-12-01', 'NIFTY29DEC26F'],
  ['2027-01-05', 'NIFTY29DEC26F'],
])('for options of %s the future is %s', (expiry, id) => {
  expect(futureFor(listing, tradeDate(expiry))?.id).toBe(id);
});

test.each([
  ['2026-11-21', true, '2026-11-23'],
  ['2026-11-23', true, '2026-11-23'],
  ['2026-11-23', false, '2026-12-01'],
  ['2026-11-24', true, '2026-12-01'],
  // the last expiry has a future alone
  ['2026-12-02', true, undefined],
])('from %s, its last day counted: %s, the nearest is %s', (from, lastDay, expiry) => {
  expect(nearestExpiry(listing, tradeDate(from), { lastDay })?.expiry).toBe(expiry);
});

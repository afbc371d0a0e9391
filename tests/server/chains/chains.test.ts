import { expect, test } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import type { ChainState } from '../../../core/topics.ts';
import { type ChainQuery, openChains } from '../../../server/chains/chains.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { openRemoteConsole } from '../monitors/remote-console.ts';
import { OptionVenue, registry } from './listing-venue.ts';

async function opened(venue = new OptionVenue()) {
  const { desk, close } = await openRemoteConsole(temporaryFolder(), venue);
  const chains = openChains({ desk, registry: () => registry, venue, clock: machineClock });
  const ask = (more: Partial<ChainQuery> = {}) =>
    chains.chain({ root: 'NIFTY', strikes: 1, skipExpiryDay: false, ...more });
  return { venue, desk, close, ask };
}

const option = (instrument: string) => ({
  instrument,
  bid: null,
  bidSize: null,
  ask: null,
  askSize: null,
  last: '101.05',
  openInterest: 1_300,
  volume: 65,
});

test('the strikes around the money of an expiry, which are followed so that they have prices', async () => {
  const { venue, close, ask } = await opened();
  expect(await ask({ expiry: '2026-12-01', pick: 'round-gap:100/50' })).toEqual({
    market: 'memory',
    root: 'NIFTY',
    underlying: { instrument: 'NIFTY', calculated: true, price: '25722.4' },
    expiry: '2026-12-01',
    expiries: ['2026-11-20', '2026-11-23', '2026-12-01'],
    future: null,
    lot: 65,
    atm: '25700',
    picked: { rule: 'round-gap:100/50', call: 'NIFTY01DEC26C25900', put: 'NIFTY01DEC26P25600' },
    strikes: [25_600, 25_700, 25_800].map((strike) => ({
      strike: String(strike),
      call: option(`NIFTY01DEC26C${strike}`),
      put: option(`NIFTY01DEC26P${strike}`),
    })),
  });
  expect(venue.followed).toHaveLength(8);
  await ask({ expiry: '2026-12-01' });
  expect([venue.asked, venue.followed.length]).toEqual([1, 8]);
  await close();
});

test('the nearest expiry, and the one after it on its last day', async () => {
  const { close, ask } = await opened();
  const days = [await ask(), await ask({ skipExpiryDay: true })].map(({ expiry, future }) => [expiry, future]);
  expect(days).toEqual([
    ['2026-11-20', null],
    ['2026-11-23', 'NIFTY23NOV26F'],
  ]);
  await close();
});

test.each<[string, Partial<ChainQuery>, string]>([
  [
    'a day without options',
    { expiry: '2026-11-24' },
    'No options on NIFTY expire on 2026-11-24; there are 2026-11-20, 2026-11-23, 2026-12-01.',
  ],
  ['text that is no day', { expiry: 'tomorrow' }, 'No options on NIFTY expire on tomorrow; there are'],
  ['a product without a chain', { root: 'ZN' }, 'ZN has no option chain; there are NIFTY, BANKNIFTY,'],
  ['nothing of that name', { root: 'NIFTEE' }, 'There is no instrument "NIFTEE". Did you mean NIFTY'],
  ['a rule that is none', { pick: 'near' }, '"near" is no rule for strikes: atm, otm:2,'],
  ['what the market does not list', { root: 'INFY' }, 'memory lists no options on INFY; start on a venue that does'],
])('refuses %s', async (_name, query, sentence) => {
  const { close, ask } = await opened();
  await expect(ask(query)).rejects.toThrow(sentence);
  await close();
});

test('the topic asks the market once somebody reads it, and says why there is nothing', async () => {
  const { venue, desk, close } = await opened();
  const read = () => desk.bus.read<ChainState>('chain.NIFTY');
  expect([venue.asked, read()]).toEqual([0, {}]);
  await expect
    .poll(() => read().listing?.map(({ expiry, strikes }) => `${expiry} ${strikes.length}`))
    .toEqual(['2026-11-20 3', '2026-11-23 41', '2026-12-01 11']);
  expect(desk.bus.version('chain.NIFTY')).toBe(1);
  venue.away = true;
  const infy = () => desk.bus.read<ChainState>('chain.INFY');
  infy();
  await expect.poll(infy).toEqual({ trouble: 'memory is away; look at its connection.' });
  expect(venue.asked).toBe(2);
  await close();
});

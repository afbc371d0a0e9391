import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { moneyFromDecimal } from '../../../core/model/money.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { DAY, HOUR, instant, MINUTE } from '../../../core/model/time.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import { MemoryVenue } from './memory-venue.ts';
import { friday, openRemoteConsole, type RemoteConsole } from './remote-console.ts';

const listed = (instrument: string, more: Partial<VenueContract> = {}): VenueContract => ({
  id: `M.${instrument}`,
  instrument,
  name: instrument,
  about: instrument,
  tick: priceFromDecimal('0.25'),
  tickValue: moneyFromDecimal('12.5'),
  active: true,
  ...more,
});

async function opened(...contracts: readonly VenueContract[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-contracts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const venue = new MemoryVenue(friday);
  venue.listed.push(...contracts);
  return { venue, folder, console: await openRemoteConsole(folder, venue) };
}

const told = ({ notices }: RemoteConsole) =>
  notices.told.filter(({ key }) => key.startsWith('front:')).map(({ text }) => text);
const sentence = (console: RemoteConsole) =>
  console.health().monitors.find(({ name }) => name === 'contracts')?.sentence;

const detail =
  'To trade it here, write "ESH7" for ES under "instruments" of memory in venues.json and start the console again. What is held in ESZ6 stays as it is: roll or close it first.';

it('tells once a trade date that the venue trades another month most', async () => {
  const { console, venue, folder } = await opened(
    listed('ZNZ6'),
    listed('ESZ6', { volume: 40_000 }),
    listed('ESH7', { volume: 900_000 }),
  );
  const text = 'memory trades ESH7 most and ESZ6 is traded here: volume 900,000 against 40,000.';
  expect(console.notices.told.filter(({ key }) => key.startsWith('front:'))).toEqual([
    { type: 'venue', level: 'warning', key: 'front:ES', text, detail, instrument: 'ESZ6' },
  ]);
  await console.alarms.pass(HOUR + MINUTE);
  expect({ told: told(console), sentence: sentence(console) }).toEqual({ told: [text], sentence: text });
  await console.close();

  const again = await openRemoteConsole(folder, venue, { at: instant(friday + HOUR) });
  expect({ told: told(again), sentence: sentence(again) }).toEqual({ told: [], sentence: text });
  await again.close();

  const later = await openRemoteConsole(folder, venue, { at: instant(friday + 3 * DAY) });
  expect(told(later)).toEqual([text]);
  venue.listed.splice(0, 3, listed('ZNZ6'), listed('ESZ6', { volume: 9 }), listed('ESH7', { volume: 8 }));
  await later.alarms.pass(HOUR + MINUTE);
  expect(later.notices.ended).toContain('front:ES');
  expect(sentence(later)).toBe('memory trades no other month more of ZNZ6, ESZ6.');
});

it.each<[string, readonly VenueContract[], string | undefined]>([
  [
    'open interest',
    [listed('ESZ6', { openInterest: 5 }), listed('ESH7', { openInterest: 1_500_000 })],
    'memory trades ESH7 most and ESZ6 is traded here: open interest 1,500,000 against 5.',
  ],
  ['a month that takes orders', [listed('ESH7')], 'memory takes orders in ESH7 and not in ESZ6, which is traded here.'],
  [
    'a month that takes them alone',
    [listed('ESZ6', { active: false, volume: 9 }), listed('ESH7')],
    'memory takes orders in ESH7 and not in ESZ6, which is traded here.',
  ],
  ['nothing of months of which nothing is told', [listed('ESH7'), listed('ESZ6')], undefined],
  ['nothing of a product that takes no orders', [listed('ESH7', { active: false })], undefined],
  ['nothing of what the settings do not have', [{ ...listed('ESH7'), instrument: 'XY' }], undefined],
])('goes by %s', async (_, contracts, text) => {
  const { console } = await opened(...contracts);
  expect(told(console)).toEqual(text === undefined ? [] : [text]);
});

it('looks at nothing that has no months', async () => {
  const venue = new MemoryVenue(friday);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-contracts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const console = await openRemoteConsole(folder, venue, { roots: ['NIFTY'] });
  expect(sentence(console)).toBe('Nothing that is traded here has months.');
});

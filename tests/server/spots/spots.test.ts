import { utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig, type Overrides } from '../../../config/load.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { HOUR, type Instant, instant, MINUTE, SECOND, toMilliseconds } from '../../../core/model/time.ts';
import type { InstrumentSpot, SpotsState } from '../../../core/spot/state.ts';
import { projectRoot } from '../../../server/paths.ts';
import { DeskSpots } from '../../../server/spots/spots.ts';
import { friday, openConsole, passTime, quiet } from '../desk/console.ts';
import { temporaryFolder } from '../journal/folder.ts';

async function opened(folder = temporaryFolder(), spots: Overrides['spots'] = {}, at: Instant = friday) {
  const overrides = { ...quiet, spots };
  const console = await openConsole(folder, { at, overrides });
  const { settings } = { settings: (await loadConfig(`${projectRoot}/config`, overrides)).spots };
  const problems: string[] = [];
  const { desk, journal, clock } = console;
  const failed = (sentence: string) => void problems.push(sentence);
  const made = new DeskSpots({ desk, journal, settings, machine: clock, environment: {}, random: () => 0.5, failed });
  const close = async () => {
    await made.close();
    await console.close();
  };
  onTestFinished(close);
  return { ...console, spots: made, problems, close };
}

const line = ({ instrument, used, why, choice }: InstrumentSpot): string =>
  `${instrument} ${used ? `${priceToDecimal(used.spot.price)} ${used.source} ${used.state}` : 'none'} (${why})${choice === undefined ? '' : ` [${choice}]`}`;

test('a price by hand counts while it is fresh, then the market does', async () => {
  const console = await opened();
  const { spots } = console;
  expect(line(await spots.set({ instrument: 'ZN', price: '110-16+' }))).toBe(
    'ZNZ6 110.515625 manual fresh (first in the order)',
  );
  await passTime(console, 16 * MINUTE);
  expect(line(spots.of('ZN'))).toMatch(/^ZNZ6 1\d\d\.\d+ venue mid fresh \(manual is 16 min old\)$/);
  expect(spots.of('ZN').offers.map(({ source, state }) => `${source} ${state}`)).toEqual([
    'manual old',
    'venue mid fresh',
    'venue last fresh',
  ]);
});

test('the topic tells every instrument with a market, and wakes with a change', async () => {
  const { spots, desk } = await opened();
  const before = desk.bus.version('spots');
  await spots.set({ instrument: 'NIFTY', price: '24,010.05' });
  const state = desk.bus.read<SpotsState>('spots');
  expect(state.spots.map(({ instrument }) => instrument)).toEqual([
    'ZNZ6',
    'ZFZ6',
    'TNZ6',
    'ZBZ6',
    'ESZ6',
    'NQZ6',
    'NIFTY',
  ]);
  expect(desk.bus.version('spots')).toBeGreaterThan(before);
});

test('a price far from the one in use is asked for twice, one that may be two prices is not taken', async () => {
  const { spots } = await opened();
  await spots.set({ instrument: 'ZN', price: '110-16' });
  await expect(spots.set({ instrument: 'ZN', price: '98-16' })).rejects.toThrow(
    "98'160 is 10.9% away from 110'160, the spot of ZNZ6 from manual.",
  );
  await expect(spots.set({ instrument: 'ZN', price: '110085' })).rejects.toThrow(
    `"110085" may be 110085.0 or 110'08.5: write one of them`,
  );
  expect(line(spots.of('ZN'))).toContain('110.5 manual');
  expect(line(await spots.set({ instrument: 'ZN', price: '98-16', confirm: true }))).toContain('98.5 manual');
});

test('a source is chosen, kept over a restart, and left to the order again by a price by hand', async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  await first.spots.set({ instrument: 'ZN', price: '110-16' });
  expect(line(await first.spots.choose('ZN', 'venue mid'))).toMatch(/venue mid fresh \(chosen\) \[venue mid\]$/);
  await expect(first.spots.choose('ZN', 'telex')).rejects.toThrow(
    'ZNZ6 has no spot source "telex"; it has manual, venue mid, venue last.',
  );
  await first.close();
  const second = await opened(folder, {}, instant(friday + MINUTE));
  expect(line(second.spots.of('ZN'))).toMatch(/\[venue mid\]$/);
  expect(line(await second.spots.set({ instrument: 'ZN', price: '110-17' }))).toBe(
    'ZNZ6 110.53125 manual fresh (first in the order)',
  );
  expect(line(await second.spots.choose('ZN', null))).toBe('ZNZ6 110.53125 manual fresh (first in the order)');
});

test('prices by hand come back with their age, and what was taken back stays so', async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  await first.spots.set({ instrument: 'ZN', price: '110-16' });
  await first.spots.set({ instrument: 'ES', price: '6,123.50' });
  await first.spots.set({ instrument: 'NIFTY', price: '24010.05' });
  expect(line(await first.spots.withdraw('ES'))).toContain('venue mid');
  await expect(first.spots.withdraw('ES')).rejects.toThrow(
    'Nobody has stated a spot of ESZ6, so there is nothing to take back.',
  );
  await first.close();
  const { spots } = await opened(folder, {}, instant(friday + HOUR));
  expect(spots.of('ZN').offers[0]).toMatchObject({
    state: 'old',
    age: HOUR,
    spot: { text: '110-16', format: 'dash', stated: friday },
  });
  expect(spots.of('ES').offers[0]).toMatchObject({ source: 'manual', state: 'none' });
  expect(line(spots.of('NIFTY'))).toBe('NIFTY 24010.05 manual old (the only one)');
});

test('a file counts in its place, is journalled with each change, and comes back with its age', async () => {
  const folder = temporaryFolder();
  const file = path.join(temporaryFolder(), 'zn.txt');
  const told = (price: string, at: Instant) => {
    writeFileSync(file, price);
    utimesSync(file, toMilliseconds(at) / 1_000, toMilliseconds(at) / 1_000);
  };
  const settings = {
    instruments: { ZN: [{ from: 'file' as const, path: file, oldAfterSeconds: 60, everySeconds: 3_600 }] },
  };
  const first = await opened(folder, settings as unknown as Overrides['spots']);
  told('110-16\n', instant(friday - 10 * SECOND));
  first.spots.start();
  await expect.poll(() => line(first.spots.of('ZN'))).toBe('ZNZ6 110.5 file fresh (first in the order)');
  await first.spots.look();
  await expect(first.spots.set({ instrument: 'ZN', price: '110-17' })).rejects.toThrow(
    /^The settings give ZNZ6 no manual source/,
  );
  await first.close();
  const rows = (
    await opened(folder, settings as unknown as Overrides['spots'], instant(friday + HOUR))
  ).journal.newestSpots();
  expect(rows).toEqual([
    {
      instrument: 'ZNZ6',
      source: 'file',
      price: 110_500_000_000,
      text: '110-16',
      format: 'dash',
      stated: friday - 10 * SECOND,
      learned: friday,
    },
  ]);
});

test('a contract of the settings that does not exist is left out and told of', async () => {
  const settings = { instruments: { ZNF6: [{ from: 'manual' as const, oldAfterSeconds: 60 }] } };
  const { spots, problems } = await opened(undefined, settings);
  expect(spots.state().spots.map(({ instrument }) => instrument)).not.toContain('ZNF6');
  expect(problems).toEqual([
    expect.stringMatching(
      /^The settings of spots name ZNF6, which is left out: There is no contract "ZNF6": ZN trades in the months/,
    ),
  ]);
});

test('what cannot be journalled is not taken', async () => {
  const { spots, journal } = await opened();
  await spots.set({ instrument: 'ZN', price: '110-16' });
  journal.appendSpots = () => Promise.reject(new Error('database or disk is full'));
  const refused =
    'The journal could not be written (database or disk is full), so nothing was changed. See to the disk and try again.';
  await expect(spots.set({ instrument: 'ZN', price: '110-17' })).rejects.toThrow(refused);
  await expect(spots.withdraw('ZN')).rejects.toThrow(refused);
  expect(line(spots.of('ZN'))).toBe('ZNZ6 110.5 manual fresh (first in the order)');
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const contracts = (...words: string[]) => deskbook(place, ['contracts', ...words]);

it('lists contracts as a table without a console', async () => {
  const { code, stdout, stderr } = await contracts('ZN');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [heads, , first] = stdout.split('\n');
  expect(heads).toMatch(/^ {3}instrument +about +takes orders +tick +value +last trade +roll +volume +elsewhere$/);
  expect(first).toMatch(/^\* +ZN[HMUZ]\d +10-Year T-Note +yes +0\.015625 +15\.625 +[\d-]{10} +[\d-]{10} +[\d,]+ +TY/);
});

it('says that there is none', async () => {
  expect((await contracts('xyzzy')).stdout).toBe('paper lists no contract by "xyzzy".\n');
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

it.each([
  [
    ['NIFTY'],
    1,
    'deskbook: paper lists no options on NIFTY; start on a venue that does, as in deskbook start --venue kite.\n',
  ],
  [
    ['ZN'],
    1,
    'deskbook: ZN has no option chain; there are NIFTY, BANKNIFTY, FINNIFTY, MIDCPNIFTY, SENSEX, RELIANCE, INFY, HDFCBANK, TCS, SBIN.\n',
  ],
  [['NIFTY', '--strikes', '0'], 2, 'deskbook: --strikes is 0; it is a whole number from 1 to 50, on each side.\n'],
])('chain %j', async (words, code, stderr) => {
  expect(await deskbook(place, ['chain', ...words])).toMatchObject({ code, stdout: '', stderr });
});

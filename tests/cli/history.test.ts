import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const history = (...args: string[]) => deskbook(place, ['history', ...args]);

describe('history', () => {
  it('says that there is none, and what is not known', async () => {
    expect(await history('ZN', '5m')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^paper has no bars of ZN[HMUZ]\d there\.\n$/),
      stderr: '',
    });
  });

  it.each([
    [
      ['ZN', '5x'],
      2,
      /^error: command-argument value '5x' is invalid for argument 'frame'\. a frame is a number and s, m, h, d, w or M/,
    ],
    [['ZN', '--count', '0'], 2, /it is a whole number from 1 to 20000/],
    [['ZN', '--csv', '--json'], 2, /--csv, --raw and --json exclude each other\.$/m],
    [['QQQQ'], 1, /^deskbook: There is no instrument "QQQQ"\./],
    [
      ['ZN', '--from', 'yesterday'],
      1,
      /^deskbook: from: "yesterday" is no time; write a trade date as 2026-11-20, or a time in America\/Chicago as 2026-11-20T14:30\.\n$/,
    ],
    [['ZN', '--from', '2026-03-08T02:30'], 1, /^deskbook: from: 2026-03-08T02:30 never happened in America\/Chicago/],
    [
      ['ZN', '--from', '2026-11-20', '--to', '2026-11-19'],
      1,
      /^deskbook: The bars would end before they begin: from has to be before to\.\n$/,
    ],
  ])('refuses %j', async (args, code, stderr) => {
    const outcome = await history(...args);
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: '' });
    expect(outcome.stderr).toMatch(stderr);
  });
});

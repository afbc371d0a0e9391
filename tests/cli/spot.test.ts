import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
  await writeFile(path.join(place.folder, 'zf.csv'), 'symbol,last\nZF,107-16+\n');
  const spots = { instruments: { ZF: [{ from: 'file', path: '../zf.csv', column: 'last', oldAfterSeconds: 600 }] } };
  await writeFile(path.join(place.config, 'local.json'), JSON.stringify({ demo: { enabled: false }, spots }));
});
afterAll(() => place.remove());

interface Report {
  readonly instrument: string;
  readonly price: number | string;
  readonly text: string;
  readonly source: string;
}

/** The front month of the day, whatever it is. */
const frontAsZ6 = (text: string): string => text.replace(/\b(Z[NF])[HMUZ]\d\b/g, '$1Z6');

const spot = async (...words: string[]) => {
  const outcome = await deskbook(place, ['spot', ...words]);
  return { ...outcome, said: frontAsZ6(outcome.stderr.trim()) };
};

describe('deskbook spot', () => {
  it('states a price, prints it, and reads a file of the settings, without a console', async () => {
    expect(jsonOf<Report>(await spawned(place, ['spot', 'ZN', "110'16+", '--json']))).toMatchObject({
      price: 110.515625,
      text: "110'16+",
      source: 'manual',
    });
    expect(jsonOf<Report>(await spot('ZN', '--json'))).toMatchObject({ price: 110.515625, source: 'manual' });
    expect(jsonOf<Report>(await spot('ZF', '--json'))).toMatchObject({
      price: 107.515625,
      text: '107-16+',
      source: 'file',
    });
    expect((await spot()).stdout).toMatch(
      /^instrument +price +source +age +state +why\n[─ ]+\nZN[HMUZ]\d +110'165 +manual/,
    );
  });

  it('is where deskbook ladder projects from', async () => {
    await writeFile(
      path.join(place.folder, 'orders.json'),
      JSON.stringify([{ side: 'buy', quantity: 5, price: "110'150" }]),
    );
    const { code, stdout, stderr } = await deskbook(place, ['ladder', 'orders.json', '--spot', 'source', '--json']);
    const rows = JSON.parse(stdout) as { text: string; position: number }[];
    expect({ code, at: rows.find(({ text }) => text === "110'150")?.position }).toEqual({ code: 0, at: 5 });
    expect(stderr).toMatch(/^deskbook: The spot is 110'165 from manual \(.+\)\.\n$/);
    const none = await deskbook(place, ['ladder', 'orders.json', '--spot', 'source', '--instrument', 'GC']);
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^deskbook: No spot source of GC\w+ has a price: state one with/),
    });
  });

  it('says the same beside a running console', async () => {
    const console = await startConsole(place);
    expect(jsonOf<Report>(await spot('ZN 110 17', '--json'))).toMatchObject({ price: 110.53125, text: '110 17' });
    expect(await spot('ZN', '110-085')).toMatchObject({
      code: 1,
      said: `deskbook: "110-085" may be 110'08.5 or 110'08.625: write one of them.`,
    });
    await console.end();
    expect(jsonOf<Report>(await spot('ZN', '--json'))).toMatchObject({ price: 110.53125 });
  });

  it.each([
    [
      ['ZN', '90-16'],
      1,
      "deskbook: 90'160 is 18.1% away from 110'170, the spot of ZNZ6 from manual. Confirm it if it is meant.",
    ],
    [['ZN', 'telex'], 1, 'deskbook: There is no instrument "ZN telex".'],
    [['ZXQ'], 1, 'deskbook: There is no instrument "ZXQ". Did you mean ZQ, ENQ or MNQ?'],
    [['110-16'], 2, 'deskbook: Name the instrument: deskbook spot ZN 110-16.'],
    [['ZN', '110-16', '--clear'], 2, 'deskbook: A price, --source and --clear each say what to do: give one of them.'],
    [
      ['ZF', '107-16'],
      1,
      'deskbook: The settings give ZFZ6 no manual source: add {"from": "manual", "oldAfterSeconds": 900} in config/spots.json.',
    ],
  ])('%j ends with %i', async (words, code, said) => {
    const outcome = await spot(...words);
    expect({ code: outcome.code, said: outcome.said }).toEqual({ code, said: expect.stringContaining(said) });
  });
});

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from '../../notebook/format/index.ts';
import { newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;

const own = (name: string): string => path.join(place.data, 'notebooks', name);

beforeAll(async () => {
  place = await newPlace();
});

afterAll(() => place.remove());

describe('deskbook new', () => {
  it('makes a notebook that checks well, and prints where it is', async () => {
    expect(await spawned(place, ['new', 'Roll week: ZN', '--json'])).toMatchObject({ code: 0, stderr: '' });
    expect(await readdir(path.join(place.data, 'notebooks'))).toEqual(['roll-week-zn.md']);
    expect(parse(await readFile(own('roll-week-zn.md'), 'utf8')).title).toBe('Roll week: ZN');
    expect(await deskbook(place, ['check', 'roll-week-zn', '--strict'])).toMatchObject({ code: 0 });
  });

  it('begins with the text of another', async () => {
    expect(await deskbook(place, ['new', 'Afternoon', '--from', 'morning'])).toMatchObject({
      code: 0,
      stdout: `${own('afternoon.md')}\nhttp://127.0.0.1:4870/notebooks/afternoon once the console runs\n`,
    });
    const [made, morning] = await Promise.all([
      readFile(own('afternoon.md'), 'utf8'),
      readFile('data/notebooks/morning.md', 'utf8'),
    ]);
    expect([parse(made).title, parse(made).blocks]).toEqual(['Afternoon', parse(morning).blocks]);
  });

  it('replaces none, neither an own nor a shipped one', async () => {
    const before = await readFile(own('afternoon.md'), 'utf8');
    for (const [title, where] of [
      ['afternoon', own('afternoon.md')],
      ['Morning', path.resolve('data/notebooks/morning.md')],
    ] as const) {
      expect(await deskbook(place, ['new', title])).toMatchObject({
        code: 1,
        stderr: `deskbook: There is a notebook ${title.toLowerCase()} already (${where}). Choose another title.\n`,
      });
    }
    expect(await readFile(own('afternoon.md'), 'utf8')).toBe(before);
  });

  it.each([
    [['new', ' '], 2, 'deskbook: A notebook needs a title of 1 to 80 characters on one line.\n'],
    [
      ['new', 'Evening', '--from', 'mornin'],
      1,
      'deskbook: There is no notebook and no file called "mornin". Did you mean morning?\n',
    ],
  ])('%j makes nothing', async (args, code, stderr) => {
    expect(await deskbook(place, args)).toMatchObject({ code, stderr });
    expect(await readdir(path.join(place.data, 'notebooks'))).toEqual(['afternoon.md', 'roll-week-zn.md']);
  });
});

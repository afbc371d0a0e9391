import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;

const write = async (name: string, text: string): Promise<void> => {
  await mkdir(path.join(place.data, 'notebooks'), { recursive: true });
  await writeFile(path.join(place.data, 'notebooks', name), text);
};

beforeAll(async () => {
  place = await newPlace();
  await write('good.md', '```sql a\nselect * from fills\n```\n');
  await write('idle.md', '```input day\ntype: date\ndefault: today\n```\n');
  await writeFile(path.join(place.folder, 'bad.md'), '# Bad\n\n```sql a\nselect *\nfrom a\n```\n');
});

afterAll(() => place.remove());

describe('deskbook check', () => {
  it('is content with a good notebook, by its id', async () => {
    expect(await deskbook(place, ['check', 'good'])).toMatchObject({
      code: 0,
      stdout: '1 notebook: no errors, no warnings.\n',
      stderr: '',
    });
  });

  it('fails for a file with an error, and names its place', async () => {
    expect(await spawned(place, ['check', 'bad.md'])).toMatchObject({
      code: 1,
      stdout:
        'bad.md:5:6: error: a: It reads itself: a → a. Take one of these reads out; the rest of the notebook runs.\n' +
        '1 notebook: 1 error, no warnings.\n',
    });
  });

  it('fails for warnings where it is asked to', async () => {
    const outcomes = await Promise.all([
      deskbook(place, ['check', 'idle']),
      deskbook(place, ['check', 'idle', '--strict']),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 1]);
  });

  it('checks shipped and own notebooks where none is named, prints JSON, and writes nothing', async () => {
    const { code, stdout } = await deskbook(place, ['check', '--json']);
    const { notebooks, errors, warnings } = JSON.parse(stdout) as {
      notebooks: { notebook: string; file: string; findings: unknown[] }[];
      errors: number;
      warnings: number;
    };
    expect([code, errors, warnings]).toEqual([0, 0, 1]);
    expect(notebooks.map(({ notebook }) => notebook)).toEqual(
      expect.arrayContaining(['good', 'idle', 'morning', 'tour']),
    );
    expect(notebooks.find(({ notebook }) => notebook === 'idle')).toEqual({
      notebook: 'idle',
      file: path.join(place.data, 'notebooks', 'idle.md'),
      findings: [
        {
          line: 1,
          column: 10,
          cell: 'day',
          severity: 'warning',
          code: 'unused',
          message: 'Nothing reads $day.',
          hint: 'Read it in a cell, or delete this one.',
        },
      ],
    });
    expect(await readdir(place.data)).toEqual(['notebooks']);
  });

  it('says which notebook may have been meant', async () => {
    expect(await deskbook(place, ['check', 'mornin'])).toMatchObject({
      code: 1,
      stderr: 'deskbook: There is no notebook and no file called "mornin". Did you mean morning?\n',
    });
  });
});

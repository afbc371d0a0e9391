import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/paths.ts';
import type { ImportReport } from '../../views/import-report.ts';
import { jsonOf, newPlace, type Place, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});
afterAll(() => place.remove());

const fixture = (name: string): string => path.join(projectRoot, 'tests', 'fixtures', 'import', name);
const take = (file: string, ...more: string[]) => deskbook(place, ['import', file, ...more]);
const query = async <T>(sql: string): Promise<T[]> => jsonOf(await deskbook(place, ['query', sql, '--json']));
const realized = "select sum(realized)::varchar as realized from matches where account = 'E1'";

const header = 'time,instrument,side,quantity,price,exec_id,account';
async function mixedFile(): Promise<string> {
  const file = path.join(place.folder, 'mixed.csv');
  await writeFile(
    file,
    `${header}\n2025-07-22T13:30:00Z,ZNU5,buy,2,111,m1,MIXED\n2025-07-22T13:30:00Z,ZNU5,buy,2,abc,m2,MIXED\n`,
  );
  return file;
}

describe('deskbook import FILE', () => {
  it('previews, takes, and takes nothing twice', async () => {
    const file = fixture('continuous_fills.csv');
    const preview = await take(file, '--account', 'E1', '--preview');
    expect(preview).toMatchObject({ code: 0, stderr: '' });
    expect(preview.stdout).toContain('83 would be new, 0 there already');
    expect(await query("select count(*)::varchar as fills from fills where account = 'E1'")).toEqual([{ fills: '0' }]);
    const taken = jsonOf<ImportReport>(await spawned(place, ['import', file, '--account', 'E1', '--json']));
    expect(taken).toMatchObject({
      format: 'continuous-fills',
      outcome: 'imported',
      rows: 83,
      new: 83,
      known: 0,
      bad: [],
    });
    expect(await query(realized)).toEqual([{ realized: '407890.625000' }]);
    expect((await take(file, '--account', 'E1')).stdout).toContain('0 taken, 83 there already');
  });

  it('refuses a file with a bad row, named, and keeps the good ones when asked', async () => {
    const file = await mixedFile();
    const refused = await take(file);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /1 bad row, so nothing was taken; --keep-good takes the others.*\n {2}row 3, price "abc": /,
    );
    expect(await take(file, '--json')).toMatchObject({ code: 1, stderr: '' });
    const kept = await take(file, '--keep-good');
    expect(kept).toMatchObject({ code: 0, stderr: '' });
    expect(kept.stdout).toContain('1 taken, 0 there already\n1 refused; the header is row 1:\n  row 3, price "abc": ');
  });

  it('asks a console that runs', async () => {
    const console = await startConsole(place);
    try {
      const file = fixture('audit_trail.csv');
      const preview = jsonOf<ImportReport>(await take(file, '--preview', '--json'));
      const taken = jsonOf<ImportReport>(await take(file, '--json'));
      expect([preview, taken].map(({ outcome, new: fresh, known }) => [outcome, fresh, known])).toEqual([
        ['preview', 3, 0],
        ['imported', 3, 0],
      ]);
      expect(await take(await mixedFile())).toMatchObject({ code: 1, stdout: '' });
      expect(await query("select count(*)::varchar as fills from fills where account = 'ACCT1'")).toEqual([
        { fills: '3' },
      ]);
    } finally {
      await console.end();
    }
  });
});

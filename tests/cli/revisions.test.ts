import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, newPlace, type Place, deskbook as spawned, startConsole } from './command.ts';
import { command as deskbook } from './resident.ts';

let place: Place;
const file = () => path.join(place.data, 'notebooks', 'carry.md');

beforeAll(async () => {
  place = await newPlace();
  await mkdir(path.dirname(file()), { recursive: true });
  await writeFile(file(), '# Carry\n\n```sql one\nselect 1 as x\n```\n');
});
afterAll(() => place.remove());

interface Told {
  readonly exists: boolean;
  readonly revisions: readonly { id: number; at: string; reason: string; added: number; removed: number }[];
}

describe('deskbook revisions and restore', () => {
  it('ask the console that runs, and a deleted notebook comes back without one', async () => {
    const console = await startConsole(place);
    const { address } = console;
    const put = await fetch(`${address}/notebooks/carry/cells/one`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain' },
      body: 'select 2 as x',
    });
    expect(put.status).toBe(200);
    const told: Told = jsonOf(await deskbook(place, ['revisions', 'carry', '--json']));
    expect(told.revisions.map(({ reason, added, removed }) => [reason, added, removed])).toEqual([
      ['edit one', 1, 1],
      ['as it was found', 6, 0],
    ]);
    const first = told.revisions.at(-1)?.id;
    expect(jsonOf(await deskbook(place, ['restore', 'carry', String(first), '--json']))).toEqual({
      id: 'carry',
      revision: first,
      title: 'Carry',
    });
    await fetch(`${address}/notebooks/carry`, { method: 'DELETE' });
    console.child.kill('SIGTERM');
    await console.ended;
    const after: Told = jsonOf(await deskbook(place, ['revisions', 'carry', '--json']));
    expect([after.exists, after.revisions.map(({ reason }) => reason)]).toEqual([
      false,
      ['deleted', `restore revision ${first}`, 'edit one', 'as it was found'],
    ]);
    const back = await spawned(place, ['restore', 'carry', String(told.revisions[0]?.id)]);
    expect(back).toMatchObject({
      code: 0,
      stdout: `Carry (carry) is as it was in revision ${told.revisions[0]?.id}.\n`,
    });
    const listed = await deskbook(place, ['revisions', 'carry']);
    expect(listed.stdout).toMatch(/^ +\d+ {2}\S+Z {2}\+1 -1 +restore revision \d+\n/);
    await rm(file());
  });

  it.each([
    [['restore', 'carry', 'x'], 2, '"x" is no number of a revision. deskbook revisions NOTEBOOK lists them.'],
    [['restore', 'carry', '999'], 1, 'carry has no revision 999. deskbook revisions carry lists them.'],
    [['revisions', 'none'], 1, 'There is no notebook none and there never was. The list of notebooks is at /.'],
  ])('say what was wrong: %j', async (args, code, message) => {
    expect(await deskbook(place, args)).toMatchObject({ code, stdout: '', stderr: `deskbook: ${message}\n` });
  });
});

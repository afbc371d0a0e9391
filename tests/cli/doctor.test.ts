import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace, type Place, type deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

interface Report {
  readonly lines: readonly { area: string; state: string; text: string; todo?: string }[];
  readonly problems: number;
}

let place: Place;

const doctor = async (
  run: typeof deskbook | typeof spawned = deskbook,
): Promise<{ code: number | null; report: Report }> => {
  const { code, stdout } = await run(place, ['doctor', '--json'], { PORT: '0' });
  return { code, report: JSON.parse(stdout) as Report };
};

beforeAll(async () => {
  place = await newPlace();
});

afterAll(() => place.remove());

describe('deskbook doctor', () => {
  it('is content where nothing was started yet, and makes nothing', async () => {
    const { code, report } = await doctor();
    expect([code, report.problems]).toEqual([0, 0]);
    expect([...new Set(report.lines.map(({ area }) => area))]).toEqual([
      ...['versions', 'settings', 'data', 'disk', 'port', 'browser', 'clock', 'build'],
    ]);
    expect(existsSync(place.data)).toBe(false);
  });

  it('fails for settings that a start would refuse, and prints what to do', async () => {
    await writeFile(path.join(place.config, 'local.json'), '{"sed": 1}');
    const { code, stdout } = await deskbook(place, ['doctor'], { PORT: '0' });
    expect(code).toBe(1);
    expect(stdout).toContain('problem  settings  local.json: sed is no setting. Did you mean seed?\n');
    expect(stdout).toContain(`Mend it in ${place.config}; a start refuses it in the same words.\n`);
    expect(stdout).toMatch(/\n1 problem(?:, \d+ notes?)?\.\n$/);
  });
});

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalCsv, canonicalHeader } from '../../core/trace/canonical.ts';
import { rowsOf } from '../server/trace/desk-traces.ts';
import { writeDeskTraces } from '../server/trace/write-desk-traces.ts';
import { newPlace, type Place, deskbook as spawned } from './command.ts';
import { command as deskbook } from './resident.ts';

const options = { calls: 2_500 };
const told = [...rowsOf(options)].reverse();
const values = told.flatMap(({ data }) => [...data].reverse());

let place: Place;
beforeAll(async () => {
  place = await newPlace();
  await mkdir(place.data);
  writeDeskTraces(path.join(place.data, 'trace.sqlite'), options);
});
afterAll(() => place.remove());

const trace = (...args: string[]) => deskbook(place, ['trace', ...args]);

describe('deskbook trace', () => {
  it('prints the newest values as a table', async () => {
    const { code, stdout, stderr } = await trace('--limit', '2');
    const [head = '', , first = ''] = stdout.split('\n');
    expect(head.split(/ {2,}/)).toEqual([
      'Process',
      'Data',
      'Data Type',
      'Data Value',
      'Timestamp',
      'Status',
      'Exception',
    ]);
    expect(first).toContain(values[0]?.process);
    expect(stdout).toMatch(/\n2 rows; there are more, --limit prints them\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('prints every value as CSV', async () => {
    const { stdout } = await spawned(place, ['trace', '--csv']);
    const rows = values.map((row) => ({ ...row, dataType: row.data_type, dataValue: row.data_value }));
    expect(stdout).toBe(canonicalHeader + canonicalCsv(rows));
  });

  it('prints calls that fit as JSON', async () => {
    const { stdout } = await trace('--calls', '--errors', '--json');
    const failed = told.filter(({ process }) => process.status === 'ERR');
    const rows = JSON.parse(stdout) as { process: string; spanId: string; exception: string }[];
    expect(rows.map(({ spanId }) => spanId)).toEqual(failed.map(({ process }) => process.span_id));
    expect(rows[0]).toMatchObject({ process: failed[0]?.process.process, exception: failed[0]?.process.exception });
  });

  it('filters by process, group, subject and text', async () => {
    const { stdout } = await trace(
      '--process',
      'Paper*send',
      '--group',
      'venue',
      '--text',
      'LIMIT',
      '--calls',
      '--json',
      '--limit',
      '1',
    );
    const [row] = JSON.parse(stdout) as { process: string }[];
    expect(row?.process).toBe('server/venues/paper/venue.PaperVenue.send');
    expect((await trace('--last', '1s')).stdout).toMatch(/\n0 rows\n$/);
    expect((await trace('--calls', '--subject', 'order T-98')).stdout).toContain('order T-98');
  });

  it('says where nothing was traced', async () => {
    const { code, stdout, stderr } = await trace('--data', place.folder);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `deskbook: Nothing was traced in ${place.folder}: it has no trace.sqlite. Start a console there first, or name another folder with --data.\n`,
    });
  });

  it('says in a sentence that the file cannot be read', async () => {
    const data = path.join(place.folder, 'damaged');
    await mkdir(data);
    await writeFile(path.join(data, 'trace.sqlite'), 'no database at all');
    const { code, stdout, stderr } = await trace('--data', data);
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `deskbook: The traces in ${path.join(data, 'trace.sqlite')} cannot be read: file is not a database (SQLITE_NOTADB). The console goes on without them. See who else uses the file, or move it away: a new one is begun.\n`,
    });
  });
});

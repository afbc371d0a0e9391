import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import {
  type ArchivedTable,
  type ArchiveFile,
  archivedTables,
  archiveFiles,
  archivePath,
  archiveSize,
} from '../../../server/trace/archive-files.ts';
import { keepWithin, removeAfter } from '../../../server/trace/archive-keep.ts';

let archive: string;
beforeEach(() => {
  archive = mkdtempSync(path.join(tmpdir(), 'deskbook-archive-'));
});
afterEach(() => rmSync(archive, { recursive: true, force: true }));

function add(table: ArchivedTable, date: string, hour: string, first: number, last: number, generation = 'ab'): void {
  const file = archivePath(archive, { table, date, hour, generation, first, last });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, 'x'.repeat(100));
}

const left = () =>
  archivedTables.flatMap((table) =>
    [...archiveFiles(archive, table)].map((file: ArchiveFile) => `${table} ${file.date} ${file.hour} ${file.first}`),
  );
const at = (text: string) => instant(Date.parse(text) * 1000);
const bounds = { days: 10, bytes: 1e9 };

describe('the archive is kept within', () => {
  beforeEach(() => {
    for (const table of ['process_trace', 'logs'] as const) {
      add(table, '2026-11-19', '23', 1, 9);
      add(table, '2026-11-20', '00', 10, 19);
      add(table, '2026-11-20', '01', 20, 29);
    }
  });
  const hours = (...wanted: string[]) =>
    ['process_trace', 'logs'].flatMap((table) => wanted.map((hour) => `${table} ${hour}`));

  it.each([
    ['2026-11-29T23:59:59Z', ['2026-11-19 23 1', '2026-11-20 00 10', '2026-11-20 01 20']],
    ['2026-11-30T00:00:00Z', ['2026-11-20 00 10', '2026-11-20 01 20']],
    ['2026-11-30T01:00:01Z', ['2026-11-20 01 20']],
    ['2027-11-30T01:00:01Z', ['2026-11-20 01 20']],
  ])('days: at %s', (now, wanted) => {
    keepWithin(archive, bounds, at(now));
    expect(left()).toEqual(hours(...wanted));
  });

  it.each([
    [600, 3],
    [599, 2],
    [400, 2],
    [399, 1],
    [0, 1],
  ])('bytes: %i have room for %i hours', (bytes, wanted) => {
    keepWithin(archive, { ...bounds, bytes }, at('2026-11-20T02:00:00Z'));
    expect(left()).toEqual(hours(...['2026-11-19 23 1', '2026-11-20 00 10', '2026-11-20 01 20'].slice(3 - wanted)));
    expect(archiveSize(archive)).toEqual({ files: 2 * wanted, bytes: 200 * wanted });
  });

  it('whole hours, with the folders that are empty then', () => {
    keepWithin(archive, bounds, at('2026-11-30T00:00:00Z'));
    expect(existsSync(path.join(archive, 'logs', 'date=2026-11-19'))).toBe(false);
    expect(existsSync(path.join(archive, 'logs', 'date=2026-11-20', 'hour=00'))).toBe(true);
  });
});

describe('leftovers', () => {
  it('are files of the same store beyond the mark of their table', () => {
    add('process_trace', '2026-11-20', '00', 1, 9);
    add('process_trace', '2026-11-20', '01', 10, 19);
    add('process_trace', '2026-11-20', '01', 20, 29, 'cd');
    add('logs', '2026-11-20', '01', 10, 19);
    removeAfter(archive, 'ab', { process_trace: 9, logs: 19, data_trace: 0 });
    expect(left()).toEqual([
      'process_trace 2026-11-20 00 1',
      'process_trace 2026-11-20 01 20',
      'logs 2026-11-20 01 10',
    ]);
  });

  it('are nothing that is named otherwise', () => {
    add('process_trace', '2026-11-20', '01', 10, 19);
    const folder = path.join(archive, 'process_trace', 'date=2026-11-20', 'hour=01');
    for (const name of ['ab-10-19.parquet.unreadable', 'mine.parquet', 'notes.txt'])
      writeFileSync(path.join(folder, name), '');
    removeAfter(archive, 'ab', { process_trace: 0 });
    expect(left()).toEqual([]);
    expect(existsSync(path.join(folder, 'mine.parquet'))).toBe(true);
    expect(archiveSize(path.join(archive, 'not there'))).toEqual({ files: 0, bytes: 0 });
  });
});

import {
  appendFileSync,
  closeSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../../core/model/time.ts';
import { ArchiveLab } from '../trace/archive-lab.ts';
import { begin } from '../trace/rows.ts';

async function filled(): Promise<ArchiveLab> {
  const lab = new ArchiveLab();
  lab.write(0, 180);
  lab.open();
  await lab.settle(begin + 10 * HOUR);
  return lab;
}

const spoilMiddle = (file: string) => {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(200, 7), 0, 200, 60);
  closeSync(descriptor);
};

const damage: readonly [string, (file: string) => void][] = [
  ['is empty', (file) => truncateSync(file, 0)],
  ['was cut', (file) => truncateSync(file, 900)],
  ['is something else', (file) => writeFileSync(file, 'PAR1 and no more than that, PAR1')],
  ['is spoilt inside', spoilMiddle],
  ['has another schema', (file) => copyFileSync(file.replace('process_trace', 'logs'), file)],
];

describe('a file that cannot be read is set aside with a sentence, and the rest is there', () => {
  const whole = mkdtempSync(path.join(tmpdir(), 'deskbook-archive-'));
  let lab: ArchiveLab;
  beforeAll(async () => {
    const made = await filled();
    cpSync(made.lab.folder, whole, { recursive: true });
    await made.dispose();
  });
  afterAll(() => rmSync(whole, { recursive: true }));
  beforeEach(() => {
    lab = new ArchiveLab();
    cpSync(whole, lab.lab.folder, { recursive: true });
  });
  afterEach(() => lab.dispose());

  const file = (hour: string) =>
    path.join(lab.archive, 'process_trace', 'date=2026-11-20', `hour=${hour}`, `${lab.generation}-1-180.parquet`);
  const told = () => lab.lab.log.map((line) => line.replace(/[0-9a-f]{16}/, 'G').slice(0, 130));
  const aside = (hour: string) =>
    `A file of the trace archive cannot be read and was set aside as process_trace/date=2026-11-20/hour=${hour}/G-1-180.parquet.unreadable: `;
  const sums =
    'select count(*), count(distinct (ts, process, duration_ms, trace_id, span_id, service)) from process_trace';

  it.each(damage)('when it %s, the first or another', async (_, spoil) => {
    spoil(file('15'));
    expect(await lab.lab.rows(sums)).toEqual([['120', '120']]);
    spoil(file('16'));
    expect(await lab.lab.rows(sums)).toEqual([['60', '60']]);
    expect(await lab.lab.rows('select sum(calls) from process_stats')).toEqual([['60']]);
    expect(lab.files().filter((name) => name.endsWith('.unreadable'))).toHaveLength(2);
    expect(told()).toEqual([aside('15').slice(0, 130), aside('16').slice(0, 130)]);
  });

  it('but not by a query of other hours, which does not open it', async () => {
    spoilMiddle(file('16'));
    const ofHour = (hour: number) => lab.lab.rows(`${sums} where date = '2026-11-20' and hour = ${hour}`);
    expect(await ofHour(15)).toEqual([['60', '60']]);
    expect(await ofHour(17)).toEqual([['60', '60']]);
    expect(told()).toEqual([]);
    expect(await ofHour(16)).toEqual([['0', '0']]);
    expect(told()).toEqual([aside('16').slice(0, 130)]);
  });

  it('and hours that were deleted meanwhile are gone', async () => {
    expect(await lab.lab.rows(sums)).toEqual([['180', '180']]);
    rmSync(file('16'));
    expect(await lab.lab.rows(sums)).toEqual([['120', '120']]);
    rmSync(lab.archive, { recursive: true });
    expect(await lab.lab.rows(sums)).toEqual([['1', '1']]);
    expect(lab.lab.log).toEqual([]);
  });
});

describe('the archive as people see it', () => {
  let lab: ArchiveLab;
  beforeAll(async () => {
    lab = await filled();
  });
  afterAll(() => lab.dispose());

  it('is not what a query says it is', async () => {
    const before = lab.files();
    const [name] = readdirSync(path.join(lab.archive, 'logs', 'date=2026-11-20', 'hour=15'));
    const named = path.join(lab.archive, 'logs', 'date=2026-11-20', 'hour=15', name!);
    expect((await lab.lab.error(`select error('Failed to read file "${named}"')`)).message).toContain(named);
    expect(lab.files()).toEqual(before);
  });

  it('leaves files of other names alone', async () => {
    const folder = path.join(lab.archive, 'process_trace', 'date=2026-11-20', 'hour=15');
    mkdirSync(path.join(folder, 'mine'));
    appendFileSync(path.join(folder, 'notes.parquet'), 'mine');
    expect(await lab.seen('process_trace')).toEqual(['180', '180']);
    expect(lab.files()).toContain('process_trace/date=2026-11-20/hour=15/notes.parquet');
  });

  it.each([
    "copy (select 1) to 'ARCHIVE/x.parquet'",
    "attach 'ARCHIVE/x.db'",
    "from read_parquet('ARCHIVE/*/*/*/*.parquet')",
    "from parquet_metadata('ARCHIVE/x.parquet')",
    "from 'ARCHIVE/x.parquet'",
    "pivot 'ARCHIVE/x.parquet' on a using sum(b)",
    "pivot read_parquet('ARCHIVE/x.parquet') on a using sum(b)",
    "from read_text('ARCHIVE/../journal.sqlite')",
    "from glob('ARCHIVE/*')",
    'from record.all_process_trace',
    "export database 'ARCHIVE'",
    "set allowed_directories = ['/']",
    "with x as (copy (select 1) to 'ARCHIVE/x') from x",
  ])('is reached through its sources alone: %s', async (sql) => {
    const before = lab.files();
    await lab.lab.rows('from process_trace');
    const { code } = await lab.lab.error(sql.replace('ARCHIVE', lab.archive));
    expect(['refused', 'syntax']).toContain(code);
    expect(lab.files()).toEqual(before);
  });
});

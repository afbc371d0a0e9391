import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { traceSchema } from '../../../config/trace.ts';
import { HOUR, instant, MINUTE } from '../../../core/model/time.ts';
import { archiveFolder } from '../../../server/trace/archive-files.ts';
import { startArchive } from '../../../server/trace/archive-process.ts';
import type { Housekeeping } from '../../../server/trace/housekeeping.ts';
import { keepWithinBounds } from '../../../server/trace/keep-within-bounds.ts';
import { Lab } from '../analytics/fixture.ts';
import { begin, dataRow, insert, logRow, processRow } from './rows.ts';

const settings = traceSchema.parse({ keep: { hours: 2 } });

let lab: Lab;
let log: string[];
let keeping: Housekeeping | undefined;
beforeEach(() => {
  lab = new Lab();
  log = [];
});
afterEach(async () => {
  keeping?.close();
  keeping = undefined;
  await lab.dispose();
});

const keep = (start: typeof startArchive = startArchive): Housekeeping => {
  keeping = keepWithinBounds(
    { database: lab.traces, folder: lab.folder, settings, log: (_, sentence) => log.push(sentence) },
    start,
  );
  return keeping;
};

/** Steps at one instant until nothing is left to do, and an archive that is at work has ended. */
async function settle(housekeeping: Housekeeping, now: number): Promise<void> {
  for (let idle = 0, before = -1; idle < 3; ) {
    const deleted = housekeeping.step(instant(now));
    await new Promise((resolve) => setTimeout(resolve, isAtWork() ? 10 : 0));
    const { archivedRows } = housekeeping.figures();
    idle = deleted === 0 && archivedRows === before && !isAtWork() ? idle + 1 : 0;
    before = archivedRows;
  }
}

let running = 0;
const isAtWork = () => running > 0;
const watched: typeof startArchive = (job, listener) => {
  running += 1;
  const over = () => {
    running -= 1;
  };
  const stop = startArchive(job, {
    archived: (news) => listener.archived(news),
    done: (size) => {
      over();
      listener.done(size);
    },
    failed: (why) => {
      over();
      listener.failed(why);
    },
  });
  return () => {
    over();
    stop();
  };
};

const files = (): string[] =>
  (existsSync(archiveFolder(lab.folder)) ? readdirSync(archiveFolder(lab.folder), { recursive: true }) : [])
    .map(String)
    .filter((name) => name.includes('.parquet'))
    .map((name) => name.replace(/[0-9a-f]{16}/, 'G'))
    .sort();

const stored = (): number => lab.traces.prepare<[], number>('SELECT count(*) FROM process_trace').pluck().get() ?? 0;
const seen = async (table: string) =>
  (await lab.rows(`select count(*), count(distinct (ts, trace_id)) from ${table}`))[0];

/** A call each minute for some hours, with a value and a line. */
function write(from: number, minutes: number): void {
  const rows = Array.from({ length: minutes }, (_, n) => processRow(from + n, { ts: begin + (from + n) * MINUTE }));
  insert(lab.traces, 'process_trace', rows);
  insert(
    lab.traces,
    'data_trace',
    rows.map((row) => dataRow(row)),
  );
  insert(
    lab.traces,
    'logs',
    rows.map((row, n) => logRow(n, { ts: row.ts, trace_id: row.trace_id })),
  );
}

describe('the archive', () => {
  it('has the hours that are over, and rows go from the store only then', async () => {
    write(0, 300);
    const housekeeping = keep(watched);
    await settle(housekeeping, begin + 5 * HOUR - MINUTE);
    expect(files()).toEqual(
      ['data_trace', 'logs', 'process_trace'].flatMap((table) =>
        ['15', '16', '17', '18'].map((hour) => `${table}/date=2026-11-20/hour=${hour}/G-1-240.parquet`),
      ),
    );
    expect(stored()).toBe(121);
    expect(await seen('process_trace')).toEqual(['300', '300']);
    expect(await seen('data_trace')).toEqual(['300', '300']);
    expect(await seen('logs')).toEqual(['300', '300']);
    const { deleted, archivedRows, archiveFiles, archiveError } = housekeeping.figures();
    expect({ deleted, archivedRows, archiveFiles, archiveError }).toEqual({
      deleted: 3 * 179,
      archivedRows: 3 * 240,
      archiveFiles: 12,
      archiveError: undefined,
    });
    expect(
      await lab.rows("select hour, count(*) from process_trace where date = '2026-11-20' group by all order by hour"),
    ).toEqual(['15', '16', '17', '18', '19'].map((hour) => [hour, '60']));
    expect(log).toEqual([]);
  });
});

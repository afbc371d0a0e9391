import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../core/model/time.ts';
import { bytesUsed } from '../../../server/journal/database.ts';
import { ArchiveLab, hourFiles as hours, archived as tables } from './archive-lab.ts';
import { begin, insert, processRow } from './rows.ts';

let lab: ArchiveLab;
beforeEach(() => {
  lab = new ArchiveLab();
});
afterEach(() => lab.dispose());

describe('the archive', () => {
  it('has the hours that are over, and rows go from the store only then', async () => {
    lab.write(0, 300);
    lab.open();
    await lab.settle(begin + 5 * HOUR - MINUTE);
    expect(lab.files()).toEqual(hours(1, 240, '15', '16', '17', '18'));
    expect(lab.stored()).toBe(121);
    for (const table of tables) expect(await lab.seen(table)).toEqual(['300', '300']);
    expect(lab.figures()).toEqual({
      deleted: 3 * 179,
      archivedRows: 3 * 240,
      archiveFiles: 12,
      archiveError: undefined,
    });
    expect(
      await lab.lab.rows(
        "select hour, count(*) from process_trace where date = '2026-11-20' group by all order by hour",
      ),
    ).toEqual(['15', '16', '17', '18', '19'].map((hour) => [hour, '60']));
    expect(lab.log).toEqual([]);
  });

  it('keeps rows exactly, whatever is in them', async () => {
    const over = { exception: "Error: 'ü'\n\tat x", subject: 'order T-17', cpu_delta: 0.1, memory_delta_mb: -2.5 };
    insert(lab.lab.traces, 'process_trace', [
      processRow(0, { ...over, status: 'ERR', fingerprint: 'f', parent_span_id: 'p' }),
      processRow(1, { duration_ms: 1e-3 + 2e-9 }),
      processRow(20_000),
    ]);
    const before = await lab.lab.rows('from process_trace order by ts');
    lab.open();
    await lab.settle(begin + DAY);
    expect(lab.stored()).toBe(1);
    expect(await lab.lab.rows('from process_trace order by ts')).toEqual(before);
  });

  it('puts a row into its own hour, in whatever order rows came', async () => {
    insert(lab.lab.traces, 'process_trace', [
      processRow(0, { ts: begin + 5 * MINUTE }),
      processRow(1, { ts: begin - 26 * HOUR }),
      processRow(2, { ts: begin + 400 * DAY }),
      processRow(3, { ts: begin + 6 * MINUTE }),
    ]);
    lab.open();
    await lab.settle(begin + 2 * HOUR);
    expect(lab.files()).toEqual([
      'process_trace/date=2026-11-19/hour=13/G-1-4.parquet',
      'process_trace/date=2026-11-20/hour=15/G-1-4.parquet',
      'process_trace/date=2027-12-25/hour=15/G-1-4.parquet',
    ]);
    expect(await lab.seen('process_trace')).toEqual(['4', '4']);
    await lab.settle(begin + 4 * HOUR);
    await lab.settle(begin + 4 * HOUR + 10 * MINUTE);
    expect([lab.stored(), await lab.seen('process_trace')]).toEqual([1, ['4', '4']]);
  });

  it('goes on where it was after a start', async () => {
    lab.write(0, 90);
    lab.open();
    await lab.settle(begin + 90 * MINUTE);
    lab.open();
    lab.write(90, 60);
    await lab.settle(begin + 150 * MINUTE);
    expect(lab.files()).toEqual([...hours(1, 60, '15'), ...hours(61, 120, '16')].sort());
    for (const table of tables) expect(await lab.seen(table)).toEqual(['150', '150']);
  });

  it('of a store that was deleted stays whole beside the one that follows', async () => {
    lab.write(0, 120);
    lab.open();
    await lab.settle(begin + 10 * HOUR);
    expect(lab.stored()).toBe(1);
    lab.housekeeping!.close();
    await lab.lab.reopen();
    lab.lab.loseTraces();
    lab.write(1_000, 5);
    for (const table of tables) expect(await lab.seen(table)).toEqual(['125', '125']);
  });

  it('loses hours that are too old, all but the newest, once the clock is trusted', async () => {
    lab.write(0, 240);
    lab.open({ keep: { hours: 1 }, archive: { days: 2 / 24 } });
    await lab.settle(begin + 4 * HOUR + MINUTE);
    expect(lab.files()).toEqual(hours(1, 240, '17', '18'));
    lab.write(300, 1);
    await lab.settle(begin + 400 * DAY);
    expect(lab.files()).toEqual(hours(1, 240, '17', '18'));
    await lab.settle(begin + 400 * DAY + 10 * MINUTE);
    expect(lab.files()).toEqual(hours(241, 241, '20'));
  });

  it('takes parts of an hour that is not over where the store is nearly full', async () => {
    const calls = Array.from({ length: 9_000 }, (_, n) =>
      processRow(n, { ts: begin + n * 1_000, exception: 'x'.repeat(1_200) }),
    );
    lab.open({ keep: { bytes: 10_000_000 } });
    for (let part = 0; part < 9; part++) {
      insert(lab.lab.traces, 'process_trace', calls.slice(part * 1_000, (part + 1) * 1_000));
      await lab.settle(begin + 10 * MINUTE);
    }
    expect(lab.files().every((name) => /^process_trace\/date=2026-11-20\/hour=15\/G-\d+-\d+.parquet$/.test(name))).toBe(
      true,
    );
    expect(bytesUsed(lab.lab.traces)).toBeLessThanOrEqual(10_000_000);
    expect(lab.stored()).toBeLessThan(9_000);
    expect(await lab.seen('process_trace')).toEqual(['9000', '9000']);
    expect(lab.log).toEqual([]);
  });
});

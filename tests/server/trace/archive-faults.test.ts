import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, instant, MINUTE } from '../../../core/model/time.ts';
import { startArchive } from '../../../server/trace/archive-process.ts';
import { ArchiveLab, hourFiles as hours, type StartArchive, archived as tables } from './archive-lab.ts';
import { begin, insert, processRow } from './rows.ts';

let lab: ArchiveLab;
beforeEach(() => {
  lab = new ArchiveLab();
});
afterEach(() => lab.dispose());

describe('nothing is lost and nothing doubled when', () => {
  /** Ends the archive's process at its n-th piece, before (or after) the store has heard of it. */
  const ending =
    (at: number, heard: boolean): StartArchive =>
    (job, listener) => {
      let pieces = 0;
      let kill: () => void = () => undefined;
      kill = startArchive(job, {
        ...listener,
        done: (size) => listener.done(size),
        failed: (why) => listener.failed(why),
        archived: (news) => {
          pieces += 1;
          if (pieces === at && !heard) throw new Error('The store cannot be written.');
          listener.archived(news);
          if (pieces === at) {
            kill();
            listener.failed('its process was ended (SIGKILL)');
          }
        },
      });
      return kill;
    };

  it.each([
    [1, false],
    [2, true],
    [3, false],
  ])('its process ends at piece %i, heard of: %s', async (at, heard) => {
    lab.write(0, 180);
    lab.open(undefined, ending(at, heard));
    await lab.settle(begin + 3 * HOUR);
    for (const table of tables) expect(await lab.seen(table)).toEqual(['180', '180']);
    lab.open();
    lab.write(180, 60);
    await lab.settle(begin + 4 * HOUR);
    for (const table of tables) expect(await lab.seen(table)).toEqual(['240', '240']);
    expect(lab.stored()).toBe(120);
  });

  it('the console ends while the archive is written', async () => {
    lab.write(0, 180);
    for (const wait of [0, 50, 150, 250, 350]) {
      lab.open().step(instant(begin + 3 * HOUR + MINUTE));
      await new Promise((resolve) => setTimeout(resolve, wait));
      lab.housekeeping!.close();
      for (const table of tables) expect(await lab.seen(table)).toEqual(['180', '180']);
    }
    lab.open();
    await lab.settle(begin + 3 * HOUR + MINUTE);
    for (const table of tables) expect(await lab.seen(table)).toEqual(['180', '180']);
    expect([lab.stored(), lab.files().length]).toEqual([119, 9]);
  });

  it('an earlier run renamed files and could not say so', async () => {
    lab.write(0, 60);
    lab.open();
    await lab.settle(begin + HOUR + MINUTE);
    lab.lab.traces.exec("UPDATE meta SET value = '0' WHERE key LIKE 'archived %'");
    lab.write(60, 60);
    lab.open();
    await lab.settle(begin + 2 * HOUR + MINUTE);
    expect(lab.files()).toEqual(hours(1, 120, '15', '16'));
    for (const table of tables) expect(await lab.seen(table)).toEqual(['120', '120']);
  });
});

describe('an archive that cannot be written', () => {
  it('says so, keeps rows in the store, and is tried again later', async () => {
    lab.write(0, 180);
    writeFileSync(lab.archive, 'in the way');
    lab.open();
    await lab.settle(begin + 3 * HOUR);
    const { archiveError, deleted } = lab.figures();
    expect(archiveError).toMatch(
      /^Traces could not be archived: (EEXIST|ENOTDIR).*They stay in the store, and it is tried again in 1 min\.$/,
    );
    expect([deleted, lab.stored(), lab.log]).toEqual([0, 180, [archiveError]]);
    rmSync(lab.archive);
    await lab.settle(begin + 3 * HOUR + 30_000_000);
    expect(lab.stored()).toBe(180);
    await lab.settle(begin + 3 * HOUR + MINUTE);
    expect([lab.stored(), lab.figures().archiveError]).toEqual([119, undefined]);
  });

  it('lets the oldest rows go at twice the bytes, counted and told once', async () => {
    const bytes = 10_000_000;
    const failing: StartArchive = (_job, listener) => {
      listener.failed('the disk is full');
      return () => undefined;
    };
    const long = 'x'.repeat(1_700);
    const calls = Array.from({ length: 12_000 }, (_, n) => processRow(n, { exception: long }));
    insert(lab.lab.traces, 'process_trace', calls.slice(0, 6_000));
    lab.open({ keep: { bytes } }, failing);
    await lab.settle(begin + HOUR);
    expect([lab.stored(), lab.figures().deleted]).toEqual([6_000, 0]);
    insert(lab.lab.traces, 'process_trace', calls.slice(6_000));
    await lab.settle(begin + 2 * HOUR);
    expect(lab.stored()).toBeGreaterThan(8_000);
    expect(lab.stored()).toBeLessThan(10_000);
    expect(lab.log).toEqual([
      expect.stringMatching(/^Traces could not be archived: the disk is full\./),
      expect.stringMatching(/^The trace store holds twice what it may .* are deleted unarchived\. Traces could not/),
    ]);
  });
});

import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { SteadyClock } from '../../../core/clock.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { StatusState } from '../../../core/topics.ts';
import { openDesk } from '../../../server/desk/open.ts';
import { PaperMarket } from '../../../server/desk/paper-market.ts';
import { projectRoot } from '../../../server/paths.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { friday, marketBuy, quiet } from './console.ts';

/** A desk on a machine whose clock the test sets. */
async function opened(folder: string, at: number = friday) {
  let elapsed = 0;
  let offset = at;
  const clock = new SteadyClock(
    () => offset + elapsed,
    () => elapsed,
  );
  const config = await loadConfig(`${projectRoot}/config`, quiet);
  const problems: string[] = [];
  const note = (message: string) => void problems.push(message);
  const log = { info: () => {}, warn: note, error: note };
  const { desk, journal, close } = await openDesk({
    config,
    market: new PaperMarket({ config, clock, log }),
    dataFolder: folder,
    log,
  });
  let closed: Promise<void> | undefined;
  const end = () => {
    closed ??= close();
    return closed;
  };
  onTestFinished(end);
  await desk.connect();
  const run = async (microseconds: number) => {
    for (let passed = 0; passed < microseconds; passed += 5 * SECOND) {
      elapsed += 5 * SECOND;
      await desk.driver?.step();
    }
    await desk.settled();
  };
  const set = (by: number) => {
    offset += by;
  };
  const minutes = () => [...new Set(journal.pnlSince('2026-11-19' as never).map(({ ts }) => (ts - friday) / MINUTE))];
  const oldest = () => {
    const { feeds } = desk.bus.read<StatusState>('status');
    return Math.max(...feeds.map(({ tsLast }) => desk.clock.now() - tsLast!));
  };
  return { desk, journal, run, set, minutes, oldest, problems, end };
}

test('a clock set forward by a day skips it: one roll, no minute of it, and feeds that are live', async () => {
  const { desk, run, set, minutes, oldest, problems } = await opened(temporaryFolder());
  await desk.submit(marketBuy(2));
  await run(2 * MINUTE);
  expect([desk.tradeDate(), minutes()]).toEqual(['2026-11-20', [1, 2]]);
  set(DAY);
  await run(2 * MINUTE);
  expect(desk.tradeDate()).toBe('2026-11-23');
  expect(minutes().filter((minute) => minute > 2 && minute < 24 * 60)).toEqual([]);
  expect(minutes().filter((minute) => minute >= 24 * 60).length).toBeGreaterThan(0);
  expect(oldest()).toBeLessThan(30 * SECOND);
  expect(desk.bus.read<StatusState>('status').stepped).toMatchObject({ by: DAY, ahead: 0 });
  expect(problems).toEqual([]);
});

test('a clock set back by an hour neither stops the market nor tells a minute twice', async () => {
  const folder = temporaryFolder();
  const { desk, journal, run, set, oldest, end } = await opened(folder);
  await desk.submit(marketBuy(2));
  await run(2 * MINUTE);
  set(-HOUR);
  await run(4 * MINUTE);
  await desk.submit(marketBuy(1));
  await desk.settled();
  const told = journal.pnlSince(desk.tradeDate()).map(({ ts }) => (ts - friday) / MINUTE);
  expect(told).toEqual([1, 2, 3, 4]);
  expect(oldest()).toBeLessThan(30 * SECOND);
  const at = [...journal.orderEvents()].map(({ tsInit }) => tsInit as number);
  expect(at).toEqual([...at].sort((a, b) => a - b));
  await end();
  const again = await opened(folder, friday + 6 * MINUTE - HOUR);
  expect(again.desk.clock.now()).toBeGreaterThanOrEqual(at.at(-1)!);
  await again.run(2 * MINUTE);
  expect(again.minutes()).toEqual([1, 2, 3, 4, 5]);
});

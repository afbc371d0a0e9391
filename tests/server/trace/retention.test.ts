import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { traceSchema } from '../../../config/trace.ts';
import { DAY, HOUR, instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import { bytesUsed } from '../../../server/journal/database.ts';
import { keepWithinBounds } from '../../../server/trace/keep-within-bounds.ts';
import { begin, dataRow, insert, logRow, openTraces, processRow } from './rows.ts';

let folder: string;
let database: Database;
let log: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'deskbook-retention-'));
  database = openTraces(path.join(folder, 'trace.sqlite'));
  log = [];
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (keep: object, archive = { enabled: false }) =>
  keepWithinBounds({
    database,
    folder,
    settings: traceSchema.parse({ keep, archive }),
    log: (level, sentence) => log.push(`${level}: ${sentence}`),
  });

/** Steps until nothing is left to do at an instant. */
function settle(keeper: ReturnType<typeof open>, now: number): number {
  let all = 0;
  for (let deleted = 1; deleted > 0; all += deleted) deleted = Number(keeper.step(instant(now)));
  return all;
}

const counts = () =>
  ['process_trace', 'data_trace', 'logs', 'metrics'].map((table) =>
    database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get(),
  );

/** A call each two seconds, or after another pause, with three values, a line and a figure. */
function write(from: number, to: number, value = 'x'.repeat(80), pause = 2 * SECOND): void {
  const calls = [];
  for (let ts = from; ts < to; ts += pause) calls.push(processRow(calls.length, { ts }));
  insert(database, 'process_trace', calls);
  const named = ['order', 'account', 'result'];
  insert(
    database,
    'data_trace',
    calls.flatMap((call) => named.map((data) => dataRow(call, { data, data_value: value }))),
  );
  insert(
    database,
    'logs',
    calls.map((call, n) => logRow(n, { ts: call.ts })),
  );
  insert(
    database,
    'metrics',
    calls.map(({ ts }) => ({ ts, name: 'queue.size', value: 1 })),
  );
}

describe('a simulated day', () => {
  const pause = 4 * SECOND;

  it('keeps six hours, and neither pages in use nor the file grow after them', () => {
    const keeper = open({ hours: 6 });
    const rate = HOUR / pause;
    let full = 0;
    for (let now = begin; now < begin + DAY; now += 10 * MINUTE) {
      write(now, now + 10 * MINUTE, undefined, pause);
      settle(keeper, now + 10 * MINUTE);
      const hours = (now + 10 * MINUTE - begin) / HOUR;
      if (hours === 6) full = bytesUsed(database);
      if (hours < 6) continue;
      expect(counts()).toEqual([6 * rate, 18 * rate, 6 * rate, 6 * rate]);
      expect(Math.abs(bytesUsed(database) / full - 1)).toBeLessThan(0.15);
      expect(Number(database.pragma('page_count', { simple: true })) * 4096).toBeLessThan(1.15 * full);
    }
    expect(keeper.figures().deleted).toBe(18 * 6 * rate);
    expect(log).toEqual([]);
  });

  it('keeps to the bound of bytes where that is met first, the newest calls with all that is theirs', () => {
    const bytes = 10_000_000;
    const keeper = open({ hours: 24, bytes });
    for (let now = begin; now < begin + DAY; now += 10 * MINUTE) {
      write(now, now + 10 * MINUTE, 'x'.repeat(400), pause);
      settle(keeper, now + 10 * MINUTE);
      expect(bytesUsed(database)).toBeLessThanOrEqual(bytes);
      if (now > begin + 6 * HOUR) expect(bytesUsed(database)).toBeGreaterThan(0.85 * bytes);
    }
    const [calls, values, lines, samples] = counts();
    expect(values! / calls!).toBeCloseTo(3, 1);
    expect(lines! / calls!).toBeCloseTo(1, 1);
    expect(samples! / calls!).toBeCloseTo(1, 1);
  });
});

describe('the window', () => {
  it('never loses the newest row, so that numbers do not repeat', () => {
    write(begin, begin + MINUTE);
    const keeper = open({ hours: 1 });
    settle(keeper, begin + DAY);
    settle(keeper, begin + DAY + HOUR);
    expect(counts()).toEqual([1, 1, 1, 1]);
    insert(database, 'process_trace', [processRow(0)]);
    expect(database.prepare('SELECT seq FROM process_trace ORDER BY seq').pluck().all()).toEqual([30, 31]);
  });

  it('does not trust a clock that has just leapt', () => {
    write(begin, begin + HOUR);
    const keeper = open({ hours: 2 });
    expect(settle(keeper, begin + HOUR)).toBe(0);
    expect(settle(keeper, begin + DAY)).toBe(0);
    expect(settle(keeper, begin + HOUR + MINUTE)).toBe(0);
    expect(counts()[0]).toBe(1800);
    settle(keeper, begin + DAY);
    settle(keeper, begin + DAY + 11 * MINUTE);
    expect(counts()[0]).toBe(1);
  });

  it('loses nothing to a clock that is an hour ahead for a while, however little is kept', () => {
    write(begin, begin + 30 * MINUTE);
    const keeper = open({ hours: 1 });
    for (const ahead of [0, HOUR, 0, HOUR, HOUR + MINUTE, 0])
      expect(settle(keeper, begin + 31 * MINUTE + ahead)).toBe(0);
    expect(counts()[0]).toBe(900);
  });

  it('is held up by no row from the future, and cut short by none from long ago', () => {
    insert(database, 'process_trace', [
      processRow(0, { ts: begin + 300 * DAY }),
      processRow(1, { ts: begin }),
      processRow(2, { ts: begin + 3 * HOUR }),
      processRow(3, { ts: begin - 300 * DAY }),
      processRow(4, { ts: begin + 3 * HOUR + MINUTE }),
    ]);
    settle(open({ hours: 2 }), begin + 4 * HOUR);
    expect(database.prepare('SELECT seq FROM process_trace ORDER BY seq').pluck().all()).toEqual([3, 4, 5]);
  });

  it('is kept to by bytes even by a clock that was set back before all rows', () => {
    write(begin, begin + 4 * HOUR, 'x'.repeat(1_500));
    const keeper = open({ hours: 1, bytes: 10_000_000 });
    expect(bytesUsed(database)).toBeGreaterThan(20_000_000);
    settle(keeper, begin - 30 * DAY);
    expect(bytesUsed(database)).toBeLessThanOrEqual(10_000_000);
  });
});

describe('a store that cannot be written', () => {
  it('is left alone for longer each time, told of after five in a row, and thinned when it can be', () => {
    write(begin, begin + 2 * HOUR);
    const keeper = open({ hours: 1 });
    database.pragma('query_only = true');
    for (let second = 0; second < 40; second++) {
      expect(keeper.step(instant(begin + 2 * HOUR + second * SECOND))).toBe(0);
    }
    expect(log).toEqual([
      'warn: Old traces could not be deleted, 5 times now: attempt to write a readonly database. The store grows until that works again.',
    ]);
    database.pragma('query_only = false');
    settle(keeper, begin + 2 * HOUR + 3 * MINUTE);
    expect(counts()[0]).toBe(1710);
  });
});

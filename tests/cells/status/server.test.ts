import { describe, expect, it } from 'vitest';
import { status as kind } from '../../../cells/status/index.ts';
import { frames } from '../../../cells/status/server.ts';
import { HOUR, instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type { RefusalsState, StatusState } from '../../../core/topics.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';
import { morningRefusals, morningStatus } from './fixture.ts';

const one = async (state: StatusState | undefined, refusals?: RefusalsState) => {
  const [value] = await framesOf(frames({}, contextOf({ status: state, refusals })));
  return value!;
};

describe('frames of status', () => {
  it('says everything about the console', async () => {
    const value = await one(morningStatus);
    expect(value).toEqual({
      environment: 'paper',
      synthetic: true,
      trouble: null,
      console: [
        { name: 'environment', text: 'paper', note: 'run paper-1' },
        { name: 'venue', text: 'paper', note: 'a synthetic market: prices are invented' },
        { name: 'CME', text: 'open, closes 12:31 CST' },
        {
          name: 'NSE',
          text: 'closed, opens 2026-11-23 10:01 IST',
          note: 'weekend; the synthetic market goes on',
        },
        { name: 'clock', text: '2026-11-20 16:31:07 UTC', note: 'trade date 2026-11-20' },
        { name: 'started', text: '2026-11-20 14:27:00 UTC', note: '2 h 04 min ago' },
      ],
      feeds: [
        { instrument: 'ZNZ6', last: '10:31:07 CST', age: 'now', state: 'live', eventsPerSecond: '412' },
        { instrument: 'ESZ6', last: '10:30:55 CST', age: '12 s', state: 'slow', eventsPerSecond: '0' },
        { instrument: 'NIFTY', last: '', age: '', state: 'none', eventsPerSecond: '0' },
      ],
      journal: [
        { name: 'orders', text: '3,310' },
        { name: 'fills', text: '1,204' },
        { name: 'market rows', text: '2,104,551' },
        { name: 'size', text: '48.2 MB' },
        { name: 'last commit', text: '212 µs' },
      ],
      refusals: { total: 0, newest: [] },
      versions: [
        { name: 'deskbook', text: '0.1.0' },
        { name: 'node', text: '20.20.0' },
        { name: 'duckdb', text: '1.5.6' },
      ],
    });
    expect(kind.caption?.(value)).toBe('1 of 3 feeds live');
  });

  it('shows the newest of what was refused, with time and reason', async () => {
    const { refusals } = await one(morningStatus, morningRefusals);
    expect(refusals.total).toBe(7);
    expect(refusals.newest).toHaveLength(5);
    expect(refusals.newest[0]).toEqual({
      time: '16:30:05',
      at: '2026-11-20 16:30:05 UTC',
      subject: 'order',
      reason: "The price is off the grid of ZNZ6. The nearest prices are 110'080 and 110'085.",
    });
  });

  it.each([
    [0, 'live'],
    [4.9, 'live'],
    [5, 'slow'],
    [59, 'slow'],
    [60, 'silent'],
  ])('a feed that is %d s old is %s', async (seconds, state) => {
    const feeds = [{ instrument: 'ZNZ6', tsLast: instant(now - seconds * SECOND), eventsPerSecond: 0 }];
    expect((await one({ ...morningStatus, feeds })).feeds[0]?.state).toBe(state);
  });
});

it('says why no order is taken, what waits in memory and what was let go', async () => {
  const trouble = 'The disk is full, so journal.sqlite cannot be written. Free some space on it.';
  const journal = {
    ...morningStatus.journal,
    waiting: 1_203,
    waitingSince: instant(now - 90 * SECOND),
    dropped: 5_000,
  };
  const value = await one({ ...morningStatus, trouble, journal });
  expect(value.trouble).toBe(trouble);
  expect(value.journal.slice(-2)).toEqual([
    { name: 'in memory', text: '1,203', note: 'not on disk yet; it cannot be written for 1 min 30 s' },
    { name: 'dropped', text: '5,000', note: 'market rows never written' },
  ]);
  expect(kind.caption?.(value)).toBe('no order is taken');
});

it.each([
  [{ by: 26 * HOUR, ahead: 0 }, '; the machine slept or its clock was set forward by 1 d 2 h at 16:01:07 UTC'],
  [
    { by: -HOUR, ahead: 45 * MINUTE },
    "; the machine's clock was set back by 1 h 00 min at 16:01:07 UTC: still 45 min 00 s ahead of it, at half speed until they meet",
  ],
  [{ by: -HOUR, ahead: 0 }, "; the machine's clock was set back by 1 h 00 min at 16:01:07 UTC"],
])('says that the clock was stepped: %o', async (step, text) => {
  const value = await one({ ...morningStatus, stepped: { at: instant(now - 30 * MINUTE), ...step } });
  expect(value.console.find(({ name }) => name === 'clock')?.note).toBe(`trade date 2026-11-20${text}`);
});

it('tells product groups apart where they keep different hours', async () => {
  const until = instant(now + 3_600 * SECOND);
  const state = { session: 'cme', tradeDate: morningStatus.tradeDate, until } as const;
  const reason = 'early close: National Day of Mourning';
  const value = await one({
    ...morningStatus,
    synthetic: false,
    sessions: [
      { ...state, group: 'rates', phase: 'open', reason },
      { ...state, group: 'equity', phase: 'closed', reason },
    ],
  });
  expect(value.console.filter(({ name }) => name.startsWith('CME'))).toEqual([
    { name: 'CME rates', text: 'open, closes 11:31 CST', note: reason },
    { name: 'CME equity', text: 'closed, opens 11:31 CST', note: reason },
  ]);
});

describe('the view of status', () => {
  it.each([
    ['morning', morningStatus],
    ['real-market', { ...morningStatus, synthetic: false, feeds: [] }],
    ['refused', morningStatus, morningRefusals],
    ['trouble', { ...morningStatus, trouble: 'The disk is full. Free some space on it.' }],
    ['none', undefined],
  ])('%s', async (name, state, refusals?: RefusalsState) => {
    await expectGolden(kind, name, await one(state, refusals), {});
  });
});

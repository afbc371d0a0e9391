import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineClock } from '../../../core/clock.ts';
import type { HistoryReport } from '../../../server/history/report.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole({ demo: { enabled: true, pastSessions: 3 } });
}, 30_000);
afterAll(() => console.close());

it('gives bars oldest first, no more than are asked for', async () => {
  const report = await console.json<HistoryReport>('/api/bars?instrument=ZN&frame=1h&count=5');
  expect(report).toMatchObject({ market: 'paper', frame: '1h', zone: 'America/Chicago', late: 0, notes: [] });
  expect(report.bars).toHaveLength(5);
  const times = report.bars.map(({ time }) => Date.parse(time));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBeLessThanOrEqual(machineClock.now() / 1_000);
  expect(report.bars.slice(0, -1).every(({ partial }) => !partial)).toBe(true);
  const days = await console.json<HistoryReport>('/api/bars?instrument=ES&frame=1d');
  expect(days.bars.length).toBeGreaterThanOrEqual(3);
  expect(new Set(days.bars.map(({ tradeDate }) => tradeDate)).size).toBe(days.bars.length);
});

it.each([
  ['/api/bars', 400, 'instrument is missing.'],
  ['/api/bars?instrument=ZN&count=many', 400, 'count is a whole number; "many" is none.'],
  ['/api/bars?instrument=ZN&count=20001', 422, 'count is a whole number from 1 to 20,000; 20001 is none.'],
  ['/api/bars?instrument=XYZZY', 404, 'There is no instrument "XYZZY".'],
  [
    '/api/bars?instrument=ZN&frame=1D',
    422,
    'a frame is a number and s, m, h, d, w or M, as in 5m, 4h or 1d; it is none at character 1 of "1D".',
  ],
  [
    '/api/bars?instrument=ZN&from=now',
    422,
    'from: "now" is no time; write a trade date as 2026-11-20, or a time in America/Chicago as 2026-11-20T14:30.',
  ],
  [
    '/api/bars?instrument=ZN&from=2026-11-20T14:30Z&to=2026-11-20T08:30',
    422,
    'The bars would end before they begin: from has to be before to.',
  ],
])('%s is refused with %d', async (route, status, message) => {
  const response = await console.request('GET', route);
  expect([response.status, ((await response.json()) as { error: { message: string } }).error.message]).toEqual([
    status,
    message,
  ]);
});

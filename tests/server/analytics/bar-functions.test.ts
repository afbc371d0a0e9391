import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid } from '../../../core/bars/grid.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { Instant } from '../../../core/model/time.ts';
import { Lab } from './fixture.ts';

const lab = new Lab();
afterAll(() => lab.dispose());
beforeAll(() => {
  const insert = lab.market.prepare(
    `INSERT INTO bars_1m (environment, run, instrument, open, high, low, close, volume, origin, trade_date, ts_start, ts_machine)
     VALUES ('paper', 'main', 'ZNZ6', ?, ?, ?, ?, ?, 'live', '2026-11-20', ?, 0)`,
  );
  const begin = Date.parse('2026-11-19T23:00Z') * 1_000;
  for (let minute = 0; minute < 23 * 60; minute += 1) {
    insert.run(minute + 1, minute + 3, minute, minute + 2, 10, begin + minute * 60_000_000);
  }
});

describe('bar_start', () => {
  it('is where a bar begins by the sessions of CME, or of the exchange named', async () => {
    const rows = await lab.rows(`
      select bar_start(timestamp '2026-11-20 02:00:00', '4h'), bar_start(timestamp '2026-11-20 02:59:59', '1d'),
        bar_start(timestamp '2026-11-20 09:50:00', '1h', 'nse'), bar_start(timestamp '2026-11-18 12:00:00', '1w'),
        bar_start(null, '5m'), bar_start(timestamp '2026-11-20 02:00:00', null)`);
    expect(rows).toEqual([
      ['2026-11-19 23:00:00', '2026-11-19 23:00:00', '2026-11-20 09:45:00', '2026-11-15 23:00:00', null, null],
    ]);
  });

  it.each([
    [`'5x'`, 'a frame is a number and s, m, h, d, w or M'],
    [`'5m', 'bse'`, 'There is no exchange "bse" in the calendars; there are cme, nse, utc'],
  ])('says of %s what is wrong', async (args, message) => {
    expect((await lab.error(`select bar_start(timestamp '2026-11-20 02:00:00', ${args})`)).message).toContain(message);
  });

  it('agrees with the core', async () => {
    for (const frame of ['7m', '4h', '1d', '1M']) {
      const grid = new BarGrid(parseFrame(frame), calendarsByRule.cme);
      const rows = await lab.rows(
        `select epoch_us(ts), epoch_us(bar_start(ts, '${frame}')) from (
          select timestamp '2026-01-01' + interval (range * 97) minute as ts from range(5000))`,
        { limit: 5_000 },
      );
      const differ = rows.filter(([at, start]) => grid.spanOf(Number(at) as Instant).start !== Number(start));
      expect([rows.length, differ]).toEqual([5_000, []]);
    }
  });
});

describe('bars_of', () => {
  it('makes bars of any frame of the minutes, by session', async () => {
    const rows = await lab.rows(`select ts, trade_date, instrument, volume from bars_of('4h') order by ts`);
    expect(rows).toEqual(
      ['2026-11-19 23', '2026-11-20 03', '2026-11-20 07', '2026-11-20 11', '2026-11-20 15', '2026-11-20 19'].map(
        (hour, index) => [`${hour}:00:00`, '2026-11-20', 'ZNZ6', index === 5 ? '1800' : '2400'],
      ),
    );
    const [day] = await lab.rows(`select open * 1e9, high * 1e9, low * 1e9, close * 1e9, volume from bars_of('1d')`);
    expect(day?.map(Number)).toEqual([1, 1_382, 0, 1_381, 13_800]);
  });
});

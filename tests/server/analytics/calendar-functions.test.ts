import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { tradeDateOf } from '../../../core/calendar/session.ts';
import type { SessionName } from '../../../core/model/instrument.ts';
import type { Instant } from '../../../core/model/time.ts';
import { Lab } from './fixture.ts';

const { calendars } = await loadConfig('config');
const exceptions = { cme: calendars.cme.exceptions, nse: calendars.nse.exceptions };
const lab = new Lab({ inMemory: true, exceptions });
afterAll(() => lab.dispose());

describe('trade_date', () => {
  it('is CME’s of a UTC timestamp, or that of the exchange named', async () => {
    const rows = await lab.rows(`
      select trade_date(timestamp '2026-11-20 22:59:59'), trade_date(timestamp '2026-11-20 23:00:00'),
        trade_date(timestamp '2026-09-07 15:00:00'), trade_date(timestamp '2026-11-24 06:00:00', 'nse'),
        trade_date(timestamp '2024-11-01 06:00:00', 'nse'), trade_date(null), trade_date(timestamp '2026-11-20 22:00:00', null)`);
    expect(rows).toEqual([['2026-11-20', '2026-11-23', '2026-09-08', '2026-11-25', '2024-11-01', null, null]]);
  });

  it('says which exchanges there are', async () => {
    const { message } = await lab.error(`select trade_date(timestamp '2026-11-20 22:59:59', 'bse')`);
    expect(message).toContain('There is no exchange "bse" in the calendars; there are cme, nse, utc');
  });

  it('agrees with the core over eleven years, and a microsecond before', async () => {
    const first = Date.parse('2014-01-01T00:00:00Z') * 1_000;
    for (const session of ['cme', 'nse', 'utc'] satisfies SessionName[]) {
      const rows = await lab.rows(
        `select epoch_us(ts), trade_date(ts, '${session}') from (
          select timestamp '2014-01-01' + interval (range * 97) minute - interval (range % 2) microsecond as ts from range(60000)
        )`,
        { limit: 200_000 },
      );
      const differ = rows.filter(([at, date]) => tradeDateOf(session, Number(at) as Instant, calendars) !== date);
      expect([rows.length, differ, Number(rows[0]?.[0])]).toEqual([60_000, [], first]);
    }
  });

  it('groups, filters and joins', async () => {
    const rows = await lab.rows(`
      select trade_date(ts) as day, count(*) from (select timestamp '2026-09-04 12:00' + interval (range) hour as ts from range(120)) as hours
      where trade_date(ts) <= date '2026-09-08' group by trade_date(ts) order by day`);
    expect(rows).toEqual([
      ['2026-09-04', '10'],
      ['2026-09-08', '96'],
    ]);
  });
});

describe('the source calendar', () => {
  it('has the bounds of each trade date, its hours and what is special about it', async () => {
    const rows = await lab.rows(`
      select session, trade_date, starts, opens, closes, ends, note from calendar
      where trade_date between '2026-11-24' and '2026-11-27' order by session, trade_date`);
    expect(rows.map((row) => row.join(' '))).toEqual([
      'cme 2026-11-24 2026-11-23 23:00:00 2026-11-23 23:00:00 2026-11-24 22:00:00 2026-11-24 23:00:00 ',
      'cme 2026-11-25 2026-11-24 23:00:00 2026-11-24 23:00:00 2026-11-25 22:00:00 2026-11-25 23:00:00 ',
      'cme 2026-11-27 2026-11-25 23:00:00 2026-11-26 23:00:00 2026-11-27 18:15:00 2026-11-27 23:00:00 Thanksgiving Day, Day after Thanksgiving',
      'nse 2026-11-25 2026-11-23 18:30:00 2026-11-25 03:45:00 2026-11-25 10:00:00 2026-11-25 18:30:00 Guru Nanak Jayanti',
      'nse 2026-11-26 2026-11-25 18:30:00 2026-11-26 03:45:00 2026-11-26 10:00:00 2026-11-26 18:30:00 ',
      'nse 2026-11-27 2026-11-26 18:30:00 2026-11-27 03:45:00 2026-11-27 10:00:00 2026-11-27 18:30:00 ',
      'utc 2026-11-24 2026-11-24 00:00:00 2026-11-24 00:00:00 2026-11-25 00:00:00 2026-11-25 00:00:00 ',
      'utc 2026-11-25 2026-11-25 00:00:00 2026-11-25 00:00:00 2026-11-26 00:00:00 2026-11-26 00:00:00 ',
      'utc 2026-11-26 2026-11-26 00:00:00 2026-11-26 00:00:00 2026-11-27 00:00:00 2026-11-27 00:00:00 ',
      'utc 2026-11-27 2026-11-27 00:00:00 2026-11-27 00:00:00 2026-11-28 00:00:00 2026-11-28 00:00:00 ',
    ]);
  });

  it('tiles time as the function does', async () => {
    const rows = await lab.rows(`
      select count(*) from calendar
      where trade_date(starts, session) <> trade_date or trade_date(ends - interval 1 microsecond, session) <> trade_date
        or opens < starts or closes > ends`);
    expect(rows).toEqual([['0']]);
  });

  it('is found as what a query reads, alone', async () => {
    const { reads, unknown } = await lab.analytics.analyse(
      'select trade_date(ts_event), note from fills join calendar using (trade_date) where session = $session',
    );
    expect({ reads: [...reads].sort(), unknown }).toEqual({
      reads: ['$session', 'calendar', 'fills'],
      unknown: undefined,
    });
  });
});

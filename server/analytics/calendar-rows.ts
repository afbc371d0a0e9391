import type { DuckDBConnection } from '@duckdb/node-api';
import type { Calendar, Calendars } from '../../core/calendar/calendar.ts';
import { tradingHours } from '../../core/calendar/session.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { ColumnKind } from './record.ts';
import { appendRows } from './rows.ts';
import { literal } from './schema.ts';

const FIRST = '2015-01-01' as TradeDate;
const LAST = '2030-12-31' as TradeDate;

const kinds: readonly ColumnKind[] = ['text', 'date', 'instant', 'instant', 'instant', 'instant', 'text'];

/** Where the trade dates lie once a query reads them. */
export async function makeCalendar(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TABLE IF NOT EXISTS analytics.record.calendar (
    session VARCHAR, trade_date DATE, starts TIMESTAMP, opens TIMESTAMP, closes TIMESTAMP, ends TIMESTAMP, note VARCHAR)`);
}

/** Lays the trade dates of sixteen years down, unless the ones that are there were made of the same calendars. */
export async function writeCalendar(connection: DuckDBConnection, calendars: Calendars): Promise<void> {
  const made = JSON.stringify([
    FIRST,
    LAST,
    ...Object.values(calendars).map(({ session, exceptions }) => [session, [...exceptions]]),
  ]);
  const known = await connection.run(
    `SELECT 1 FROM analytics.record.facts WHERE key = 'calendar' AND value = ${literal(made)}`,
  );
  if ((await known.getRows()).length > 0) return;
  await connection.run('DELETE FROM analytics.record.calendar');
  for (const calendar of Object.values(calendars)) {
    await appendRows(
      connection,
      { catalog: 'analytics', schema: 'record', table: 'calendar', kinds },
      rowsOf(calendar, calendars),
    );
  }
  await connection.run(`INSERT OR REPLACE INTO analytics.record.facts VALUES ('calendar', ${literal(made)})`);
}

function rowsOf(calendar: Calendar, calendars: Calendars): (string | number | null)[][] {
  const { session } = calendar;
  const rows: (string | number | null)[][] = [];
  for (let date = calendar.onOrAfter(FIRST); date <= LAST; date = calendar.next(date)) {
    const { start, end } = calendar.bounds(date);
    const hours = tradingHours(session, date, undefined, calendars);
    rows.push([session, date, start, hours?.start ?? null, hours?.end ?? null, end, note(calendar, date)]);
  }
  return rows;
}

/** What is special about a trade date, and the holidays that belong to it. */
function note(calendar: Calendar, date: TradeDate): string | null {
  const names = calendar.daysOf(date).flatMap((day) => calendar.special(day)?.name ?? []);
  return names.length > 0 ? names.join(', ') : null;
}

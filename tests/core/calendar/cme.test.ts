import { describe, expect, test } from 'vitest';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../../core/calendar/day.ts';
import { tradeDateOf, tradingStretches } from '../../../core/calendar/session.ts';
import { fromMilliseconds, type TradeDate } from '../../../core/model/time.ts';

const { cme } = calendarsByRule;
const day = (text: string) => text as TradeDate;

/** Holidays by name and by date in years of every kind; those that CME Group published for 2020 to 2026 and what the rules give for 2027. */
const holidays: Readonly<Record<string, string>> = {
  2020: '01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25',
  2021: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24',
  2022: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26',
  2023: '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25',
  2024: '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25',
  2025: '01-01 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
  2026: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25',
  2027: '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24',
};

/** Business days that close early, the ones for equity index alone marked. */
const earlyCloses: Readonly<Record<string, string>> = {
  2020: '11-27 12-24',
  2021: '11-26',
  2022: '11-25',
  2023: '07-03e 11-24',
  2024: '07-03e 11-29 12-24',
  2025: '07-03e 11-28 12-24',
  2026: '11-27 12-24',
  2027: '11-26',
};

describe('special days by year', () => {
  test.each(Object.keys(holidays))('%s', (year) => {
    const special = [...cme.specialDays(year)].sort(([a], [b]) => (a < b ? -1 : 1));
    const kept = special.filter(([, { kind }]) => kind === 'holiday').map(([date]) => date.slice(5));
    const short = special
      .filter(([, { kind }]) => kind === 'short')
      .map(([date, { hours }]) => `${date.slice(5)}${hours.rates ? '' : 'e'}`);
    expect([kept.join(' '), short.join(' ')]).toEqual([holidays[year], earlyCloses[year]]);
  });
});

const local = (at: number) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Chicago',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at / 1_000)
    .replace(',', '');

describe('hours of trade dates with or after a holiday, Chicago time', () => {
  test.each<[string, string, ProductGroup, string]>([
    ['Labor Day', '2026-09-08', 'rates', 'Sun 17:00 to Mon 12:00, Mon 17:00 to Tue 16:00'],
    ['Labor Day', '2026-09-08', 'metals_energy', 'Sun 17:00 to Mon 13:30, Mon 17:00 to Tue 16:00'],
    ['Labor Day 2013', '2013-09-03', 'equity', 'Sun 17:00 to Mon 10:30, Mon 17:00 to Tue 16:00'],
    ['Thanksgiving', '2026-11-27', 'rates', 'Wed 17:00 to Thu 12:00, Thu 17:00 to Fri 12:15'],
    ['Thanksgiving', '2026-11-27', 'metals_energy', 'Wed 17:00 to Thu 13:30, Thu 17:00 to Fri 12:45'],
    ['Christmas Eve', '2026-12-24', 'equity', 'Wed 17:00 to Thu 12:15'],
    ['Christmas Day on a Friday', '2026-12-28', 'equity', 'Sun 17:00 to Mon 16:00'],
    ['Christmas Day in the week', '2024-12-26', 'rates', 'Wed 17:00 to Thu 16:00'],
    ['New Year’s Day in the week', '2025-01-02', 'rates', 'Wed 17:00 to Thu 16:00'],
    ['New Year’s Day on a Saturday', '2021-12-31', 'rates', 'Thu 17:00 to Fri 16:00'],
    ['Independence Day kept on Friday', '2026-07-06', 'equity', 'Thu 17:00 to Fri 12:00, Sun 17:00 to Mon 16:00'],
    ['the day before Independence Day', '2024-07-03', 'equity', 'Tue 17:00 to Wed 12:15'],
    ['the day before Independence Day', '2024-07-03', 'rates', 'Tue 17:00 to Wed 16:00'],
    ['Juneteenth before it was kept', '2021-06-18', 'rates', 'Thu 17:00 to Fri 16:00'],
    ['Good Friday', '2025-04-21', 'rates', 'Sun 17:00 to Mon 16:00'],
    ['Good Friday with an employment report', '2021-04-02', 'rates', 'Thu 17:00 to Fri 10:15'],
    ['Good Friday with an employment report', '2021-04-02', 'equity', 'Thu 17:00 to Fri 08:15'],
    ['Good Friday with an employment report', '2021-04-02', 'metals_energy', ''],
  ])('%s: %s %s', (_name, date, product, expected) => {
    const stretches = tradingStretches('cme', day(date), product);
    expect(stretches.map(({ start, end }) => `${local(start)} to ${local(end)}`).join(', ')).toBe(expected);
  });
});

test.each([
  ['Labor Day', '2026-09-07T15:00:00Z', '2026-09-08'],
  ['the evening of Labor Day', '2026-09-07T23:00:00Z', '2026-09-08'],
  ['the Friday evening before', '2026-09-04T23:00:00Z', '2026-09-08'],
  ['Wednesday evening before Thanksgiving', '2026-11-25T23:00:00Z', '2026-11-27'],
  ['Christmas Day', '2024-12-25T18:00:00Z', '2024-12-26'],
  ['Good Friday', '2025-04-18T18:00:00Z', '2025-04-21'],
  ['Good Friday with an employment report', '2026-04-03T13:00:00Z', '2026-04-03'],
])('the trade date of %s', (_name, text, expected) => {
  expect(tradeDateOf('cme', fromMilliseconds(Date.parse(text)))).toBe(expected);
});

import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import type { ProductGroup } from '../../../core/calendar/day.ts';
import { localInstant } from '../../../core/calendar/local-time.ts';
import { isTrading, zoneOf } from '../../../core/calendar/session.ts';
import { sessionStateAt } from '../../../core/calendar/state.ts';
import type { SessionName } from '../../../core/model/instrument.ts';

const { calendars } = await loadConfig('config');

const told = (session: SessionName, text: string, product?: ProductGroup): string => {
  const zone = zoneOf(session);
  const { phase, reason, until, tradeDate } = sessionStateAt(session, localInstant(zone, text), product, calendars);
  const end = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return `${phase}${reason ? ` (${reason})` : ''} until ${end.format(until / 1_000)}, trade date ${tradeDate}`;
};

describe('CME, Chicago time', () => {
  test.each<[string, ProductGroup | undefined, string]>([
    ['2026-11-23 12:00', undefined, 'open until 2026-11-23 16:00, trade date 2026-11-23'],
    ['2026-11-23 15:59:59', undefined, 'open until 2026-11-23 16:00, trade date 2026-11-23'],
    ['2026-11-23 16:00', undefined, 'break (break between sessions) until 2026-11-23 17:00, trade date 2026-11-23'],
    ['2026-11-20 16:30', undefined, 'closed (weekend) until 2026-11-22 17:00, trade date 2026-11-20'],
    ['2026-11-21 12:00', undefined, 'closed (weekend) until 2026-11-22 17:00, trade date 2026-11-23'],
    ['2026-11-22 17:00', undefined, 'open until 2026-11-23 16:00, trade date 2026-11-23'],
    ['2026-09-07 09:00', undefined, 'open (holiday hours: Labor Day) until 2026-09-07 12:00, trade date 2026-09-08'],
    ['2026-09-07 12:00', undefined, 'closed (holiday: Labor Day) until 2026-09-07 17:00, trade date 2026-09-08'],
    [
      '2026-09-07 12:30',
      'metals_energy',
      'open (holiday hours: Labor Day) until 2026-09-07 13:30, trade date 2026-09-08',
    ],
    [
      '2026-11-27 10:00',
      undefined,
      'open (early close: Day after Thanksgiving) until 2026-11-27 12:15, trade date 2026-11-27',
    ],
    [
      '2026-11-27 13:00',
      undefined,
      'closed (early close: Day after Thanksgiving) until 2026-11-29 17:00, trade date 2026-11-27',
    ],
    ['2026-12-24 16:30', undefined, 'closed (holiday: Christmas Day) until 2026-12-27 17:00, trade date 2026-12-24'],
    ['2023-12-24 20:00', undefined, 'closed (holiday: Christmas Day) until 2023-12-25 17:00, trade date 2023-12-26'],
    ['2025-04-17 18:00', undefined, 'closed (holiday: Good Friday) until 2025-04-20 17:00, trade date 2025-04-21'],
    ['2021-04-02 09:00', 'rates', 'open (holiday hours: Good Friday) until 2021-04-02 10:15, trade date 2021-04-02'],
    ['2021-04-02 09:00', 'equity', 'closed (holiday: Good Friday) until 2021-04-04 17:00, trade date 2021-04-02'],
    [
      '2025-01-09 09:00',
      'equity',
      'closed (early close: National Day of Mourning) until 2025-01-09 17:00, trade date 2025-01-09',
    ],
    [
      '2025-01-09 09:00',
      'rates',
      'open (early close: National Day of Mourning) until 2025-01-09 12:15, trade date 2025-01-09',
    ],
    ['2025-01-09 09:00', 'metals_energy', 'open until 2025-01-09 16:00, trade date 2025-01-09'],
    [
      '2018-12-05 09:00',
      'rates',
      'closed (early close: National Day of Mourning) until 2018-12-05 17:00, trade date 2018-12-05',
    ],
  ])('%s %s', (text, product, expected) => {
    expect(told('cme', text, product)).toBe(expected);
  });
});

describe('NSE, Indian time', () => {
  test.each([
    ['2026-11-23 08:59:59', 'closed (outside trading hours) until 2026-11-23 09:15, trade date 2026-11-23'],
    ['2026-11-23 09:00', 'preOpen until 2026-11-23 09:15, trade date 2026-11-23'],
    ['2026-11-23 09:14:59', 'preOpen until 2026-11-23 09:15, trade date 2026-11-23'],
    ['2026-11-23 09:15', 'open until 2026-11-23 15:30, trade date 2026-11-23'],
    ['2026-11-23 15:29:59.999999', 'open until 2026-11-23 15:30, trade date 2026-11-23'],
    ['2026-11-23 15:30', 'closed (holiday: Guru Nanak Jayanti) until 2026-11-25 09:15, trade date 2026-11-23'],
    ['2026-11-24 11:00', 'closed (holiday: Guru Nanak Jayanti) until 2026-11-25 09:15, trade date 2026-11-25'],
    ['2026-11-21 11:00', 'closed (weekend) until 2026-11-23 09:15, trade date 2026-11-23'],
    [
      '2024-11-01 12:00',
      'closed (holiday: Diwali Laxmi Pujan, Muhurat trading) until 2024-11-01 18:00, trade date 2024-11-01',
    ],
    ['2024-11-01 17:45', 'preOpen until 2024-11-01 18:00, trade date 2024-11-01'],
    [
      '2024-11-01 18:30',
      'open (holiday hours: Diwali Laxmi Pujan, Muhurat trading) until 2024-11-01 19:00, trade date 2024-11-01',
    ],
    ['2024-03-02 10:30', 'break (break between sessions) until 2024-03-02 11:30, trade date 2024-03-02'],
    [
      '2024-03-02 12:00',
      'open (special session: Disaster recovery drill) until 2024-03-02 12:30, trade date 2024-03-02',
    ],
    ['2026-02-01 12:00', 'open until 2026-02-01 15:30, trade date 2026-02-01'],
  ])('%s', (text, expected) => {
    expect(told('nse', text)).toBe(expected);
  });
});

/** Market hours of a day that trades and of one that does not, as the vectors of index options desks state them (34). */
test.each([
  ['2026-11-21 12:00', false],
  ['2026-11-23 09:14:59', false],
  ['2026-11-23 09:15:00', true],
  ['2026-11-23 15:29:59', true],
  ['2026-11-23 15:30:00', false],
])('NSE trades at %s: %s', (text, expected) => {
  expect(isTrading('nse', localInstant('Asia/Kolkata', text), undefined, calendars)).toBe(expected);
});

/** The sessions of futures told in New York time, 18:00 to 17:00 (37): the last one that began is found by its trade date. */
test.each([
  ['Tuesday 10:00', '2026-11-17 10:00', '2026-11-17'],
  ['Tuesday 18:00', '2026-11-17 18:00', '2026-11-18'],
  ['Sunday 18:00', '2026-11-22 18:00', '2026-11-23'],
])('%s New York', (_name, text, expected) => {
  expect(sessionStateAt('cme', localInstant('America/New_York', text)).tradeDate).toBe(expected);
});

test('what never closes is open until the day turns, weekends and holidays too', () => {
  expect(told('utc', '2026-11-21 12:00')).toBe('open until 2026-11-22 00:00, trade date 2026-11-21');
  expect(told('utc', '2026-12-25 00:00')).toBe('open until 2026-12-26 00:00, trade date 2026-12-25');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { calendarsByRule } from '../../../core/calendar/calendar.ts';
import type { ProductGroup } from '../../../core/calendar/day.ts';
import {
  isTrading,
  minuteOf,
  minutesIn,
  nextTradeDate,
  previousTradeDate,
  tradeDateBounds,
  tradeDateOf,
  tradeDatesBefore,
  tradingHours,
  tradingStretches,
  zoneOf,
} from '../../../core/calendar/session.ts';
import { fromMilliseconds, HOUR, instant, MINUTE, type TradeDate, toMilliseconds } from '../../../core/model/time.ts';

const { calendars: shipped } = await loadConfig('config');
const at = (iso: string) => fromMilliseconds(Date.parse(iso));
const iso = (value: number) => new Date(toMilliseconds(instant(value))).toISOString().replace('.000Z', 'Z');
const day = (text: string) => text as TradeDate;

describe('the trade date of an instant', () => {
  test.each([
    ['a Monday noon', 'cme', '2026-11-23T18:00:00Z', '2026-11-23'],
    ['just before 17:00 Chicago', 'cme', '2026-11-23T22:59:59.999Z', '2026-11-23'],
    ['at 17:00 Chicago', 'cme', '2026-11-23T23:00:00Z', '2026-11-24'],
    ['Friday before 17:00', 'cme', '2026-11-20T22:59:00Z', '2026-11-20'],
    ['Friday evening', 'cme', '2026-11-20T23:00:00Z', '2026-11-23'],
    ['Saturday', 'cme', '2026-11-21T12:00:00Z', '2026-11-23'],
    ['Sunday before the open', 'cme', '2026-11-22T20:00:00Z', '2026-11-23'],
    ['Sunday evening', 'cme', '2026-11-22T23:30:00Z', '2026-11-23'],
    ['summer time: 17:00 is an hour earlier in UTC', 'cme', '2026-07-01T22:00:00Z', '2026-07-02'],
    ['summer time, a minute before', 'cme', '2026-07-01T21:59:00Z', '2026-07-01'],
    ['the Sunday clocks go forward', 'cme', '2026-03-08T22:00:00Z', '2026-03-09'],
    ['the Friday before', 'cme', '2026-03-06T22:30:00Z', '2026-03-06'],
    ['India’s day begins before UTC’s', 'nse', '2026-11-23T18:29:59Z', '2026-11-23'],
    ['India’s midnight', 'nse', '2026-11-23T18:30:00Z', '2026-11-24'],
    ['an Indian Saturday', 'nse', '2026-11-21T06:00:00Z', '2026-11-23'],
    ['a Saturday of what never closes', 'utc', '2026-11-21T23:59:59.999Z', '2026-11-21'],
    ['midnight of what never closes', 'utc', '2026-11-22T00:00:00Z', '2026-11-22'],
    ['New Year of what never closes', 'utc', '2027-01-01T12:00:00Z', '2027-01-01'],
  ] as const)('%s', (_name, session, text, expected) => {
    expect(tradeDateOf(session, at(text))).toBe(expected);
  });
});

describe('bounds', () => {
  test.each([
    ['cme', '2026-11-24', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
    ['cme', '2026-11-23', '2026-11-20T23:00:00Z', '2026-11-23T23:00:00Z'],
    ['cme', '2026-03-09', '2026-03-06T23:00:00Z', '2026-03-09T22:00:00Z'],
    ['cme', '2026-11-02', '2026-10-30T22:00:00Z', '2026-11-02T23:00:00Z'],
    ['nse', '2026-11-24', '2026-11-23T18:30:00Z', '2026-11-24T18:30:00Z'],
    ['utc', '2026-11-22', '2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z'],
  ] as const)('%s %s', (session, date, start, end) => {
    const bounds = tradeDateBounds(session, day(date));
    expect([iso(bounds.start), iso(bounds.end)]).toEqual([start, end]);
  });

  test.each([
    ['cme', '2026-11-23', '2026-11-22T23:00:00Z', '2026-11-23T22:00:00Z'],
    ['cme', '2026-03-09', '2026-03-08T22:00:00Z', '2026-03-09T21:00:00Z'],
    ['nse', '2026-11-23', '2026-11-23T03:45:00Z', '2026-11-23T10:00:00Z'],
    ['utc', '2026-11-21', '2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'],
  ] as const)('trading hours of %s %s', (session, date, start, end) => {
    const hours = tradingHours(session, day(date));
    expect(hours && [iso(hours.start), iso(hours.end)]).toEqual([start, end]);
  });

  test('a date that is none is refused', () => {
    expect(() => tradeDateBounds('cme', day('2026-02-30'))).toThrow('"2026-02-30" is no day; write it as YYYY-MM-DD');
  });
});

test.each([
  ['cme', '2026-11-23T18:00:00Z', true],
  ['cme', '2026-11-23T22:00:00Z', false],
  ['cme', '2026-11-23T23:00:00Z', true],
  ['cme', '2026-11-21T18:00:00Z', false],
  ['cme', '2026-11-22T22:59:00Z', false],
  ['cme', '2026-11-22T23:00:00Z', true],
  ['nse', '2026-11-23T03:44:59Z', false],
  ['nse', '2026-11-23T03:45:00Z', true],
  ['nse', '2026-11-23T10:00:00Z', false],
  ['utc', '2026-11-21T23:59:59Z', true],
  ['utc', '2026-12-25T00:00:00Z', true],
] as const)('%s trades at %s: %s', (session, text, expected) => {
  expect(isTrading(session, at(text))).toBe(expected);
});

describe('laws, by rule and with the shipped exceptions', () => {
  const anyInstant = fc
    .integer({ min: Date.parse('2010-01-01T00:00:00Z'), max: Date.parse('2035-12-31T00:00:00Z') })
    .map(fromMilliseconds);
  const sessions = fc.constantFrom(...(['cme', 'nse', 'utc'] as const));
  const calendars = fc.constantFrom(calendarsByRule, shipped);
  const kept = { seed: 20261121, numRuns: 300 };

  test('an instant lies in the bounds of its trade date, which is one, whatever was asked before', () => {
    fc.assert(
      fc.property(sessions, anyInstant, anyInstant, calendars, (session, before, asked, using) => {
        tradeDateOf(session, before, using);
        const date = tradeDateOf(session, asked, using);
        const { start, end } = tradeDateBounds(session, date, using);
        expect([using[session].isTradeDate(date), start <= asked, asked < end]).toEqual([true, true, true]);
      }),
      kept,
    );
  });

  test('dates follow each other without gaps', () => {
    fc.assert(
      fc.property(sessions, anyInstant, calendars, (session, asked, using) => {
        const date = tradeDateOf(session, asked, using);
        const { end } = tradeDateBounds(session, date, using);
        const next = tradeDateOf(session, end, using);
        expect(next).toBe(nextTradeDate(session, date, using));
        expect(previousTradeDate(session, next, using)).toBe(date);
        expect(tradeDateBounds(session, next, using).start).toBe(end);
      }),
      kept,
    );
  });

  test('stretches ascend within the bounds of their trade date', () => {
    const products = fc.constantFrom('rates', 'equity', 'metals_energy' as const) as fc.Arbitrary<ProductGroup>;
    fc.assert(
      fc.property(sessions, anyInstant, products, (session, asked, product) => {
        const date = tradeDateOf(session, asked, shipped);
        const { start, end } = tradeDateBounds(session, date, shipped);
        let from = start;
        for (const stretch of tradingStretches(session, date, product, shipped)) {
          expect([stretch.start >= from, stretch.end > stretch.start, stretch.end <= end]).toEqual([true, true, true]);
          from = stretch.end;
        }
      }),
      kept,
    );
  });
});

test('the Sunday trade dates of a change of clocks have 23 and 25 hours more than two days', () => {
  const hoursOf = (date: string) => {
    const { start, end } = tradeDateBounds('cme', day(date));
    return (end - start) / HOUR;
  };
  expect([hoursOf('2026-03-02'), hoursOf('2026-03-09'), hoursOf('2026-11-02')]).toEqual([72, 71, 73]);
  const open = tradingHours('cme', day('2026-03-09'));
  expect(open && (open.end - open.start) / HOUR).toBe(23);
});

test('minutes', () => {
  const noon = at('2026-11-23T12:00:00Z');
  expect(minuteOf(instant(noon + 59_999_999))).toBe(noon);
  const bounds = { start: instant(noon + 1), end: instant(noon + 3 * MINUTE) };
  expect([...minutesIn(bounds)].map(iso)).toEqual(['2026-11-23T12:01:00Z', '2026-11-23T12:02:00Z']);
  const session = tradeDateBounds('cme', day('2026-11-24'));
  expect([...minutesIn(session)].length).toBe((24 * HOUR) / MINUTE);
});

test('past trade dates, oldest first', () => {
  expect(tradeDatesBefore('cme', day('2026-11-24'), 3)).toEqual(['2026-11-19', '2026-11-20', '2026-11-23']);
  expect([zoneOf('cme'), zoneOf('nse'), zoneOf('utc')]).toEqual(['America/Chicago', 'Asia/Kolkata', 'UTC']);
});

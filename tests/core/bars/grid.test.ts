import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFrame } from '../../../core/bars/frame.ts';
import { BarGrid, type GridOptions } from '../../../core/bars/grid.ts';
import { addDays } from '../../../core/calendar/business-day.ts';
import { type Calendars, calendarsByRule, calendarsOf } from '../../../core/calendar/calendar.ts';
import { tradingStretches } from '../../../core/calendar/session.ts';
import type { SessionName } from '../../../core/model/instrument.ts';
import { fromMilliseconds, type Instant, MINUTE, type TradeDate } from '../../../core/model/time.ts';

const at = (text: string): Instant => fromMilliseconds(Date.parse(text));
const text = (instant: Instant): string => new Date(instant / 1_000).toISOString().replace(':00.000Z', 'Z');
const grid = (
  frame: string,
  session: SessionName = 'cme',
  options: GridOptions = {},
  calendars: Calendars = calendarsByRule,
) => new BarGrid(parseFrame(frame), calendars[session], options);

test.each([
  ['5s', '2025-12-04T14:33:25.000Z'],
  ['15s', '2025-12-04T14:33:15.000Z'],
  ['30s', '2025-12-04T14:33Z'],
  ['1m', '2025-12-04T14:33Z'],
  ['2m', '2025-12-04T14:32Z'],
  ['5m', '2025-12-04T14:30Z'],
  ['15m', '2025-12-04T14:30Z'],
  ['30m', '2025-12-04T14:30Z'],
  ['1h', '2025-12-04T14:00Z'],
])('14:33:27 is in the %s from %s', (frame, start) => {
  expect(text(grid(frame).spanOf(at('2025-12-04T14:33:27Z')).start)).toBe(start);
});

describe('bars begin with the session', () => {
  const cases: [frame: string, session: SessionName, at: string, start: string, to: string, over: string][] = [
    // winter: Chicago is six hours behind, and the session goes from 23:00 to 22:00
    ['4h', 'cme', '2026-11-20T02:00Z', '2026-11-19T23:00Z', '2026-11-20T03:00Z', '2026-11-20T03:00Z'],
    ['4h', 'cme', '2026-11-20T21:59Z', '2026-11-20T19:00Z', '2026-11-20T23:00Z', '2026-11-20T22:00Z'],
    ['7h', 'cme', '2026-11-20T21:59Z', '2026-11-20T20:00Z', '2026-11-20T23:00Z', '2026-11-20T22:00Z'],
    // summer: five hours
    ['4h', 'cme', '2026-07-14T02:00Z', '2026-07-14T02:00Z', '2026-07-14T06:00Z', '2026-07-14T06:00Z'],
    ['4h', 'cme', '2026-07-14T01:59Z', '2026-07-13T22:00Z', '2026-07-14T02:00Z', '2026-07-14T02:00Z'],
    ['1d', 'cme', '2026-07-14T01:59Z', '2026-07-13T22:00Z', '2026-07-14T22:00Z', '2026-07-14T21:00Z'],
    // clocks go forward on Sunday the 8th of March: Friday's session opened at 23:00, Sunday's at 22:00
    ['4h', 'cme', '2026-03-06T00:00Z', '2026-03-05T23:00Z', '2026-03-06T03:00Z', '2026-03-06T03:00Z'],
    ['4h', 'cme', '2026-03-08T23:00Z', '2026-03-08T22:00Z', '2026-03-09T02:00Z', '2026-03-09T02:00Z'],
    ['1d', 'cme', '2026-03-08T23:00Z', '2026-03-08T22:00Z', '2026-03-09T22:00Z', '2026-03-09T21:00Z'],
    // the Friday after Thanksgiving closes at 12:15, and its day has the holiday's trades too
    ['4h', 'cme', '2026-11-27T18:00Z', '2026-11-27T15:00Z', '2026-11-27T19:00Z', '2026-11-27T18:15Z'],
    ['1d', 'cme', '2026-11-26T15:00Z', '2026-11-25T23:00Z', '2026-11-27T23:00Z', '2026-11-27T18:15Z'],
    ['1h', 'nse', '2026-11-20T03:46Z', '2026-11-20T03:45Z', '2026-11-20T04:45Z', '2026-11-20T04:45Z'],
    ['1h', 'nse', '2026-11-20T09:50Z', '2026-11-20T09:45Z', '2026-11-20T10:45Z', '2026-11-20T10:00Z'],
    ['4h', 'nse', '2026-11-20T08:00Z', '2026-11-20T07:45Z', '2026-11-20T11:45Z', '2026-11-20T10:00Z'],
    ['1d', 'nse', '2026-11-20T08:00Z', '2026-11-20T03:45Z', '2026-11-20T18:30Z', '2026-11-20T10:00Z'],
    ['6h', 'utc', '2026-11-21T13:00Z', '2026-11-21T12:00Z', '2026-11-21T18:00Z', '2026-11-21T18:00Z'],
    ['1d', 'utc', '2026-11-21T13:00Z', '2026-11-21T00:00Z', '2026-11-22T00:00Z', '2026-11-22T00:00Z'],
    // the Sunday evening before the first Monday is the week's beginning
    ['1w', 'cme', '2026-11-18T12:00Z', '2026-11-15T23:00Z', '2026-11-20T23:00Z', '2026-11-20T22:00Z'],
    ['1w', 'nse', '2026-11-18T12:00Z', '2026-11-16T03:45Z', '2026-11-20T18:30Z', '2026-11-20T10:00Z'],
    ['1M', 'cme', '2026-11-18T12:00Z', '2026-11-01T23:00Z', '2026-11-30T23:00Z', '2026-11-30T22:00Z'],
    ['3M', 'cme', '2026-11-18T12:00Z', '2026-09-30T22:00Z', '2026-12-31T23:00Z', '2026-12-31T22:00Z'],
    ['2d', 'cme', '2026-11-18T12:00Z', '2026-11-16T23:00Z', '2026-11-18T23:00Z', '2026-11-18T22:00Z'],
  ];
  test.each(cases)('%s of %s at %s', (frame, session, instant, start, to, over) => {
    const span = grid(frame, session).spanOf(at(instant));
    expect([text(span.start), text(span.to), text(span.over)]).toEqual([start, to, over]);
  });
});

test('weekends are part of the next trade date where a market never closes', () => {
  const saturday = at('2026-11-21T12:00Z');
  const { from, start, to, over } = grid('1d', 'cme', { always: true }).spanOf(saturday);
  expect([from, start, to, over].map(text)).toEqual([
    '2026-11-20T23:00Z',
    '2026-11-20T23:00Z',
    '2026-11-23T23:00Z',
    '2026-11-23T23:00Z',
  ]);
  const hours = grid('4h', 'cme', { always: true }).spanOf(saturday);
  expect([hours.start, hours.over].map(text)).toEqual(['2026-11-21T11:00Z', '2026-11-21T15:00Z']);
});

test('a special session is counted from its own open', () => {
  const evening = { name: 'Diwali', kind: 'special', tradeDate: true } as const;
  const hours = { equity: [{ open: 18 * 60, close: 19 * 60 }] };
  const nse = new Map([['2026-11-08' as TradeDate, { ...evening, hours }]]);
  const calendars = calendarsOf({ cme: new Map(), nse });
  const { start, over } = grid('1d', 'nse', {}, calendars).spanOf(at('2026-11-08T12:40Z'));
  expect([start, over].map(text)).toEqual(['2026-11-08T12:30Z', '2026-11-08T13:30Z']);
});

const frames = ['7s', '1m', '5m', '45m', '1h', '4h', '24h', '1d', '2d', '5d', '1w', '2w', '1M', '3M'];
const sessions = ['cme', 'nse', 'utc'] as const;

test('bars follow each other without gaps, and each instant of trading is in one that had begun and is not over', () => {
  const case_ = fc.record({
    frame: fc.constantFrom(...frames),
    session: fc.constantFrom(...sessions),
    day: fc.integer({ min: 0, max: 700 }),
    minute: fc.integer({ min: 0, max: 2 * 24 * 60 }),
    always: fc.boolean(),
  });
  fc.assert(
    fc.property(case_, ({ frame, session, day, minute, always }) => {
      const instant = (at('2025-06-01T00:00Z') + day * 1_440 * MINUTE + minute * MINUTE) as Instant;
      const of = (when: number) => grid(frame, session, { always }).spanOf(when as Instant);
      const span = of(instant);
      expect(instant >= span.from && instant < span.to).toBe(true);
      expect(of(span.from)).toEqual(span);
      expect(of(span.to - 1)).toEqual(span);
      expect(of(span.to).from).toBe(span.to);
      expect(of(span.from - 1).to).toBe(span.from);
      const calendar = calendarsByRule[session];
      const date = calendar.onOrAfter(addDays(calendar.tradeDateOf(instant), 0));
      for (const { start, end } of tradingStretches(session, date)) {
        if (instant < start || instant >= end) continue;
        expect(instant >= span.start && instant < span.over).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

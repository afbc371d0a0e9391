import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../../core/model/time.ts';
import {
  candleTime,
  dayOf,
  dayStart,
  nextTime,
  orderTime,
  quoteTime,
  tradeTime,
} from '../../../../server/simulators/upstox/india.ts';

const at = (text: string): Instant => (Date.parse(text) * 1_000) as Instant;

describe('times in India', () => {
  it.each([
    ['2026-11-17T18:29:59.999Z', '2026-11-17', '2026-11-17 23:59:59', '17-Nov-2026 23:59:59'],
    ['2026-11-17T18:30:00.000Z', '2026-11-18', '2026-11-18 00:00:00', '18-Nov-2026 00:00:00'],
    ['2027-01-01T03:45:00.123Z', '2027-01-01', '2027-01-01 09:15:00', '01-Jan-2027 09:15:00'],
  ])('of %s', (text, day, ofOrder, ofTrade) => {
    expect([dayOf(at(text)), orderTime(at(text)), tradeTime(at(text))]).toEqual([day, ofOrder, ofTrade]);
  });

  it('have their zone in quotes and candles', () => {
    expect(quoteTime(at('2026-11-18T03:45:00.123Z'))).toBe('2026-11-18T09:15:00.123+05:30');
    expect(candleTime(at('2026-11-18T03:45:00.123Z'))).toBe('2026-11-18T09:15:00+05:30');
  });

  it.each([
    ['2026-11-18', '2026-11-17T18:30:00Z'],
    ['2026-02-30', undefined],
    ['18-11-2026', undefined],
    ['', undefined],
  ])('begin a day: %s', (day, start) => {
    expect(dayStart(day)).toBe(start && at(start));
  });

  it.each([
    ['2026-11-18T05:30:00Z', '2026-11-18T22:00:00Z'],
    ['2026-11-18T21:59:59Z', '2026-11-18T22:00:00Z'],
    ['2026-11-18T22:00:00Z', '2026-11-19T22:00:00Z'],
  ])('come again after %s', (from, next) => {
    expect(nextTime(at(from), 210)).toBe(at(next));
  });
});

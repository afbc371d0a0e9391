import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../core/model/time.ts';
import { type Sessions, spanOf } from '../../../server/trading/session-span.ts';

const instantOf = (text: string) => (Date.parse(text) * 1_000) as Instant;
const textOf = (at: Instant) => new Date(at / 1_000).toISOString().replace(':00.000Z', 'Z');

const globex: Sessions = { name: 'cme', neverCloses: false };
const always: Sessions = { name: 'cme', neverCloses: true };
const india: Sessions = { name: 'nse', neverCloses: false };
/** Tuesday, 1 December 2026, 10:00 in New York. */
const tuesday = instantOf('2026-12-01T15:00:00Z');
const saturday = instantOf('2026-12-05T17:00:00Z');

describe('a span', () => {
  it.each<[string, Sessions, { from?: string; to?: string }, Instant, [string, string]]>([
    ['is the session at hand', globex, {}, tuesday, ['2026-11-30T23:00Z', '2026-12-01T22:00Z']],
    ['is the session before on a weekend', globex, {}, saturday, ['2026-12-03T23:00Z', '2026-12-04T22:00Z']],
    ['is the trade date where a market never closes', always, {}, saturday, ['2026-12-04T23:00Z', '2026-12-07T23:00Z']],
    ['is the day of an exchange of India', india, {}, tuesday, ['2026-11-30T18:30Z', '2026-12-01T18:30Z']],
    [
      'is the session that ends on a day',
      globex,
      { from: '2026-11-30' },
      tuesday,
      ['2026-11-29T23:00Z', '2026-11-30T22:00Z'],
    ],
    [
      'is all of the sessions of days',
      globex,
      { from: '2026-11-24', to: '2026-11-25' },
      tuesday,
      ['2026-11-23T23:00Z', '2026-11-25T22:00Z'],
    ],
    [
      'begins at a time of New York',
      globex,
      { from: '2026-12-01T09:30' },
      tuesday,
      ['2026-12-01T14:30Z', '2026-12-01T15:00Z'],
    ],
    [
      'is from one time to another, in zones of their own',
      globex,
      { from: '2026-12-01T09:30', to: '2026-12-01T14:45:00Z' },
      tuesday,
      ['2026-12-01T14:30Z', '2026-12-01T14:45Z'],
    ],
    [
      'is by the clocks of India there',
      india,
      { from: '2026-12-01T09:15', to: '2026-12-01T15:30' },
      tuesday,
      ['2026-12-01T03:45Z', '2026-12-01T10:00Z'],
    ],
  ])('%s', (_, sessions, texts, now, expected) => {
    const { start, end } = spanOf(texts, sessions, now);
    expect([textOf(start), textOf(end)]).toEqual(expected);
  });

  it.each<[{ from?: string; to?: string }, string]>([
    [{ to: '2026-12-01' }, 'A span has a beginning: say from when.'],
    [{ from: 'soon' }, '"soon" is no day and no time; write 2026-11-20, or 2026-11-20T10:30 (America/New_York).'],
    [
      { from: '2026-13-01' },
      '"2026-13-01" is no day and no time; write 2026-11-20, or 2026-11-20T10:30 (America/New_York).',
    ],
    [{ from: '2026-12-02', to: '2026-12-01' }, '2026-12-01 is not after 2026-12-02.'],
    [{ from: '2026-12-01T12:00' }, 'now is not after 2026-12-01T12:00.'],
  ])('of %j cannot be read', (texts, sentence) => {
    expect(() => spanOf(texts, globex, tuesday)).toThrow(sentence);
  });
});

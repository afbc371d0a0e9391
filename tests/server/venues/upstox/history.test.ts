import { expect, test } from 'vitest';
import { HOUR, instant, MINUTE } from '../../../../core/model/time.ts';
import { barsOf } from '../../../../server/venues/upstox/history.ts';
import type { CandlesRequest } from '../../../../server/venues/upstox/http.ts';
import { barRecord } from '../../../../server/venues/upstox/parse/bar.ts';

const utc = (text: string) => instant(Date.parse(text) * 1_000);
const now = utc('2026-11-20T06:00:00Z');

function asking(bars: readonly string[] = []) {
  const asked: string[] = [];
  const candles = async ({ unit, units, days }: CandlesRequest) => {
    asked.push(`${unit}/${units} ${days ? `${days.from}..${days.to}` : 'today'}`);
    return bars.map((time) => barRecord.parse([time, 1, 2, 0.5, 1.5, 10, 0]));
  };
  return { asked, upstox: { candles } };
}

const request = (unit: 'second' | 'minute' | 'hour' | 'day', units: number, from: string, to: string) => ({
  instrument: 'INFY',
  unit,
  units,
  from: utc(from),
  to: utc(to),
});

test.for([
  ['minute', 1, '2026-11-20T03:45:00Z', '2026-11-20T06:00:00Z', ['minutes/1 today']],
  [
    'minute',
    5,
    '2026-11-19T03:45:00Z',
    '2026-11-20T06:00:00Z',
    ['minutes/5 today', 'minutes/5 2026-11-19..2026-11-19'],
  ],
  [
    'minute',
    1,
    '2026-10-01T03:45:00Z',
    '2026-11-12T18:30:00Z',
    ['minutes/1 2026-10-16..2026-11-12', 'minutes/1 2026-10-01..2026-10-15'],
  ],
  [
    'hour',
    1,
    '2026-06-01T03:45:00Z',
    '2026-11-12T18:30:00Z',
    ['hours/1 2026-08-16..2026-11-12', 'hours/1 2026-06-01..2026-08-15'],
  ],
  [
    'day',
    1,
    '2016-01-01T00:00:00Z',
    '2026-11-12T00:00:00Z',
    ['days/1 2017-01-04..2026-11-12', 'days/1 2016-01-01..2017-01-03'],
  ],
  ['minute', 1, '2026-11-12T00:00:00Z', '2026-11-12T00:00:00Z', []],
] as const)('%s bars of %i from %s to %s are asked for as %j', async ([unit, units, from, to, expected]) => {
  const { asked, upstox } = asking();
  await barsOf(upstox, { key: 'NSE_EQ|INE009A01021', now }, request(unit, units, from, to));
  expect(asked).toEqual(expected);
});

test('bars of the window come once, oldest first', async () => {
  const { upstox } = asking(['2026-11-20T09:17:00+05:30', '2026-11-20T09:16:00+05:30', '2026-11-20T09:15:00+05:30']);
  const from = utc('2026-11-20T03:45:00Z');
  const bars = await barsOf(
    upstox,
    { key: 'k', now },
    { instrument: 'INFY', unit: 'minute', units: 1, from, to: instant(from + 2 * MINUTE) },
  );
  expect(bars.map(({ tsStart }) => tsStart - from)).toEqual([0, MINUTE]);
});

test('what there is none of, or too much of, is said', async () => {
  const { upstox } = asking();
  const far = { ...request('minute', 1, '2012-01-01T00:00:00Z', '2026-11-12T00:00:00Z') };
  await expect(barsOf(upstox, { key: 'k', now }, far)).rejects.toThrow('There are too many bars of INFY');
  const seconds = { ...far, unit: 'second' as const, to: instant(far.from + HOUR) };
  await expect(barsOf(upstox, { key: 'k', now }, seconds)).rejects.toThrow(
    'Upstox has no bars of 1 seconds. It has 1 to 300 minutes',
  );
});

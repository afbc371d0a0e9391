import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox } from '../opened.ts';

type Candle = readonly [string, number, number, number, number, number, number];

const index = encodeURIComponent('NSE_INDEX|Nifty 50');
const share = encodeURIComponent('NSE_EQ|INE002A01018');
let upstox: Opened;
beforeAll(async () => {
  upstox = await openUpstox();
  // a step of more than half a minute would be a machine that slept
  for (let step = 0; step < 8; step++) upstox.run(20 * SECOND);
});
afterAll(() => upstox.close());

const candles = async (path: string): Promise<readonly Candle[]> =>
  (await upstox.ask<{ candles: Candle[] }>(path)).body.data.candles;
const codeOf = async (path: string) => (await upstox.ask(path)).body.errors[0]?.error_code;

describe('candles', () => {
  it('come newest first, by the clocks of India, counted from the open', async () => {
    const minutes = await candles(`/v3/historical-candle/${share}/minutes/1/2026-11-17/2026-11-17`);
    expect(minutes).toHaveLength(375);
    expect([minutes[0]?.[0], minutes.at(-1)?.[0]]).toEqual(['2026-11-17T15:29:00+05:30', '2026-11-17T09:15:00+05:30']);
    const hours = await candles(`/v3/historical-candle/${share}/hours/1/2026-11-17/2026-11-17`);
    expect(hours.map(([at]) => at.slice(11, 16))).toEqual([
      '15:15',
      '14:15',
      '13:15',
      '12:15',
      '11:15',
      '10:15',
      '09:15',
    ]);
    const sevens = await candles(`/v3/historical-candle/${share}/minutes/7/2026-11-17/2026-11-17`);
    expect(sevens.slice(-2).map(([at]) => at.slice(11, 16))).toEqual(['09:22', '09:15']);
  });

  it('of larger frames are made of the smaller ones', async () => {
    const minutes = await candles(`/v3/historical-candle/${share}/minutes/1/2026-11-17/2026-11-16`);
    const days = await candles(`/v3/historical-candle/${share}/days/1/2026-11-17/2026-11-16`);
    const expected = ['2026-11-17', '2026-11-16'].map((day) => {
      const own = minutes.filter(([at]) => at.startsWith(day));
      return [
        `${day}T00:00:00+05:30`,
        own.at(-1)?.[1],
        Math.max(...own.map(([, , high]) => high)),
        Math.min(...own.map(([, , , low]) => low)),
        own[0]?.[4],
        own.reduce((sum, [, , , , , volume]) => sum + volume, 0),
        0,
      ];
    });
    expect(days).toEqual(expected);
    const weeks = await candles(`/v3/historical-candle/${share}/weeks/1/2026-11-17/2026-11-09`);
    expect(weeks.map(([at]) => at)).toEqual(['2026-11-16T00:00:00+05:30', '2026-11-09T00:00:00+05:30']);
    const months = await candles(`/v3/historical-candle/${share}/months/1/2026-11-17/2026-10-20`);
    expect(months.map(([at]) => at)).toEqual(['2026-11-01T00:00:00+05:30', '2026-10-01T00:00:00+05:30']);
  });

  it('of today are told apart', async () => {
    expect(await candles(`/v3/historical-candle/${index}/minutes/1/2026-11-18/2026-11-18`)).toEqual([]);
    const today = await candles(`/v3/historical-candle/intraday/${index}/minutes/1`);
    // nothing closes here, so a day begins at its midnight
    expect([today[0]?.[0], today.at(-1)?.[0]]).toEqual(['2026-11-18T11:02:00+05:30', '2026-11-18T00:00:00+05:30']);
    expect((await candles(`/v3/historical-candle/intraday/${index}/days/1`)).map(([at]) => at)).toEqual([
      '2026-11-18T00:00:00+05:30',
    ]);
  });

  it('are the same in the second version, with a beginning of its own where none is named', async () => {
    const [older, newer] = await Promise.all([
      candles(`/v2/historical-candle/${share}/30minute/2026-11-17/2026-11-16`),
      candles(`/v3/historical-candle/${share}/minutes/30/2026-11-17/2026-11-16`),
    ]);
    expect(older).toEqual(newer);
    expect((await candles(`/v2/historical-candle/${share}/day/2026-11-17`)).length).toBeGreaterThan(20);
    const today = await candles(`/v2/historical-candle/intraday/${share}/1minute`);
    expect(today[0]?.[0]).toBe('2026-11-18T11:02:00+05:30');
  });

  it.each([
    ['v3/historical-candle/NIFTY/minutes/1/2026-11-17/2026-11-17', 'UDAPI1021'],
    [`v3/historical-candle/${encodeURIComponent('NSE_FO|1')}/minutes/1/2026-11-17/2026-11-17`, 'UDAPI100011'],
    [`v3/historical-candle/${index}/seconds/1/2026-11-17/2026-11-17`, 'UDAPI1146'],
    [`v3/historical-candle/${index}/minutes/301/2026-11-17/2026-11-17`, 'UDAPI1147'],
    [`v3/historical-candle/${index}/days/2/2026-11-17/2026-11-17`, 'UDAPI1147'],
    [`v3/historical-candle/${index}/minutes/1/2026-11-16/2026-11-17`, 'UDAPI1015'],
    [`v3/historical-candle/${index}/minutes/1/17-11-2026/2026-11-16`, 'UDAPI1015'],
    [`v3/historical-candle/${index}/minutes/15/2026-11-17/2026-10-16`, 'UDAPI1148'],
    [`v3/historical-candle/${index}/minutes/16/2026-11-17/2026-08-16`, 'UDAPI1148'],
    [`v3/historical-candle/intraday/${index}/weeks/1`, 'UDAPI1146'],
    [`v2/historical-candle/${index}/5minute/2026-11-17/2026-11-16`, 'UDAPI1020'],
    [`v2/historical-candle/intraday/${index}/day`, 'UDAPI1020'],
  ])('are not told for %s', async (path, code) => {
    expect(await codeOf(`/${path}`)).toBe(code);
  });
});

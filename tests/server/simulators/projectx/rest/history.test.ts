import { describe, expect, it } from 'vitest';
import { ES, type Opened, open, type Row } from '../opened.ts';

const request = {
  contractId: ES,
  live: false,
  startTime: '2026-11-17T00:00:00Z',
  endTime: '2026-11-18T12:00:00Z',
  unit: 2,
  unitNumber: 1,
  limit: 20_000,
  includePartialBar: false,
};
const bars = (gateway: Opened, change: Row): Promise<readonly Row[]> =>
  gateway.rows('History/retrieveBars', { ...request, ...change });
const times = (rows: readonly Row[]): unknown[] => rows.map(({ t }) => t);

describe('History/retrieveBars', () => {
  const refused: readonly [what: string, change: Row, code: number][] = [
    ['a contract that is not there', { contractId: 'X' }, 1],
    ['no unit', { unit: 0 }, 2],
    ['ticks', { unit: 7 }, 2],
    ['no number of units', { unitNumber: 0 }, 3],
    ['no limit', { limit: 0 }, 4],
    ['more than it gives', { limit: 20_001 }, 4],
  ];
  for (const [what, change, code] of refused) {
    it(`refuses ${what}`, async () => {
      const answer = await (await open()).call('History/retrieveBars', { ...request, ...change });
      expect(answer).toEqual({ bars: null, success: false, errorCode: code, errorMessage: null });
    });
  }

  it('gives the newest bars of a window, newest first', async () => {
    const gateway = await open();
    const all = await bars(gateway, {});
    expect(times(all)).toEqual(times(all).toSorted().reverse());
    expect(all.length).toBeGreaterThan(1_500);
    expect(await bars(gateway, { limit: 7 })).toEqual(all.slice(0, 7));
    expect((await bars(gateway, { startTime: '2026-10-18T00:00:00Z' })).length).toBe(20_000);
  });

  it('leaves the bar out that is forming, unless it is wanted', async () => {
    const gateway = await open();
    expect(times(await bars(gateway, { unit: 3, limit: 2 }))).toEqual([
      '2026-11-18T10:00:00+00:00',
      '2026-11-18T09:00:00+00:00',
    ]);
    expect(times(await bars(gateway, { unit: 3, limit: 2, includePartialBar: true }))).toEqual([
      '2026-11-18T11:00:00+00:00',
      '2026-11-18T10:00:00+00:00',
    ]);
  });

  it('joins minutes to longer bars', async () => {
    const gateway = await open();
    const minutes = (await bars(gateway, { endTime: '2026-11-18T10:15:00Z', limit: 15 })).toReversed();
    const [bar] = await bars(gateway, { endTime: '2026-11-18T10:15:00Z', unitNumber: 15, limit: 1 });
    const of = (name: string) => minutes.map((each) => Number(each[name]));
    expect(bar).toEqual({
      t: '2026-11-18T10:00:00+00:00',
      o: of('o')[0],
      h: Math.max(...of('h')),
      l: Math.min(...of('l')),
      c: of('c').at(-1),
      v: of('v').reduce((sum, each) => sum + each, 0),
    });
  });

  it('has seconds of what has traded since it began', async () => {
    const gateway = await open();
    gateway.advance(20_000);
    const seconds = await bars(gateway, { unit: 1, endTime: '2026-11-19T00:00:00Z' });
    expect(seconds.length).toBeGreaterThan(5);
    expect(times(seconds)).toEqual(times(seconds).toSorted().reverse());
    expect(String(seconds.at(-1)?.t) >= '2026-11-18T11:06:40').toBe(true);
  });

  it('answers a time that is none with status 400', async () => {
    const { status } = await (await open()).post('/api/History/retrieveBars', { ...request, startTime: 'noon' });
    expect(status).toBe(400);
  });
});

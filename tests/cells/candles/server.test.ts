import { describe, expect, it } from 'vitest';
import { candles as kind } from '../../../cells/candles/index.ts';
import { props as schema } from '../../../cells/candles/schema.ts';
import { frames } from '../../../cells/candles/server.ts';
import type { HistoryReader } from '../../../core/bars/history.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { emptyHistory } from '../../fixtures/empty-history.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';
import { wanderingMarket } from './fixture.ts';

async function one(body: Record<string, unknown>, history: HistoryReader = wanderingMarket) {
  const [value] = await framesOf(frames(schema.parse(body), contextOf({}, 1, undefined, emptyReader, history)));
  return value!;
}

describe('the properties of candles', () => {
  it.each([
    [{ instrument: 'ZN', frame: '5x' }, /frame is a number and s, m, h, d, w or M/],
    [{ instrument: 'ZN', count: 5 }, /expected number to be >=10/],
    [{ frame: '5m' }, /expected string, received undefined/],
  ])('%j', (body, message) => {
    expect(() => schema.parse(body)).toThrow(message);
  });
});

describe('frames of candles', () => {
  it('name candles by the clock of the exchange, and where trade dates begin', async () => {
    const value = await one({ instrument: 'ZN', frame: '1h', count: 20 });
    expect(value).toMatchObject({ instrument: 'ZNZ6', frame: '1h', zone: 'CST', partial: true, notes: [] });
    expect(value.candles.at(-1)?.[0]).toBe('2026-11-20 10:00');
    expect(value.sessions).toEqual([2]);
    expect(value.candles[2]?.[0]).toBe('2026-11-19 17:00');
    expect(value.times.map(({ text }) => text)).toEqual([
      '11-19 16:00',
      '19:00',
      '22:00',
      '11-20 01:00',
      '04:00',
      '07:00',
      '10:00',
    ]);
    expect(value.levels.map(({ text }) => text)).toEqual(["110'100", "110'120", "110'140", "110'160"]);
  });

  it('name days by their trade dates', async () => {
    const value = await one({ instrument: 'ES', frame: '1d', count: 10 });
    expect([value.zone, value.sessions, value.candles.at(-1)?.[0]]).toEqual(['', [], '2026-11-20']);
  });

  it('say what is missing and why', async () => {
    const gap = { start: now, end: now };
    const old: HistoryReader = {
      bars: async (request) => ({ ...(await wanderingMarket.bars(request)), gaps: [gap], notes: ['It is away.'] }),
    };
    expect((await one({ instrument: 'ZN' }, old)).notes).toEqual([
      'It is away.',
      '1 gap: nothing is known of some trading.',
    ]);
    const away: HistoryReader = { bars: () => Promise.reject(new VenueProblem('The gateway does not answer.')) };
    expect(await one({ instrument: 'ZN' }, away)).toMatchObject({
      candles: [],
      notes: ['The gateway does not answer.'],
    });
  });
});

describe('the view of candles', () => {
  it.each([
    ['morning', { instrument: 'ZN', frame: '15m', count: 12 }, wanderingMarket],
    ['none', { instrument: 'ZN' }, emptyHistory],
  ])('%s', async (name, body, history) => {
    await expectGolden(kind, name, await one(body, history), schema.parse(body));
  });

  it('exports exact prices', async () => {
    const value = await one({ instrument: 'ZN', frame: '15m', count: 10 });
    const csv = kind.exportAs?.csv?.(value) ?? '';
    expect(csv.split('\n')[1]).toMatch(/^2026-11-20 08:15,110\.265625,11\d\.\d+,11\d\.\d+,11\d\.\d+,500$/);
  });
});

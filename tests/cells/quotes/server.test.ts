import { describe, expect, it } from 'vitest';
import { quotes as kind } from '../../../cells/quotes/index.ts';
import { props as schema } from '../../../cells/quotes/schema.ts';
import { frames, refs } from '../../../cells/quotes/server.ts';
import { expectGolden } from '../golden.ts';
import { morning } from '../ladder/fixture.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const one = async (given: Record<string, unknown>, topics: Record<string, unknown>) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf(topics)));
  return value!;
};

describe('frames of quotes', () => {
  it('show a line for each instrument, with or without a market', async () => {
    const value = await one({ instruments: ['ZN', 'ES'] }, { 'book.ZNZ6': morning.book });
    const [zn, es] = value.rows;
    const { bids, asks } = morning.book.snapshot;
    expect([zn?.bid?.quantity, zn?.ask?.quantity, zn?.spread]).toEqual([bids[0]?.quantity, asks[0]?.quantity, 2]);
    expect(zn?.volume).toBe(morning.book.sessionVolume);
    expect(es).toEqual({
      instrument: 'ESZ6',
      about: 'E-mini S&P 500',
      bid: null,
      ask: null,
      spread: null,
      last: null,
      volume: 0,
      age: null,
    });
    expect(kind.caption?.(value)).toBe('2 instruments');
    await expectGolden(kind, 'morning', value, schema.parse({ instruments: ['ZN', 'ES'] }));
  });

  it('say why a venue without market data shows nothing', async () => {
    const none = 'This venue has no market data.';
    const value = await one({ instruments: ['ZN'] }, { venue: { accounts: [], drifts: [], cannot: { quotes: none } } });
    expect(value.none).toBe(none);
    await expectGolden(kind, 'no-data', value, schema.parse({}));
  });

  it('read the books that they name', () => {
    expect(refs(schema.parse({ instruments: ['ZN', 'ESZ6'] })).reads).toEqual([
      'venue',
      'health',
      'book.ZN',
      'book.ESZ6',
    ]);
    expect(() => schema.parse({ instruments: [] })).toThrow('instruments names one at least');
  });
});

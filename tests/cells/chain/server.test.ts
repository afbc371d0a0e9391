import { describe, expect, it } from 'vitest';
import { chain as kind } from '../../../cells/chain/index.ts';
import { props as schema, value as valueSchema } from '../../../cells/chain/schema.ts';
import { frames, refs } from '../../../cells/chain/server.ts';
import { loadConfig } from '../../../config/load.ts';
import { tradeDate as day } from '../../../core/calendar/business-day.ts';
import { listingOf } from '../../../core/chains/listing.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { instrumentRegistry } from '../../../core/model/registry.ts';
import type { BookState } from '../../../core/topics.ts';
import { expectGolden } from '../golden.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';

const { instruments, calendars } = await loadConfig('config');
const registry = instrumentRegistry(instruments, day('2026-11-20'), calendars);
const ids = ['20NOV26', '01DEC26'].flatMap((date) =>
  [25_600, 25_650, 25_700, 25_750, 25_800].flatMap((strike) =>
    ['C', 'P'].map((right) => `NIFTY${date}${right}${strike}`),
  ),
);
const listing = listingOf(ids.map((id) => registry.resolve(id)));

const book = (id: string, last: string, more: Partial<BookState> = {}): BookState => ({
  snapshot: { instrument: id, bids: [], asks: [], tsEvent: now },
  last: { instrument: id, price: priceFromDecimal(last), quantity: 65 as Quantity, tsEvent: now },
  volumeAt: new Map(),
  sessionVolume: 0,
  eventsPerSecond: 0,
  ...more,
});
const level = (price: string) => [{ price: priceFromDecimal(price), quantity: 130 as Quantity }];
const call = 'NIFTY01DEC26C25700';
const put = 'NIFTY01DEC26P25700';
const topics = {
  'chain.NIFTY': { listing },
  'book.NIFTY': book('NIFTY', '25722.4'),
  [`book.${call}`]: book(call, '181.35', {
    snapshot: { instrument: call, bids: level('181'), asks: level('181.6'), tsEvent: now },
    sessionVolume: 6_500,
    openInterest: 130_000,
  }),
  [`book.${put}`]: book(put, '140', { openInterest: 65_000 }),
};

const last = async (given: Record<string, unknown>, of: Record<string, unknown> = topics) => {
  const values = await framesOf(frames(schema.parse({ product: 'NIFTY', ...given }), contextOf(of)));
  const value = values.at(-1)!;
  expect(valueSchema.parse(value)).toEqual(value);
  return value;
};

describe('frames of a chain', () => {
  it('show strikes around the money of the expiry that is asked for', async () => {
    const value = await last({ expiry: '2026-12-01', strikes: 1 });
    const shown = value.rows.map(({ strike, atm, within, call, put }) => [
      strike.text,
      atm ?? false,
      within,
      call?.last?.text,
      put?.openInterest,
    ]);
    expect(shown).toEqual([
      ['25650', false, 'call', undefined, null],
      ['25700', true, 'call', '181.35', 65_000],
      ['25750', false, 'put', undefined, null],
    ]);
    expect(value).toMatchObject({ days: 11, lot: 65, most: { openInterest: 130_000, volume: 6_500 } });
    expect(kind.caption?.(value)).toBe('25722.40 · 2026-12-01, 11 days · lots of 65');
    await expectGolden(kind, 'around-the-money', value, schema.parse({ product: 'NIFTY' }));
  });

  it.each([
    ['nearest', '2026-11-20', 0],
    ['next', '2026-12-01', 11],
  ])('take the %s expiry', async (expiry, day, days) => {
    expect(await last({ expiry })).toMatchObject({ expiry: day, days });
  });

  it('show the middle where the underlying has no price', async () => {
    const value = await last({ strikes: 1 }, { ...topics, 'book.NIFTY': undefined });
    expect(value.rows.map(({ strike, atm, within }) => [strike.text, atm, within])).toEqual([
      ['25650', undefined, undefined],
      ['25700', undefined, undefined],
      ['25750', undefined, undefined],
    ]);
    expect(kind.caption?.(value)).toBe('2026-11-20, today · lots of 65');
  });

  it.each([
    ['the market has not been heard', { 'chain.NIFTY': {} }, {}, 'Asking which options are listed …'],
    [
      'the market lists none',
      { 'chain.NIFTY': { trouble: 'paper lists no options on NIFTY.' } },
      {},
      'paper lists no options on NIFTY.',
    ],
    [
      'nothing expires then',
      topics,
      { expiry: '2026-12-08' },
      'No options on NIFTY expire then; there are 2026-11-20, 2026-12-01.',
    ],
    ['there is no such topic', {}, {}, 'NIFTY has no options here.'],
  ])('say why they show nothing: %s', async (_name, of, given, none) => {
    const value = await last(given, of);
    expect([value.rows, value.none]).toEqual([[], none]);
    expect(kind.caption?.(value)).toBe('');
  });

  it('read what is listed and the underlying', () => {
    expect(refs(schema.parse({ product: 'NIFTY' })).reads).toEqual(['chain.NIFTY', 'book.NIFTY', 'health']);
    expect(() => schema.parse({ product: 'NIFTY', expiry: 'soon' })).toThrow('expiry is nearest, next or a day');
    expect(() => schema.parse({})).toThrow('name a product');
  });
});

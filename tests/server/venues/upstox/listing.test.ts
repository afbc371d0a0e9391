import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonObjects } from '../../../../server/venues/upstox/listing/objects.ts';
import { listedRecord } from '../../../../server/venues/upstox/listing/record.ts';

const cut = (text: string, sizes: readonly number[]): string[] => {
  const pieces: string[] = [];
  let at = 0;
  for (let turn = 0; at < text.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
};

test('objects of a list are the same however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.constant({ a: ['{"}'] })))),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      fc.nat(2),
      (list, sizes, indent) => {
        const found: unknown[] = [];
        const objects = new JsonObjects((text) => found.push(JSON.parse(text)));
        for (const piece of cut(JSON.stringify(list, null, indent), sizes)) objects.push(piece);
        expect(found).toEqual(JSON.parse(JSON.stringify(list)));
        expect(objects.isWhole).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a list that is cut off is not whole, and one object without an end is given up', () => {
  const found: string[] = [];
  const objects = new JsonObjects((text) => found.push(text));
  objects.push('[{"a":1},{"b":');
  expect([found, objects.isWhole]).toEqual([['{"a":1}'], false]);
  expect(() => objects.push('x'.repeat(200_000))).toThrow('an object goes on beyond');
});

test('an option, a future, an index and a share as they are listed', () => {
  const option = {
    weekly: true,
    segment: 'NSE_FO',
    name: 'NIFTY',
    exchange: 'NSE',
    expiry: 1708021799000,
    instrument_type: 'CE',
    asset_symbol: 'NIFTY',
    underlying_symbol: 'NIFTY',
    instrument_key: 'NSE_FO|37590',
    lot_size: 50,
    freeze_quantity: 1800.0,
    exchange_token: '37590',
    minimum_lot: 50,
    underlying_key: 'NSE_INDEX|Nifty 50',
    tick_size: 5.0,
    underlying_type: 'INDEX',
    trading_symbol: 'NIFTY 19650 CE 15 FEB 24',
    strike_price: 19650.0,
  };
  expect(listedRecord.parse(option)).toEqual({
    key: 'NSE_FO|37590',
    segment: 'NSE_FO',
    type: 'CE',
    symbol: 'NIFTY 19650 CE 15 FEB 24',
    name: 'NIFTY',
    root: 'NIFTY',
    expiry: '2024-02-15',
    strike: 19_650_000_000_000,
    tick: 50_000_000,
    lot: 50,
    freeze: 1800,
  });
  expect(listedRecord.parse({ ...option, expiry: '2024-02-15' })).toMatchObject({ expiry: '2024-02-15' });
  const index = {
    segment: 'NSE_INDEX',
    name: 'Nifty 50',
    exchange: 'NSE',
    instrument_type: 'INDEX',
    instrument_key: 'NSE_INDEX|Nifty 50',
    exchange_token: '26000',
    trading_symbol: 'NIFTY',
  };
  expect(listedRecord.parse(index)).toEqual({
    key: 'NSE_INDEX|Nifty 50',
    segment: 'NSE_INDEX',
    type: 'INDEX',
    symbol: 'NIFTY',
    name: 'Nifty 50',
    root: '',
  });
});

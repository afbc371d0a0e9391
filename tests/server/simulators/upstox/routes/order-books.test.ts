import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, type Row } from '../opened.ts';

let upstox: Opened;
let key: unknown;
beforeAll(async () => {
  upstox = await openUpstox();
  const rows = await upstox.instruments();
  key = rows.find(({ instrument_type, name }) => instrument_type === 'FUT' && name === 'NIFTY')?.instrument_key;
  upstox.run(2 * SECOND);
});
afterAll(() => upstox.close());

const place = async (change: Row = {}) =>
  (await upstox.ask<{ order_ids: string[] }>('/v3/order/place', { method: 'POST', body: order(key, change) })).body.data
    .order_ids[0] ?? '';
const rows = async (path: string, query: Record<string, string> = {}) =>
  (await upstox.ask<Row[]>(path, { query })).body.data;

describe('the books of orders', () => {
  it('have every order of the day, what it went through and what it traded, by id and by tag', async () => {
    const bought = await place({ quantity: 130, tag: 'a' });
    const rested = await place({ order_type: 'LIMIT', price: 23_000, tag: 'b' });
    const all = await rows('/v2/order/retrieve-all');
    expect(all.map(({ order_id, status }) => [order_id, status])).toEqual([
      [bought, 'complete'],
      [rested, 'open'],
    ]);
    expect((await rows('/v2/order/history', { tag: 'b' })).map(({ order_id, status }) => [order_id, status])).toEqual([
      [rested, 'put order req received'],
      [rested, 'validation pending'],
      [rested, 'open pending'],
      [rested, 'open'],
    ]);
    const trades = await rows('/v2/order/trades/get-trades-for-day');
    expect(trades.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(130);
    expect(await rows('/v2/order/trades', { order_id: bought })).toEqual(trades);
    expect(await rows('/v2/order/trades', { order_id: rested })).toEqual([]);
    const [first = {}] = trades;
    expect(first).toEqual({
      exchange: 'NFO',
      product: 'D',
      trading_symbol: 'NIFTY26NOVFUT',
      tradingsymbol: 'NIFTY26NOVFUT',
      instrument_token: key,
      order_type: 'MARKET',
      transaction_type: 'BUY',
      quantity: first.quantity,
      exchange_order_id: all[0]?.exchange_order_id,
      order_id: bought,
      exchange_timestamp: '18-Nov-2026 11:00:02',
      average_price: first.average_price,
      trade_id: first.trade_id,
      order_ref_id: all[0]?.order_ref_id,
      order_timestamp: '18-Nov-2026 11:00:02',
    });
  });

  it.each([
    ['/v2/order/details', {}, 'UDAPI1023'],
    ['/v2/order/details', { order_id: '1' }, 'UDAPI100010'],
    ['/v2/order/history', {}, 'UDAPI1023'],
    ['/v2/order/history', { tag: 'none' }, 'UDAPI100010'],
    ['/v2/order/trades', { order_id: '1' }, 'UDAPI100010'],
  ])('know nothing else: %s %j', async (path, query, code) => {
    const { status, body } = await upstox.ask(path, { query: query as Record<string, string> });
    expect([status, body.errors[0]?.error_code]).toEqual([400, code]);
  });

  it('begin anew each day', async () => {
    const own = await openUpstox();
    await own.ask('/v3/order/place', { method: 'POST', body: order(key) });
    own.clock.advance(DAY);
    const token = await own.tokenOf();
    for (const path of ['/v2/order/retrieve-all', '/v2/order/trades/get-trades-for-day'])
      expect((await own.send<Row[]>(path, { token })).body.data).toEqual([]);
    await own.close();
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, problem, type Row } from '../opened.ts';

let upstox: Opened;
let key: string;
let last: number;
beforeAll(async () => {
  upstox = await openUpstox();
  const rows = await upstox.instruments();
  key = String(rows.find(({ trading_symbol }) => trading_symbol === 'NIFTY FUT 23 NOV 26')?.instrument_key);
});
beforeEach(async () => {
  upstox.run(2 * SECOND);
  const { body } = await upstox.ask<Record<string, { last_price: number }>>('/v2/market-quote/ltp', {
    query: { instrument_key: key },
  });
  last = body.data['NSE_FO:NIFTY26NOVFUT']?.last_price ?? 0;
});
afterAll(() => upstox.close());

const place = (change: Row = {}, version = 'v3') =>
  upstox.ask<{ order_ids: string[]; order_id?: string }>(`/${version}/order/place`, {
    method: 'POST',
    body: order(key, change),
  });
const modify = (body: Row) => upstox.ask(`/v3/order/modify`, { method: 'PUT', body });
const cancel = (id: string) => upstox.ask(`/v3/order/cancel`, { method: 'DELETE', query: { order_id: id } });
const details = async (id: string) => (await upstox.ask('/v2/order/details', { query: { order_id: id } })).body.data;
const statuses = async (id: string) =>
  (await upstox.ask<Row[]>('/v2/order/history', { query: { order_id: id } })).body.data.map(({ status }) => status);
const away = (points: number) => Math.round((last + points) * 10) / 10;
const limit = (points: number, change: Row = {}): Row => ({ order_type: 'LIMIT', price: away(points), ...change });

describe('placing an order', () => {
  it('answers with ids and how long it took, and goes through every status', async () => {
    const { status, body } = await place();
    const [id = ''] = body.data.order_ids;
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'success', data: { order_ids: [id] }, metadata: { latency: 0 } });
    expect(id).toMatch(/^261118\d{9}$/);
    expect(await statuses(id)).toEqual([
      'put order req received',
      'validation pending',
      'open pending',
      'open',
      'complete',
    ]);
    const row = await details(id);
    expect(row).toEqual({
      exchange: 'NFO',
      product: 'D',
      price: 0,
      quantity: 65,
      status: 'complete',
      guid: null,
      tag: 'one-1',
      instrument_token: key,
      placed_by: '7SIM01',
      trading_symbol: 'NIFTY26NOVFUT',
      tradingsymbol: 'NIFTY26NOVFUT',
      order_type: 'MARKET',
      validity: 'DAY',
      trigger_price: 0,
      disclosed_quantity: 0,
      transaction_type: 'BUY',
      average_price: row.average_price,
      filled_quantity: 65,
      pending_quantity: 0,
      status_message: null,
      status_message_raw: null,
      exchange_order_id: row.exchange_order_id,
      parent_order_id: null,
      order_id: id,
      variety: 'SIMPLE',
      order_timestamp: row.order_timestamp,
      exchange_timestamp: row.order_timestamp,
      is_amo: false,
      order_request_id: '1',
      order_ref_id: row.order_ref_id,
    });
    expect(row.order_timestamp).toMatch(/^2026-11-18 11:00:\d\d$/);
    expect(Math.abs(Number(row.average_price) - last)).toBeLessThan(20);
  });

  it('answers with one id and no more in the second version', async () => {
    const { body } = await place({}, 'v2');
    expect(body).toEqual({ status: 'success', data: { order_id: body.data.order_id } });
  });

  it('makes slices of what the exchange does not take at once, where somebody wants them', async () => {
    const whole = await place(limit(-500, { quantity: 65 * 60 }));
    expect(await details(whole.body.data.order_ids[0] ?? '')).toMatchObject({
      status: 'rejected',
      status_message: 'Order quantity 3900 is more than the freeze quantity of 1800',
    });
    const { body } = await place(limit(-500, { quantity: 65 * 60, slice: true }));
    const rows = await Promise.all(body.data.order_ids.map(details));
    expect(rows.map(({ quantity, status, tag }) => [quantity, status, tag])).toEqual([
      [1_755, 'open', 'one-1'],
      [1_755, 'open', 'one-1'],
      [390, 'open', 'one-1'],
    ]);
    expect((await place({ quantity: 65 * 1_000, slice: true })).body.errors).toEqual([
      problem('UDAPI1118', 'Maximum order limit exceeded with slicing', 'quantity', 65_000),
    ]);
  });

  it('lets a stop wait for its price', async () => {
    const stop = { order_type: 'SL-M', transaction_type: 'SELL', trigger_price: away(-100) };
    const { body } = await place(stop);
    const [id = ''] = body.data.order_ids;
    expect(await details(id)).toMatchObject({
      status: 'trigger pending',
      order_type: 'SL-M',
      trigger_price: away(-100),
    });
    const limited = await place({ ...stop, order_type: 'SL', price: away(-110) });
    expect(await details(limited.body.data.order_ids[0] ?? '')).toMatchObject({
      status: 'trigger pending',
      order_type: 'SL',
      price: away(-110),
    });
  });

  it('keeps an order that the exchange rejects, and says why', async () => {
    const { status, body } = await place({ quantity: 64 });
    const [id = ''] = body.data.order_ids;
    expect(status).toBe(200);
    expect(await statuses(id)).toEqual(['put order req received', 'validation pending', 'open pending', 'rejected']);
    expect(await details(id)).toMatchObject({
      status_message: 'Order quantity 64 is not a multiple of the regular lot of 65',
      pending_quantity: 0,
      exchange_order_id: '',
      exchange_timestamp: null,
    });
  });

  it('cancels at once what does not trade at once', async () => {
    const { body } = await place(limit(-200, { validity: 'IOC' }));
    expect((await details(body.data.order_ids[0] ?? '')).status).toBe('cancelled');
  });

  it.each<[string, Row, string, string]>([
    ['no instrument', { instrument_token: undefined }, 'UDAPI1026', 'instrument_token'],
    ['an unknown instrument', { instrument_token: 'NSE_FO|1' }, 'UDAPI100011', 'instrument_token'],
    ['no type', { order_type: undefined }, 'UDAPI1004', 'order_type'],
    ['an unknown type', { order_type: 'STOP' }, 'UDAPI1056', 'order_type'],
    ['an unknown side', { transaction_type: 'SHORT' }, 'UDAPI1057', 'transaction_type'],
    ['an unknown product', { product: 'NRML' }, 'UDAPI1054', 'product'],
    ['no validity', { validity: undefined }, 'UDAPI1007', 'validity'],
    ['an unknown validity', { validity: 'GTC' }, 'UDAPI1055', 'validity'],
    ['nothing', { quantity: 0 }, 'UDAPI1052', 'quantity'],
    ['half a contract', { quantity: 0.5 }, 'UDAPI100036', 'quantity'],
    ['a long tag', { tag: 'x'.repeat(41) }, 'UDAPI1119', 'tag'],
    ['a limit without a price', { order_type: 'LIMIT' }, 'UDAPI1029', 'price'],
    ['a price at the market', { price: 10 }, 'UDAPI1030', 'price'],
    ['a stop without a trigger', { order_type: 'SL-M' }, 'UDAPI1032', 'trigger_price'],
    ['a stop limit without a price', { order_type: 'SL', trigger_price: 10 }, 'UDAPI1031', 'price'],
    ['text for a number', { price: '10' }, 'UDAPI100036', 'price'],
  ])('refuses %s', async (_what, change, code, path) => {
    upstox.clock.advance(SECOND);
    const { status, body } = await place(change);
    expect([status, body.errors[0]?.error_code, body.errors[0]?.property_path]).toEqual([400, code, path]);
  });

  it('refuses what is no JSON', async () => {
    const { status, body } = await upstox.ask('/v3/order/place', { method: 'POST', body: '{' });
    expect([status, body.errors[0]?.error_code]).toEqual([400, 'UDAPI100036']);
  });
});

describe('changing an order', () => {
  const terms = { validity: 'DAY', order_type: 'LIMIT', disclosed_quantity: 0, trigger_price: 0 };

  it('takes other terms, and counts the requests', async () => {
    const [id = ''] = (await place(limit(-300))).body.data.order_ids;
    const { body } = await modify({ ...terms, order_id: id, quantity: 130, price: away(-310) });
    expect(body).toEqual({ status: 'success', data: { order_id: id }, metadata: { latency: 0 } });
    expect((await statuses(id)).slice(3)).toEqual([
      'open',
      'modify validation pending',
      'modify pending',
      'modified',
      'open',
    ]);
    expect(await details(id)).toMatchObject({
      status: 'open',
      quantity: 130,
      pending_quantity: 130,
      price: away(-310),
      order_request_id: '2',
    });
  });

  it('answers that it asked, and tells in the order that the exchange refused', async () => {
    const [id = ''] = (await place(limit(-300))).body.data.order_ids;
    expect((await modify({ ...terms, order_id: id, quantity: 66, price: away(-310) })).status).toBe(200);
    expect((await statuses(id)).slice(-2)).toEqual(['not modified', 'open']);
    expect(await details(id)).toMatchObject({
      quantity: 65,
      price: away(-300),
      status_message: 'Order quantity 66 is not a multiple of the regular lot of 65',
    });
  });

  it('is refused for what is closed, unknown or another type', async () => {
    const [done = ''] = (await place()).body.data.order_ids;
    const [open = ''] = (await place(limit(-300))).body.data.order_ids;
    const codes = [];
    for (const change of [
      { order_id: done, order_type: 'MARKET', price: 0 },
      { order_id: '1' },
      { order_id: 'a b' },
      { order_id: undefined },
      { order_id: open, order_type: 'SL', trigger_price: away(-290) },
    ]) {
      const { status, body } = await modify({ ...terms, quantity: 65, price: away(-310), ...change });
      codes.push([status, body.errors[0]?.error_code]);
    }
    expect(codes).toEqual([
      [400, 'UDAPI100041'],
      [400, 'UDAPI100010'],
      [400, 'UDAPI1010'],
      [400, 'UDAPI1003'],
      [400, 'UDAPI1004'],
    ]);
  });
});

describe('canceling an order', () => {
  it('ends what works, once', async () => {
    const [id = ''] = (await place(limit(-300))).body.data.order_ids;
    expect((await cancel(id)).body).toEqual({
      status: 'success',
      data: { order_id: id },
      metadata: { latency: 0 },
    });
    expect((await statuses(id)).slice(-2)).toEqual(['cancel pending', 'cancelled']);
    const again = await cancel(id);
    expect([again.status, again.body.errors]).toEqual([
      400,
      [problem('UDAPI100040', 'Cancel of already cancelled/rejected/completed order is not allowed')],
    ]);
    expect((await cancel('1')).body.errors[0]?.error_code).toBe('UDAPI100010');
    const nothing = await upstox.ask('/v2/order/cancel', { method: 'DELETE' });
    expect(nothing.body.errors[0]?.error_code).toBe('UDAPI1023');
  });
});

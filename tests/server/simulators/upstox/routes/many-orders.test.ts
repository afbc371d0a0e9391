import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, problem, type Row } from '../opened.ts';

const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
let future: unknown;
beforeEach(async () => {
  upstox = await openUpstox();
  const rows = await upstox.instruments();
  future = rows.find(({ instrument_type, name }) => instrument_type === 'FUT' && name === 'NIFTY')?.instrument_key;
  upstox.run(2 * SECOND);
});
afterEach(() => upstox.close());

const line = (id: string, change: Row = {}): Row => ({
  ...order(future, { slice: false, ...change }),
  correlation_id: id,
});
const multi = (body: unknown) => upstox.ask<Row[]>('/v2/order/multi/place', { method: 'POST', body });
const positions = async () =>
  (await upstox.ask<Row[]>('/v2/portfolio/short-term-positions')).body.data.map(
    ({ instrument_token, product, quantity }) => [instrument_token, product, quantity],
  );

describe('several orders', () => {
  it('are placed together, each by what it is called', async () => {
    const { status, body } = await multi([
      line('a'),
      line('b', { quantity: 3_900, slice: true, order_type: 'LIMIT', price: 23_000 }),
    ]);
    expect(status).toBe(200);
    expect(body.data.map(({ correlation_id }) => correlation_id)).toEqual(['a', 'b', 'b', 'b']);
    expect(body.summary).toEqual({ total: 2, success: 2, error: 0, payload_error: 0 });
  });

  it('are not placed at all where one cannot be read', async () => {
    const { status, body } = await multi([line('a'), line('b', { product: 'X' })]);
    expect([status, body]).toEqual([
      400,
      {
        status: 'error',
        errors: [{ correlation_id: 'b', ...problem('UDAPI1054', "The 'product' is invalid", 'product', 'X') }],
        summary: { total: 2, success: 0, error: 0, payload_error: 1 },
      },
    ]);
    expect((await upstox.ask<Row[]>('/v2/order/retrieve-all')).body.data).toEqual([]);
    expect((await multi(Array.from({ length: 11 }, (_, at) => line(String(at))))).status).toBe(400);
    expect((await multi({})).status).toBe(400);
  });

  it('are placed as far as they can be', async () => {
    const { status, body } = await multi([line('a'), line('b', { quantity: 65_000, slice: true })]);
    expect([status, body.status, body.summary]).toEqual([
      207,
      'partial_success',
      { total: 2, success: 1, error: 1, payload_error: 0 },
    ]);
    expect(body.errors.map(({ correlation_id, error_code }) => [correlation_id, error_code])).toEqual([
      ['b', 'UDAPI1118'],
    ]);
  });

  it('are canceled by tag and segment', async () => {
    const rest = { order_type: 'LIMIT', price: 23_000 };
    await multi([line('a', { ...rest, tag: 'x' }), line('b', { ...rest, tag: 'y' })]);
    const cancel = (query: Record<string, string>) =>
      upstox.ask<{ order_ids: string[] }>('/v2/order/multi/cancel', { method: 'DELETE', query });
    expect((await cancel({ segment: 'NSE_EQ' })).body.errors).toEqual([
      problem('UDAPI1106', 'No open orders available to cancel'),
    ]);
    expect((await cancel({ tag: 'x' })).body.summary).toEqual({ total: 1, success: 1, error: 0 });
    expect((await cancel({})).body.data.order_ids).toHaveLength(1);
    const all = (await upstox.ask<Row[]>('/v2/order/retrieve-all')).body.data;
    expect(all.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('close what is held, product by product', async () => {
    await multi([
      line('a'),
      line('b', { product: 'I', transaction_type: 'SELL', quantity: 130 }),
      line('c', { instrument_token: share, quantity: 7, tag: 'shares' }),
    ]);
    expect(await positions()).toEqual([
      [future, 'D', 65],
      [future, 'I', -130],
      [share, 'D', 7],
    ]);
    const exit = (query: Record<string, string>) =>
      upstox.ask<{ order_ids: string[] }>('/v2/order/positions/exit', { method: 'POST', query });
    expect((await exit({ tag: 'shares' })).body.data.order_ids).toHaveLength(1);
    expect(await positions()).toEqual([
      [future, 'D', 65],
      [future, 'I', -130],
      [share, 'D', 0],
    ]);
    expect((await exit({ segment: 'NSE_FO' })).body.summary).toEqual({ total: 2, success: 2, error: 0 });
    expect((await positions()).map(([, , quantity]) => quantity)).toEqual([0, 0, 0]);
    expect((await exit({})).body.errors[0]?.error_code).toBe('UDAPI1108');
  });
});

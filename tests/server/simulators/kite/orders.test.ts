import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../core/model/time.ts';
import { type Answer, CALL, FUTURE, type Opened, open, type Row } from './opened.ts';

const words = (rows: readonly Row[]) => rows.map(({ status }) => status);
const said = ({ status, body }: Answer) => [status, body.error_type, body.message];

const lastPrice = async (kite: Opened, name: string): Promise<number> => {
  const quotes = await kite.get<Record<string, { last_price: number }>>(`/quote/ltp?i=${name}`);
  return quotes[name]?.last_price ?? Number.NaN;
};

describe('orders', () => {
  it('walk from their receipt to their end', async () => {
    const kite = await open();
    const market = await kite.place({ tag: 'one1' });
    expect(words(await kite.history(market))).toEqual([
      'PUT ORDER REQ RECEIVED',
      'VALIDATION PENDING',
      'OPEN PENDING',
      'OPEN',
      'COMPLETE',
    ]);
    expect(await kite.last(market)).toMatchObject({
      order_id: market,
      quantity: 65,
      filled_quantity: 65,
      pending_quantity: 0,
      tag: 'one1',
      tags: ['one1'],
    });
    const limit = await kite.place({ order_type: 'LIMIT', price: '1' });
    await kite.data('PUT', `/orders/regular/${limit}`, { price: '1.05', quantity: '130' });
    await kite.data('DELETE', `/orders/regular/${limit}`);
    expect(words(await kite.history(limit)).slice(3)).toEqual([
      'OPEN',
      'MODIFY VALIDATION PENDING',
      'MODIFY PENDING',
      'MODIFIED',
      'OPEN',
      'CANCEL PENDING',
      'CANCELLED',
    ]);
    expect(await kite.last(limit)).toMatchObject({
      price: 1.05,
      quantity: 130,
      cancelled_quantity: 130,
      modified: true,
      status_message: null,
    });
    const stop = await kite.place({ order_type: 'SL', price: '900', trigger_price: '890' });
    expect(words(await kite.history(stop)).slice(2)).toEqual(['OPEN PENDING', 'TRIGGER PENDING']);
    const ids = (await kite.get<Row[]>('/orders')).map(({ order_id }) => order_id);
    expect(ids).toEqual([market, limit, stop]);
    expect(ids.every((id) => /^\d{19}$/.test(String(id)) && !Number.isSafeInteger(Number(id)))).toBe(true);
  });

  it('become another type of order without becoming another order', async () => {
    const kite = await open();
    const id = await kite.place({ order_type: 'LIMIT', price: '1' });
    await kite.data('PUT', `/orders/regular/${id}`, { order_type: 'MARKET' });
    expect(await kite.last(id)).toMatchObject({ status: 'COMPLETE', order_type: 'MARKET', filled_quantity: 65 });
    expect(words(await kite.history(id)).slice(3)).toEqual([
      'OPEN',
      'MODIFY VALIDATION PENDING',
      'MODIFY PENDING',
      'MODIFIED',
      'OPEN',
      'COMPLETE',
    ]);
  });

  it('can be changed twenty-five times', async () => {
    const kite = await open({ quiet: true });
    const id = await kite.place({ order_type: 'LIMIT', price: '1' });
    for (let at = 1; at <= 25; at++) {
      await kite.data('PUT', `/orders/regular/${id}`, { price: (1 + at / 20).toFixed(2) });
    }
    expect(said(await kite.call('PUT', `/orders/regular/${id}`, { price: '9' }))).toEqual([
      400,
      'OrderException',
      'Maximum allowed order modifications exceeded.',
    ]);
  });

  it('are sliced where that is asked for, each a child of one that is no order', async () => {
    const kite = await open();
    const data = await kite.data<{ order_id: string; children: { order_id: string }[] }>('POST', '/orders/regular', {
      ...{ exchange: 'NFO', tradingsymbol: CALL, transaction_type: 'BUY', product: 'NRML', order_type: 'MARKET' },
      quantity: String(65 * 60),
      autoslice: 'true',
    });
    const children = await Promise.all(data.children.map(({ order_id }) => kite.last(order_id)));
    expect(children.map(({ quantity, parent_order_id }) => [quantity, parent_order_id])).toEqual([
      [1_755, data.order_id],
      [1_755, data.order_id],
      [390, data.order_id],
    ]);
    expect((await kite.call('GET', `/orders/${data.order_id}`)).status).toBe(404);
  });

  it('send the legs of an iceberg one after the other', async () => {
    const kite = await open();
    await kite.place({ quantity: '195', iceberg_legs: '3', iceberg_quantity: '65' }, 'iceberg');
    const orders = await kite.get<{ meta: { iceberg: Row }; status: string }[]>('/orders');
    expect(orders.map(({ meta, status }) => [meta.iceberg.leg, meta.iceberg.remaining_quantity, status])).toEqual([
      [1, 130, 'COMPLETE'],
      [2, 65, 'COMPLETE'],
      [3, 0, 'COMPLETE'],
    ]);
  });

  it('end after their minutes, and with their day', async () => {
    const kite = await open();
    const minutes = await kite.place({ order_type: 'LIMIT', price: '1', validity: 'TTL', validity_ttl: '2' });
    const day = await kite.place({ order_type: 'LIMIT', price: '1' });
    kite.run(3 * MINUTE);
    await expect.poll(async () => (await kite.last(minutes)).status, { timeout: 5_000 }).toBe('CANCELLED');
    kite.run(15 * HOUR);
    kite.run(SECOND);
    await kite.logIn();
    expect(await kite.last(day)).toMatchObject({ status: 'CANCELLED', cancelled_quantity: 65 });
    expect(await kite.get('/orders')).toEqual([]);
  });

  it('have trades', async () => {
    const kite = await open();
    const id = await kite.place();
    const trades = await kite.get<Row[]>(`/orders/${id}/trades`);
    expect(await kite.get('/trades')).toEqual(trades);
    expect(trades.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(65);
    expect(trades[0]).toMatchObject({ order_id: id, tradingsymbol: CALL, product: 'NRML', transaction_type: 'BUY' });
  });

  it('take a stop once the market comes to it', async () => {
    const kite = await open();
    const last = await lastPrice(kite, `NFO:${FUTURE}`);
    const at = (off: number) => (Math.round((last + off) * 10) / 10).toFixed(1);
    const future = { tradingsymbol: FUTURE };
    const up = await kite.place({ ...future, order_type: 'SL', trigger_price: at(4), price: at(400) });
    const down = await kite.place({ ...future, transaction_type: 'SELL', order_type: 'SL-M', trigger_price: at(-4) });
    const isDone = async () => [await kite.last(up), await kite.last(down)].some(({ status }) => status === 'COMPLETE');
    for (let step = 0; step < 100 && !(await isDone()); step++) kite.run(20 * SECOND);
    const done = [await kite.history(up), await kite.history(down)].find((rows) => rows.at(-1)?.status === 'COMPLETE');
    expect(words(done ?? []).slice(2)).toEqual(['OPEN PENDING', 'TRIGGER PENDING', 'OPEN', 'COMPLETE']);
  });

  it.each([
    ['no symbol', { tradingsymbol: '' }, 'InputException', 'Missing or empty field `tradingsymbol`'],
    [
      'a symbol of nothing',
      { tradingsymbol: 'NIFTY26NOV1CE' },
      'InputException',
      'The instrument you are placing an order for has either expired or does not exist.',
    ],
    [
      'an index',
      { exchange: 'NSE', tradingsymbol: 'NIFTY 50' },
      'InputException',
      'The instrument you are placing an order for has either expired or does not exist.',
    ],
    ['part of a lot', { quantity: '66' }, 'InputException', 'Quantity should be in multiples of lot size 65.'],
    [
      'more than may be at once',
      { quantity: '1820' },
      'InputException',
      'The order quantity is more than the freeze quantity of 1800. Split the order, or set `autoslice`.',
    ],
    [
      'a price between ticks',
      { order_type: 'LIMIT', price: '10.03' },
      'InputException',
      'Tick size for this script is 0.05. Kindly enter price in the multiple of tick size for this script.',
    ],
    ['no price', { order_type: 'LIMIT' }, 'InputException', 'Missing or empty field `price`'],
    [
      'a product of shares',
      { product: 'CNC' },
      'InputException',
      'Invalid `product`: CNC is not for futures and options.',
    ],
    [
      'a long tag',
      { tag: 'x'.repeat(21) },
      'InputException',
      'Invalid `tag`. It is alphanumeric, of 20 characters at most.',
    ],
    [
      'a stop on an option without a limit',
      { order_type: 'SL-M', trigger_price: '900' },
      'InputException',
      'SL-M orders are blocked for options by the exchange. Place an SL order.',
    ],
    [
      'shares that are not there',
      { exchange: 'NSE', tradingsymbol: 'INFY', product: 'CNC', transaction_type: 'SELL', quantity: '101' },
      'HoldingException',
      'Insufficient stock holding in INFY.',
    ],
  ])('refuse %s', async (_what, form, type, message) => {
    const kite = await open();
    expect(said(await kite.refused(form))).toEqual([400, type, message]);
    expect(await kite.get('/orders')).toEqual([]);
  });

  it.each(['amo', 'co', 'auction', 'bo'])('refuse the variety %s', async (variety) => {
    const kite = await open();
    expect(said(await kite.refused({}, variety)).slice(0, 2)).toEqual([400, 'InputException']);
  });

  it('reject what cannot be paid, and keep it', async () => {
    const kite = await open();
    const ids: string[] = [];
    const form = { tradingsymbol: FUTURE, quantity: '1755' };
    for (let at = 0; at < 3; at++) ids.push(await kite.place(form));
    const rows = await Promise.all(ids.map((id) => kite.last(id)));
    expect(words(rows)).toEqual(['COMPLETE', 'COMPLETE', 'REJECTED']);
    expect(rows[2]?.status_message).toMatch(
      /^Insufficient funds\. Required margin is \d+\.\d\d but available margin is -?\d+\.\d\d\. Check the orderbook for open orders\.$/,
    );
  });

  it('are left alone once they are over, and where nobody knows them', async () => {
    const kite = await open();
    const id = await kite.place();
    expect(said(await kite.call('PUT', `/orders/regular/${id}`, { price: '2' }))).toEqual([
      400,
      'OrderException',
      'Order cannot be modified as it is being processed. Try later.',
    ]);
    expect(said(await kite.call('DELETE', `/orders/regular/${id}`))).toEqual([
      400,
      'OrderException',
      'Order cannot be cancelled as it is being processed. Try later.',
    ]);
    expect(said(await kite.call('DELETE', '/orders/regular/1'))).toEqual([
      404,
      'GeneralException',
      "Couldn't find that `order_id`.",
    ]);
  });
});

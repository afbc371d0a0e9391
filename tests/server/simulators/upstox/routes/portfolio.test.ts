import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, type Row } from '../opened.ts';

const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
let future: string;
let option: string;
beforeAll(async () => {
  upstox = await openUpstox({ tokenLife: 7 * 86_400_000 });
  const rows = await upstox.instruments();
  const keyOf = (name: string) => String(rows.find(({ trading_symbol }) => trading_symbol === name)?.instrument_key);
  future = keyOf('NIFTY FUT 23 NOV 26');
  option = keyOf('NIFTY 24300 CE 01 DEC 26');
  upstox.run(2 * SECOND);
});
afterAll(() => upstox.close());

const place = async (key: string, change: Row = {}) => {
  const { body } = await upstox.ask<{ order_ids: string[] }>('/v3/order/place', {
    method: 'POST',
    body: order(key, change),
  });
  const { data } = await upstox
    .ask('/v2/order/details', { query: { order_id: body.data.order_ids[0] ?? '' } })
    .then(({ body: told }) => told);
  return Number(data.average_price);
};
const positions = async () => (await upstox.ask<Row[]>('/v2/portfolio/short-term-positions')).body.data;
const holdings = async () => (await upstox.ask<Row[]>('/v2/portfolio/long-term-holdings')).body.data;
const money = (value: number) => Math.round(value * 10_000) / 10_000;

describe('the portfolio', () => {
  it('tells positions by product, with what is realized and what is not', async () => {
    const bought = await place(future, { quantity: 130 });
    const sold = await place(future, { transaction_type: 'SELL' });
    await place(future, { product: 'I' });
    const [row = {}, other = {}] = await positions();
    const last = Number(row.last_price);
    expect(row).toEqual({
      exchange: 'NFO',
      multiplier: 1,
      product: 'D',
      instrument_token: future,
      quantity: 65,
      overnight_quantity: 0,
      overnight_buy_amount: 0,
      overnight_buy_quantity: 0,
      overnight_sell_amount: 0,
      overnight_sell_quantity: 0,
      day_buy_quantity: 130,
      day_buy_value: money(bought * 130),
      day_buy_price: bought,
      day_sell_quantity: 65,
      day_sell_value: money(sold * 65),
      day_sell_price: sold,
      buy_value: money(bought * 130),
      sell_value: money(sold * 65),
      buy_price: bought,
      sell_price: sold,
      value: money(bought * 65),
      pnl: money((last - bought) * 65 + (sold - bought) * 65),
      average_price: null,
      last_price: last,
      unrealised: money((last - bought) * 65),
      realised: money((sold - bought) * 65),
      trading_symbol: 'NIFTY26NOVFUT',
      tradingsymbol: 'NIFTY26NOVFUT',
      close_price: row.close_price,
    });
    expect([other.product, other.quantity]).toEqual(['I', 65]);
  });

  it('binds money by what is held: a premium that was paid, and a share of what may be lost', async () => {
    const own = await openUpstox();
    own.run(2 * SECOND);
    const buy = (key: string, change: Row) => own.ask('/v3/order/place', { method: 'POST', body: order(key, change) });
    const funds = async () =>
      (await own.ask<Record<string, Row>>('/v2/user/get-funds-and-margin')).body.data.equity ?? {};
    await buy(option, { quantity: 65 });
    const [{ value = 0 } = {}] = (await own.ask<Row[]>('/v2/portfolio/short-term-positions')).body.data;
    const long = await funds();
    expect([long.used_margin, long.span_margin]).toEqual([Math.round(Number(value) * 100) / 100, 0]);
    await buy(option, { quantity: 130, transaction_type: 'SELL' });
    expect((await funds()).span_margin).toBe(0.12 * 24_300 * 65);
    const one = await own.ask<Record<string, Row>>('/v2/user/get-funds-and-margin', { query: { segment: 'COM' } });
    expect(Object.keys(one.body.data)).toEqual(['commodity']);
    expect((await own.ask('/v2/user/get-funds-and-margin', { query: { segment: 'X' } })).status).toBe(400);
    await own.close();
  });

  it('carries derivatives over night, and makes holdings of shares', async () => {
    const price = await place(share, { quantity: 5 });
    expect(await holdings()).toEqual([]);
    const before = (await positions()).find(
      ({ product, instrument_token }) => product === 'D' && instrument_token === future,
    );
    upstox.clock.advance(DAY);
    upstox.simulator.exchange.advance();
    upstox.run(2 * SECOND);
    const [carried = {}] = await positions();
    expect(carried).toMatchObject({
      quantity: 65,
      overnight_quantity: 65,
      overnight_buy_quantity: 65,
      overnight_buy_amount: before?.value,
      average_price: before?.buy_price,
      buy_price: before?.buy_price,
      day_buy_quantity: 0,
      buy_value: 0,
    });
    expect((await positions()).some(({ instrument_token }) => instrument_token === share)).toBe(false);
    const [held = {}] = await holdings();
    expect(held).toMatchObject({ quantity: 5, average_price: price, cnc_used_quantity: 0, instrument_token: share });
    expect(held.pnl).toBe(money((Number(held.last_price) - price) * 5));
    await place(share, { quantity: 2, transaction_type: 'SELL' });
    expect((await holdings())[0]).toMatchObject({ quantity: 5, cnc_used_quantity: 2 });
    expect((await positions()).find(({ instrument_token }) => instrument_token === share)).toMatchObject({
      quantity: -2,
      overnight_quantity: 0,
      day_sell_quantity: 2,
    });
  });
});

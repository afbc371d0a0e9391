import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, order, type Row } from '../opened.ts';
import { toPortfolio } from './listener.ts';

const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
beforeEach(async () => {
  upstox = await openUpstox({ tokenLife: 7 * 86_400_000 });
  upstox.run(2 * SECOND);
});
afterEach(() => upstox.close());

const buy = (change: Row = {}) =>
  upstox.ask<{ order_ids: string[] }>('/v3/order/place', {
    method: 'POST',
    body: order(share, { quantity: 1, ...change }),
  });

describe('the portfolio stream', () => {
  it('tells each status of an order, and what it made of a position', async () => {
    const listener = await toPortfolio(upstox).open();
    const [id] = (await buy()).body.data.order_ids;
    await listener.until(({ heard }) => heard.some(({ update_type }) => update_type === 'position'));
    const row = (await upstox.ask('/v2/order/details', { query: { order_id: String(id) } })).body.data;
    const orders = listener.heard.filter(({ update_type }) => update_type === 'order');
    expect(orders.map(({ status }) => status)).toEqual([
      'put order req received',
      'validation pending',
      'open pending',
      'open',
      'complete',
    ]);
    expect(orders.at(-1)).toEqual({
      update_type: 'order',
      user_id: '7SIM01',
      userId: '7SIM01',
      ...row,
      instrument_key: share,
    });
    const price = Number(row.average_price);
    expect(listener.heard.find(({ update_type }) => update_type === 'position')).toEqual({
      update_type: 'position',
      instrument_key: share,
      instrument_token: share,
      exchange: 'NSE',
      multiplier: 1,
      product: 'D',
      quantity: 1,
      average_price: 0,
      overnight_quantity: 0,
      overnight_buy_amount: 0,
      overnight_buy_quantity: 0,
      overnight_sell_amount: 0,
      overnight_sell_quantity: 0,
      day_buy_quantity: 1,
      day_buy_value: price,
      day_buy_price: price,
      day_sell_quantity: 0,
      day_sell_value: 0,
      day_sell_price: 0,
      buy_value: price,
      sell_value: 0,
      buy_price: price,
      sell_price: 0,
    });
    listener.close();
  });

  it('tells orders alone to whoever asks for nothing', async () => {
    const listener = await toPortfolio(upstox, '').open();
    await buy();
    await listener.until(({ heard }) => heard.some(({ status }) => status === 'complete'));
    expect(new Set(listener.heard.map(({ update_type }) => update_type))).toEqual(new Set(['order']));
    listener.close();
  });

  it('tells of a holding when shares of it are sold', async () => {
    await buy({ quantity: 5 });
    upstox.clock.advance(DAY);
    upstox.simulator.exchange.advance();
    upstox.run(2 * SECOND);
    const listener = await toPortfolio(upstox, 'holding').open();
    await buy({ quantity: 2, transaction_type: 'SELL' });
    const [told] = (await listener.until(({ heard }) => heard.length > 0)).heard;
    expect(told).toEqual({
      update_type: 'holding',
      isin: 'INE002A01018',
      cnc_used_quantity: 2,
      collateral_type: 'WC',
      collateral_quantity: 0,
      collateral_update_quantity: 0,
      company_name: 'RELIANCE INDUSTRIES',
      haircut: 0.2,
      product: 'D',
      quantity: 5,
      instrument_token: share,
      instrument_key: share,
      average_price: told?.average_price,
      t1_quantity: 0,
      exchange: 'NSE',
    });
    listener.close();
  });

  it('gives its address for one connection, too', async () => {
    const { body } = await upstox.ask('/v2/feed/portfolio-stream-feed/authorize', { query: { update_types: 'order' } });
    expect(body.data.authorized_redirect_uri).toBe(body.data.authorizedRedirectUri);
    expect(String(body.data.authorized_redirect_uri)).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/upstox-developer-api\/order-updates\/feed\?requestId=[\w-]+&code=[\w-]+$/,
    );
  });
});

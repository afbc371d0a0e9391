import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../../../../core/model/ids.ts';
import type { Price } from '../../../../core/model/price.ts';
import { quantity, signedQuantity } from '../../../../core/model/quantity.ts';
import { type FillRow, type OpenTt, openTt } from './open.ts';

const E = 'ext_prod_sim';
let tt: OpenTt;
beforeEach(async () => {
  tt = await openTt();
});
afterEach(() => tt.simulator.close());

const fillsOf = async (query = '') => (await tt.get(`/ttledger/${E}/fills${query}`)).body.fills;

describe('orders', () => {
  it('have texts for sides and codes, and times beyond the exact numbers', async () => {
    const placed = await tt.place({
      type: 'stop_limit',
      side: 'sell',
      quantity: 80,
      price: '109',
      stopPrice: '109',
      tag: 'a-1',
    });
    expect(placed.status).toBe(201);
    const { text, body } = await tt.get(`/ttledger/${E}/orders`);
    expect(body.orders).toHaveLength(1);
    const order = body.orders[0]!;
    expect(order).toMatchObject({
      accountId: 1001,
      cumulatedQuantity: 0,
      leavesQuantity: 80,
      marketId: 7,
      orderQty: 80,
      orderStatus: '1',
      orderType: '4',
      price: 109,
      stopPrice: 109,
      side: '2',
      timeInForce: '1',
      textA: 'a-1',
      userId: '5001',
      currUserId: 5001,
    });
    expect(order.orderId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(order.parentOrderId).toBe(order.orderId);
    expect(text).toMatch(/"dateTime":\d{19}[,}]/);
    expect(text).toContain('"orderQty":80.0');
    expect((await tt.get(`/ttledger/${E}/orders/${order.orderId}`)).body.order).toEqual([order]);
  });

  it('are listed while they work, and found by their id for ever', async () => {
    const { orderId } = (await tt.place({ type: 'limit', price: '109' })).body.orders[0]!;
    expect((await tt.get(`/ttledger/${E}/orders?accountId=1002`)).body.orders).toEqual([]);
    const canceled = await tt.call(`/simulator/orders/${orderId}`, { method: 'DELETE' });
    expect(canceled.body).toEqual({ canceled: true });
    expect((await tt.get(`/ttledger/${E}/orders`)).body.orders).toEqual([]);
    expect((await tt.get(`/ttledger/${E}/orders/${orderId}`)).body.order[0]).toMatchObject({
      orderStatus: '5',
      leavesQuantity: 0,
      text: 'Canceled on request.',
    });
  });

  it('come in pages', async () => {
    const { exchange } = tt.simulator;
    const price = (exchange.depth('ZNZ6')!.bids[0]!.price - 20 * exchange.instruments[0]!.tick) as Price;
    for (let count = 0; count < 501; count++) {
      const limit = { type: 'limit', timeInForce: 'day', side: 'buy', quantity: quantity(1), price } as const;
      exchange.place({ ...limit, account: accountId('1001'), instrument: 'ZNZ6' });
    }
    const first = (await tt.get(`/ttledger/${E}/orders`)).body;
    const second = (await tt.get(`/ttledger/${E}/orders?nextPageKey=${first.nextPageKey}`)).body;
    expect([first.lastPage, first.orders.length, second.lastPage, second.orders.length, second.nextPageKey]).toEqual([
      'false',
      500,
      'true',
      1,
      undefined,
    ]);
    const wrong = await tt.get(`/ttaccount/${E}/accounts?nextPageKey=${first.nextPageKey}`);
    expect(wrong.status).toBe(400);
  });

  it('of the simulator are refused as sentences, and one that the exchange refuses is kept', async () => {
    const wrong = await tt.place({ side: 'up' });
    expect([wrong.status, wrong.body.error]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining('The order: side:') }),
    ]);
    const refused = await tt.place({ account: '1003' });
    expect(refused.body.orders[0]).toMatchObject({ orderStatus: '8', text: 'Account CLOSED-50K may not trade.' });
  });
});

describe('fills', () => {
  it('have numbers for codes and texts for times', async () => {
    await tt.place({ side: 'sell', quantity: 3, tag: 'mine' });
    const fills = await fillsOf();
    expect(fills.reduce((sum, { lastQty }) => sum + lastQty, 0)).toBe(3);
    expect(fills[0]).toMatchObject({
      accountId: 1001,
      aggressorIndicator: 'true',
      algoType: 11,
      marketId: 7,
      ordType: 1,
      side: 2,
      textA: 'mine',
      timeStamp: expect.stringMatching(/^\d{19}$/),
      transactTime: expect.stringMatching(/^\d{16}000$/),
      userId: 5001,
    });
    expect(fills.at(-1)!.ordStatus).toBe('3');
    expect(new Set(fills.map(({ uniqueExecId }) => uniqueExecId)).size).toBe(fills.length);
  });

  it('of an algorithm are said twice, by it and by the orders that it made', async () => {
    const { body } = await tt.place({ quantity: 6, slices: 2 });
    const parents = new Set(body.orders.map(({ parentOrderId }) => parentOrderId));
    expect([body.orders.length, parents.size]).toEqual([2, 1]);
    const fills = await fillsOf();
    const [parent] = [...parents];
    const of = (isParent: boolean) => fills.filter(({ orderId }) => (orderId === parent) === isParent);
    const sum = (rows: readonly FillRow[]) => rows.reduce((total, { lastQty }) => total + lastQty, 0);
    expect([sum(of(true)), sum(of(false))]).toEqual([6, 6]);
    expect(of(true).every(({ marketId, algoType }) => marketId === 1001 && algoType === 0)).toBe(true);
    expect(of(false).every(({ parentOrderId }) => parentOrderId === parent)).toBe(true);
    expect(of(true).at(-1)!.ordStatus).toBe('3');
    expect((await tt.get(`/ttmonitor/${E}/position/1001`)).body.positions[0]!.netPosition).toBe(6);
    expect((await tt.get(`/ttledger/${E}/orders/${parent}`)).body.order[0]).toMatchObject({
      marketId: 1001,
      syntheticType: '7',
    });
  });

  it('that happen at once share a nanosecond', async () => {
    await tt.place({ quantity: 4, slices: 4 });
    const times = (await fillsOf()).map(({ timeStamp }) => timeStamp);
    expect(times.length).toBeGreaterThan(4);
    expect(new Set(times).size).toBe(1);
  });

  it('are 500 at most, and go on behind the last time; a window with too many is 408', async () => {
    const { exchange } = tt.simulator;
    const order = {
      type: 'market',
      timeInForce: 'ioc',
      instrument: 'ZNZ6',
      quantity: quantity(1),
      account: accountId('1001'),
    } as const;
    const trade = (count: number) => {
      for (let index = 0; index < count; index++) {
        exchange.place({ ...order, side: index % 2 === 0 ? 'buy' : 'sell' });
        tt.clock.advance(3);
      }
    };
    trade(1_100);
    const seen: string[] = [];
    let from = '0';
    for (let page = 0; page < 5; page++) {
      const fills = await fillsOf(`?minTimestamp=${from}`);
      seen.push(...fills.map(({ uniqueExecId }) => uniqueExecId));
      if (fills.length < 500) break;
      from = String(BigInt(fills.at(-1)!.timeStamp) + 1n);
    }
    expect([seen.length, new Set(seen).size]).toEqual([1_100, 1_100]);
    const [first, second, third] = (await fillsOf()) as [FillRow, FillRow, FillRow];
    expect(await fillsOf(`?minTimestamp=${second.timeStamp}&maxTimestamp=${second.timeStamp}`)).toEqual([second]);
    expect(await fillsOf(`?maxTimestamp=${BigInt(third.timeStamp) - 1n}`)).toEqual([first, second]);
    expect(await fillsOf(`?orderId=${first.orderId}`)).toEqual([first]);
    expect(await fillsOf('?accountId=1002')).toEqual([]);
    const { productId } = (await tt.get(`/ttpds/${E}/instruments?alias=ZT%20Dec26`)).body.instruments[0]!;
    expect(await fillsOf(`?productId=${productId}`)).toEqual([]);
    trade(1_000);
    const tooMany = await tt.get(`/ttledger/${E}/fills`);
    expect([tooMany.status, tooMany.body]).toEqual([408, { message: 'Request Timeout' }]);
    expect((await tt.get(`/ttledger/${E}/fills?maxTimestamp=${third.timeStamp}`)).status).toBe(200);
  });
});

describe('positions', () => {
  it('begin with the start of the day, and add up', async () => {
    await tt.simulator.close();
    const carried = { account: accountId('1002'), instrument: 'ZNZ6', quantity: signedQuantity(20) };
    tt = await openTt({ traders: true });
    const { body } = await tt.get(`/ttmonitor/${E}/sod/1002`);
    const { id } = (await tt.get(`/ttpds/${E}/instruments?alias=ZN%20Dec26`)).body.instruments[0]!;
    expect(body.sod).toEqual([
      {
        accountId: Number(carried.account),
        instrumentId: id,
        sodNetPos: carried.quantity,
        sodPrice: 110.265625,
        sodPriceType: 'SETTLE',
      },
    ]);
    await tt.place({ account: '1002', side: 'sell', quantity: 5 });
    await tt.place({ account: '1002', side: 'buy', quantity: 2 });
    const row = (await tt.get(`/ttmonitor/${E}/position?accountIds=1002,1003`)).body.positions.find(
      ({ instrumentId }) => instrumentId === id,
    )!;
    const { sodNetPos, buyFillQty, sellFillQty, netPosition, avgSell, avgBuy, pnlPrice, sodPrice } = row;
    expect(netPosition).toBe(sodNetPos + buyFillQty - sellFillQty);
    const pnl =
      1_000 *
      (sodNetPos * (pnlPrice - sodPrice) + buyFillQty * (pnlPrice - avgBuy) + sellFillQty * (avgSell - pnlPrice));
    expect(row.pnl).toBeCloseTo(pnl, 2);
    expect(row.realizedPnl).toBeCloseTo(1_000 * sellFillQty * (avgSell - sodPrice), 2);
    const [product] = (await tt.get(`/ttmonitor/${E}/productposition/1002`)).body.positions;
    expect(product).toMatchObject({ netPosition, sodNetPos, buyFillQty, sellFillQty });
  });
});

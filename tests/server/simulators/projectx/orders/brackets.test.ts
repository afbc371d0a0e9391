import { describe, expect, it } from 'vitest';
import { accountId as exchangeAccount } from '../../../../../core/model/ids.ts';
import { addTicks, type Price } from '../../../../../core/model/price.ts';
import { quantity } from '../../../../../core/model/quantity.ts';
import { accounts, ES, type Opened, open, type Row } from '../opened.ts';

const accountId = accounts.autoOco;
const tick = 0.25;

const instrumentOf = ({ simulator: { exchange } }: Opened) => exchange.instruments[0]!;

const bracket = { stopLossBracket: { ticks: -8, type: 4 }, takeProfitBracket: { ticks: 12, type: 1 } };

async function children(gateway: Opened): Promise<readonly Row[]> {
  const all = await gateway.rows('Order/search', { accountId, startTimestamp: '2020-01-01T00:00:00Z' });
  return all.filter(({ parentOrderId }) => parentOrderId !== undefined);
}

const short = ({ type, status, size, fillVolume }: Row) => ({ type, status, size, fillVolume });

/** Somebody else trades with whatever rests at a price or better. */
function sellInto(gateway: Opened, price: Price, lots: number): void {
  gateway.simulator.exchange.place({
    account: exchangeAccount(String(accounts.position)),
    instrument: instrumentOf(gateway).id,
    side: 'sell',
    type: 'limit',
    timeInForce: 'ioc',
    price,
    quantity: quantity(lots),
  });
}

/** An own bid that is alone above the market's, so that it fills by as much as somebody sells. */
async function restingParent(gateway: Opened, size: number): Promise<{ parent: Row; price: Price }> {
  const { exchange } = gateway.simulator;
  const { id, tick: step } = instrumentOf(gateway);
  const sweep = exchange.depth(id)!.asks[0]!;
  exchange.place({
    account: exchangeAccount(String(accounts.position)),
    instrument: id,
    side: 'buy',
    type: 'limit',
    timeInForce: 'ioc',
    price: sweep.price,
    quantity: sweep.quantity,
  });
  const price = addTicks(exchange.depth(id)!.bids[0]!.price, 1, step);
  const body = {
    accountId,
    contractId: ES,
    type: 1,
    side: 0,
    size,
    limitPrice: price / 1e9,
    customTag: 'p',
    ...bracket,
  };
  return { parent: await gateway.call('Order/place', body), price };
}

describe('Auto OCO brackets', () => {
  it('rest suspended, out of sight of open orders, until their parent fills', async () => {
    const gateway = await open();
    const { parent } = await restingParent(gateway, 3);
    const [loss, profit] = await children(gateway);
    expect([loss, profit].map((each) => short(each!))).toEqual([
      { type: 4, status: 8, size: 3, fillVolume: 0 },
      { type: 1, status: 8, size: 3, fillVolume: 0 },
    ]);
    expect([loss?.parentOrderId, profit?.parentOrderId]).toEqual([parent.orderId, parent.orderId]);
    expect([loss?.linkedOrderId, profit?.linkedOrderId]).toEqual([profit?.id, loss?.id]);
    expect((await gateway.rows('Order/searchOpen', { accountId })).map(({ id }) => id)).toEqual([parent.orderId]);
  });

  it('are as large as what filled, at their distance from it', async () => {
    const gateway = await open();
    const { price } = await restingParent(gateway, 3);
    sellInto(gateway, price, 1);
    const at = price / 1e9;
    const [loss, profit] = await children(gateway);
    expect([short(loss!), loss?.stopPrice]).toEqual([{ type: 4, status: 1, size: 1, fillVolume: 0 }, at - 8 * tick]);
    expect([short(profit!), profit?.limitPrice]).toEqual([
      { type: 1, status: 1, size: 1, fillVolume: 0 },
      at + 12 * tick,
    ]);
    sellInto(gateway, price, 2);
    expect((await children(gateway)).map((each) => each.size)).toEqual([3, 3]);
  });

  it('end with a parent that is canceled before it fills', async () => {
    const gateway = await open();
    const { parent } = await restingParent(gateway, 2);
    await gateway.call('Order/cancel', { accountId, orderId: parent.orderId });
    expect((await children(gateway)).map(({ status }) => status)).toEqual([3, 3]);
  });

  it('protect what filled of a parent that is canceled', async () => {
    const gateway = await open();
    const { parent, price } = await restingParent(gateway, 3);
    sellInto(gateway, price, 1);
    await gateway.call('Order/cancel', { accountId, orderId: parent.orderId });
    expect((await children(gateway)).map(short)).toEqual([
      { type: 4, status: 1, size: 1, fillVolume: 0 },
      { type: 1, status: 1, size: 1, fillVolume: 0 },
    ]);
  });

  it('cancel each other', async () => {
    const gateway = await open();
    const { exchange } = gateway.simulator;
    const { price } = await restingParent(gateway, 2);
    sellInto(gateway, price, 2);
    const [, profit] = await children(gateway);
    // somebody lifts everything up to the take profit, which is behind what rests there
    const above = addTicks(price, 12, instrumentOf(gateway).tick);
    for (let turn = 0; turn < 200 && (await children(gateway))[1]?.status === 1; turn++) {
      exchange.place({
        account: exchangeAccount(String(accounts.position)),
        instrument: instrumentOf(gateway).id,
        side: 'buy',
        type: 'limit',
        timeInForce: 'ioc',
        price: above,
        quantity: quantity(500),
      });
    }
    const after = await children(gateway);
    expect(after.map(({ status }) => status)).toEqual([3, 2]);
    expect(after[1]).toMatchObject({ id: profit?.id, fillVolume: 2, filledPrice: above / 1e9 });
    expect(await gateway.rows('Position/searchOpen', { accountId })).toEqual([]);
  });

  it('go with the position that they protect', async () => {
    const gateway = await open();
    const { price } = await restingParent(gateway, 2);
    sellInto(gateway, price, 2);
    expect(await gateway.call('Position/closeContract', { accountId, contractId: ES })).toMatchObject({
      success: true,
    });
    expect((await children(gateway)).map(({ status }) => status)).toEqual([3, 3]);
  });

  it('keep their size and take another price', async () => {
    const gateway = await open();
    const { price } = await restingParent(gateway, 2);
    sellInto(gateway, price, 2);
    const [loss] = await children(gateway);
    const modify = (change: Row) => gateway.call('Order/modify', { accountId, orderId: loss?.id, ...change });
    expect(await modify({ size: 1 })).toMatchObject({ errorCode: 3 });
    expect(await modify({ stopPrice: Number(loss?.stopPrice) - 1 })).toMatchObject({ success: true });
  });

  for (const [what, refused] of [
    ['a stop loss above a buy', { stopLossBracket: { ticks: 8, type: 4 } }],
    ['a take profit below a buy', { takeProfitBracket: { ticks: -8, type: 1 } }],
    ['no distance', { stopLossBracket: { ticks: 0, type: 4 } }],
    ['a thousand and one ticks', { takeProfitBracket: { ticks: 1_001, type: 1 } }],
    ['a take profit that is a stop', { takeProfitBracket: { ticks: 8, type: 4 } }],
  ] as const) {
    it(`refuse ${what}`, async () => {
      const gateway = await open();
      const body = { accountId, contractId: ES, type: 2, side: 0, size: 1, ...refused };
      expect(await gateway.call('Order/place', body)).toMatchObject({ success: false, errorCode: 2 });
      expect(await children(gateway)).toEqual([]);
    });
  }
});

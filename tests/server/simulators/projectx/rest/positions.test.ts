import { describe, expect, it } from 'vitest';
import { accounts, ES, type Opened, open, type Row } from '../opened.ts';

const accountId = accounts.position;
const since = { accountId, startTimestamp: '2020-01-01T00:00:00Z' };
const trade = (gateway: Opened, side: number, size: number) =>
  gateway.call('Order/place', { accountId, contractId: ES, type: 2, side, size });
const positions = (gateway: Opened) => gateway.rows('Position/searchOpen', { accountId });

describe('positions', () => {
  it('have a type, a size without a sign and an average', async () => {
    const gateway = await open();
    expect(await positions(gateway)).toEqual([]);
    await trade(gateway, 0, 2);
    const [fill] = await gateway.rows('Trade/search', since);
    const [long] = await positions(gateway);
    expect(long).toEqual({
      id: long?.id,
      accountId,
      contractId: ES,
      creationTimestamp: '2026-11-18T11:06:40+00:00',
      type: 1,
      size: 2,
      averagePrice: fill?.price,
    });
    await trade(gateway, 1, 5);
    const [short] = await positions(gateway);
    expect([short?.type, short?.size, short?.id === long?.id]).toEqual([2, 3, false]);
  });

  it('are closed at the market', async () => {
    const gateway = await open();
    await trade(gateway, 1, 3);
    const partial = (size: number) =>
      gateway.call('Position/partialCloseContract', { accountId, contractId: ES, size });
    expect(await partial(1)).toEqual({ success: true, errorCode: 0, errorMessage: null });
    expect((await positions(gateway)).map(({ size }) => size)).toEqual([2]);
    expect([await partial(0), await partial(3)].map(({ errorCode }) => errorCode)).toEqual([5, 5]);
    const close = () => gateway.call('Position/closeContract', { accountId, contractId: ES });
    expect(await close()).toEqual({ success: true, errorCode: 0, errorMessage: null });
    expect(await positions(gateway)).toEqual([]);
    expect(await close()).toEqual({ success: false, errorCode: 2, errorMessage: null });
  });

  const refused: readonly [what: string, change: Row, whole: number, partial: number][] = [
    ['an account that is not there', { accountId: 5 }, 1, 1],
    ['a position that is not there', {}, 2, 2],
    ['a contract that is not there', { contractId: 'X' }, 3, 3],
    ['a contract without a market', { contractId: 'CON.F.US.EP.H27' }, 4, 4],
    ['an account that may not trade', { accountId: accounts.closed }, 8, 9],
  ];
  for (const [what, change, whole, partial] of refused) {
    it(`are not closed for ${what}`, async () => {
      const gateway = await open();
      const body = { accountId, contractId: ES, size: 1, ...change };
      expect([
        await gateway.call('Position/closeContract', body),
        await gateway.call('Position/partialCloseContract', body),
      ]).toEqual([whole, partial].map((errorCode) => ({ success: false, errorCode, errorMessage: null })));
    });
  }
});

describe('trades', () => {
  it('are half-turns: profit and loss comes with what reduces, fees with each', async () => {
    const gateway = await open();
    await trade(gateway, 0, 1);
    gateway.advance(5_000);
    await trade(gateway, 1, 1);
    const [exit, entry] = await gateway.rows('Trade/search', since);
    expect([entry?.profitAndLoss, entry?.side, entry?.fees]).toEqual([null, 0, 1.4]);
    const points = Number(exit?.price) - Number(entry?.price);
    expect([exit?.profitAndLoss, exit?.side, exit?.fees]).toEqual([points * 50, 1, 1.4]);
    const [account] = await gateway.rows('Account/search', {});
    expect(account?.balance).toBe(50_000 + points * 50 - 2.8);
    expect([entry?.voided, exit?.voided]).toEqual([false, false]);
    const orders = await gateway.rows('Order/search', since);
    expect([entry?.orderId, exit?.orderId]).toEqual(orders.map(({ id }) => id));
  });

  it('keep to a window', async () => {
    const gateway = await open();
    await trade(gateway, 0, 1);
    gateway.advance(1_000);
    await trade(gateway, 0, 1);
    const count = async (window: Row) => (await gateway.rows('Trade/search', { accountId, ...window })).length;
    expect(await count({ startTimestamp: '2026-11-18T11:06:40Z', endTimestamp: '2026-11-18T11:06:40.5Z' })).toBe(1);
    expect(await count({ startTimestamp: '2026-11-18T11:06:40.5+00:00' })).toBe(1);
    expect(await count({})).toBe(2);
    expect(await gateway.call('Trade/search', { accountId: 5 })).toMatchObject({ trades: null, errorCode: 1 });
    expect(await gateway.call('Position/searchOpen', { accountId: 5 })).toMatchObject({
      positions: null,
      errorCode: 1,
    });
  });
});

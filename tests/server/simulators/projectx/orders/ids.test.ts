import { expect, it } from 'vitest';
import { accountId } from '../../../../../core/model/ids.ts';
import { quantity } from '../../../../../core/model/quantity.ts';
import { accounts, ES, open } from '../opened.ts';

it('names what other programs trade by ids that no order of the gateway has', async () => {
  const gateway = await open();
  const { exchange } = gateway.simulator;
  const order = { accountId: accounts.position, contractId: ES, type: 2, side: 0, size: 1 };
  const placed = new Set<unknown>();
  for (let turn = 0; turn < 20; turn++) {
    placed.add((await gateway.call('Order/place', order)).orderId);
    exchange.place({
      account: accountId(String(accounts.position)),
      instrument: exchange.instruments[0]!.id,
      side: 'sell',
      type: 'market',
      timeInForce: 'ioc',
      quantity: quantity(1),
    });
  }
  const search = { accountId: accounts.position, startTimestamp: '2020-01-01T00:00:00Z' };
  const trades = await gateway.rows('Trade/search', search);
  const [own, others] = [0, 1].map((side) => trades.filter((trade) => trade.side === side));
  expect(own?.every(({ orderId }) => placed.has(orderId))).toBe(true);
  expect(others?.length).toBeGreaterThanOrEqual(20);
  expect(others?.filter(({ orderId }) => placed.has(orderId))).toEqual([]);
});

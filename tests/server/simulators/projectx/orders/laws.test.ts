import fc from 'fast-check';
import { expect, it } from 'vitest';
import { accounts, ES, type Opened, open, type Row } from '../opened.ts';

const accountId = accounts.autoOco;
const since = { accountId, startTimestamp: '2020-01-01T00:00:00Z' };

/** Short distances, so that the market comes by. */
const entry = fc.record({
  type: fc.constantFrom(2, 6, 7),
  side: fc.constantFrom(0, 1),
  size: fc.integer({ min: 1, max: 30 }),
  loss: fc.integer({ min: 1, max: 6 }),
  profit: fc.integer({ min: 1, max: 6 }),
  trails: fc.boolean(),
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('place' as const), entry }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), index: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), size: fc.integer({ min: 1, max: 5 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function act(gateway: Opened, taken: Step): Promise<void> {
  if (taken.do === 'place') {
    const { type, side, size, loss, profit, trails } = taken.entry;
    const sign = side === 0 ? 1 : -1;
    await gateway.call('Order/place', {
      ...{ accountId, contractId: ES, type, side, size },
      stopLossBracket: { ticks: -sign * loss, type: trails ? 5 : 4 },
      takeProfitBracket: { ticks: sign * profit, type: 1 },
    });
  } else if (taken.do === 'cancel') {
    const open = await gateway.rows('Order/searchOpen', { accountId });
    const order = open[taken.index % Math.max(1, open.length)];
    if (order) await gateway.call('Order/cancel', { accountId, orderId: order.id });
  } else {
    await gateway.call('Position/partialCloseContract', { accountId, contractId: ES, size: taken.size });
  }
}

const number = (row: Row | undefined, name: string): number => Number(row?.[name] ?? 0);
const sum = (rows: readonly Row[], name: string): number => rows.reduce((total, row) => total + number(row, name), 0);

async function holds(gateway: Opened): Promise<void> {
  const orders = await gateway.rows('Order/search', since);
  const trades = await gateway.rows('Trade/search', since);
  const [position] = await gateway.rows('Position/searchOpen', { accountId });
  for (const order of orders) {
    const own = trades.filter(({ orderId }) => orderId === order.id);
    expect(sum(own, 'size')).toBe(order.fillVolume);
    const children = orders.filter(({ parentOrderId }) => parentOrderId === order.id);
    const closed = sum(children, 'fillVolume');
    for (const child of children.filter(({ status }) => status === 1)) {
      expect(number(child, 'size') - number(child, 'fillVolume')).toBe(number(order, 'fillVolume') - closed);
    }
    if (order.fillVolume !== 0) expect(children.filter(({ status }) => status === 8)).toEqual([]);
  }
  const bought = sum(
    trades.filter(({ side }) => side === 0),
    'size',
  );
  const sold = sum(
    trades.filter(({ side }) => side === 1),
    'size',
  );
  expect(bought - sold).toBe(number(position, 'size') * (position?.type === 2 ? -1 : 1));
  const [, account] = await gateway.rows('Account/search', {});
  const cash = sum(trades, 'profitAndLoss') - sum(trades, 'fees');
  expect(number(account, 'balance')).toBeCloseTo(50_000 + cash, 6);
}

it('orders, executions, positions, balances and brackets agree whatever is done', async () => {
  const run = fc.asyncProperty(
    fc.array(fc.tuple(step, fc.integer({ min: 2, max: 8 })), { minLength: 1, maxLength: 12 }),
    async (steps) => {
      const gateway = await open({ roots: ['ES'] });
      for (const [taken, seconds] of steps) {
        await act(gateway, taken);
        // in steps as short as the exchange's own, and enough of them that no limit of calls is met
        for (let done = 0; done < seconds * 1_000; done += 20) gateway.advance(20);
        await holds(gateway);
      }
      await gateway.simulator.close();
    },
  );
  await fc.assert(run, { numRuns: 15 });
}, 60_000);

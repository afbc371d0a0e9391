import { expect, test } from 'vitest';
import type { FillsState, OrdersState, PositionsState } from '../../../core/topics.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { id, marketBuy, openConsole } from './console.ts';

test('an order is journalled, filled and shown as a fill and a position', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  const order = await desk.submit(marketBuy(3));
  await desk.settled();
  const fills = desk.bus.read<FillsState>('fills');
  expect(order).toMatchObject({
    status: 'pending',
    intent: { clientOrderId: 'D1', instrument: 'ZNZ6', strategy: 'manual' },
  });
  expect(desk.order(id('D1'))).toMatchObject({ status: 'filled', filledQuantity: 3 });
  expect(fills.fills.map(({ quantity }) => quantity).reduce((sum, quantity) => sum + quantity, 0)).toBe(3);
  expect(desk.bus.read<PositionsState>('positions').positions).toMatchObject([{ account: 'SIM-1', quantity: 3 }]);
  expect(desk.bus.read<OrdersState>('orders').orders.map(({ status }) => status)).toEqual(['filled']);
  expect([...console.journal.fills()]).toEqual([...fills.fills].reverse());
  expect(console.problems).toEqual([]);
});

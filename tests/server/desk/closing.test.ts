import { expect, test } from 'vitest';
import type { AccountId } from '../../../core/model/ids.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import { SECOND } from '../../../core/model/time.ts';
import type { PositionsState } from '../../../core/topics.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { id, marketBuy, openConsole, passTime, type TestConsole } from './console.ts';

const account = 'SIM-1' as AccountId;

async function rest(console: TestConsole): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await console.desk.settled();
    await console.desk.protection.settled();
  }
}

const held = ({ desk }: TestConsole) =>
  Object.fromEntries(
    desk.bus
      .read<PositionsState>('positions')
      .positions.map(({ strategy, quantity: contracts }) => [strategy, contracts]),
  );

/** Three by hand with exits, two of a strategy, and an entry that waits. */
async function holding(): Promise<TestConsole> {
  const console = await openConsole(temporaryFolder());
  await passTime(console, 5 * SECOND);
  const protection = { stopLoss: { ticks: 400 }, takeProfit: { ticks: 400 } };
  await console.desk.submit(marketBuy(3, { clientOrderId: id('E1'), protection }));
  await console.desk.submit(marketBuy(2, { strategy: 'other' }));
  const far = priceFromDecimal('109');
  await console.desk.submit(marketBuy(1, { clientOrderId: id('L1'), type: 'limit', price: far, timeInForce: 'day' }));
  await rest(console);
  return console;
}

test('a part is closed of what is held by hand first, and its exits follow', async () => {
  const console = await holding();
  await console.desk.close('ZN', account, quantity(2));
  await rest(console);
  expect(held(console)).toEqual({ manual: 1, other: 2 });
  expect(console.desk.order(id('E1.s1'))?.leavesQuantity).toBe(1);
  await console.desk.close('ZN', account, quantity(2));
  await rest(console);
  expect(held(console)).toEqual({ manual: 0, other: 1 });
});

test('all of it is closed by strategy, without its exits, and entries go on', async () => {
  const console = await holding();
  const orders = await console.desk.close('ZN', account);
  await rest(console);
  expect(orders.map(({ intent }) => [intent.exit?.role ?? intent.type, intent.strategy, intent.quantity])).toEqual([
    ['stop', 'manual', 3],
    ['target', 'manual', 3],
    ['market', 'manual', 3],
    ['market', 'other', 2],
  ]);
  expect(held(console)).toEqual({ manual: 0, other: 0 });
  expect(['E1.s1', 'E1.t1', 'L1'].map((each) => console.desk.order(id(each))?.status)).toEqual([
    'canceled',
    'canceled',
    'working',
  ]);
});

test('closing goes on while no order is taken, and what is not held cannot be closed', async () => {
  const console = await holding();
  console.desk.hold('test', 'Nobody trades.');
  await expect(console.desk.close('ZN', account, 9 as Quantity)).rejects.toThrow(
    'SIM-1 holds 5 ZNZ6, so 9 of them cannot be closed.',
  );
  await console.desk.close('ZN', account);
  await rest(console);
  expect(held(console)).toEqual({ manual: 0, other: 0 });
  await expect(console.desk.close('ZN', account)).rejects.toThrow('SIM-1 holds no ZNZ6; there is nothing to close.');
});

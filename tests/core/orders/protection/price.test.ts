import { expect, test } from 'vitest';
import { accountId, clientOrderId } from '../../../../core/model/ids.ts';
import type { Order, OrderIntent } from '../../../../core/model/order.ts';
import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity, type Side } from '../../../../core/model/quantity.ts';
import { instant } from '../../../../core/model/time.ts';
import { foldOrder } from '../../../../core/orders/apply.ts';
import { exitPrice, isBeyond } from '../../../../core/orders/protection/price.ts';
import { ZN } from '../../venue/paper/instruments.ts';

const base = priceFromDecimal('110');

/** An entry that filled some contracts at each of these ticks above 110. */
function entry(side: Side, fills: readonly (readonly [contracts: number, ticks: number])[]): Order {
  const intent: OrderIntent = {
    clientOrderId: clientOrderId('D1'),
    instrument: ZN.id,
    account: accountId('A'),
    strategy: 'manual',
    side,
    type: 'market',
    quantity: quantity(10),
    timeInForce: 'ioc',
    protection: { stopLoss: { ticks: 8 }, takeProfit: { ticks: 16 } },
  };
  const stamps = { clientOrderId: intent.clientOrderId, tsEvent: instant(0), tsInit: instant(0) };
  const filled = fills.map(([contracts, ticks], index) => ({
    ...stamps,
    type: 'filled' as const,
    executionId: `E${index}` as Order['executions'][number],
    price: (base + ticks * ZN.tick) as Price,
    quantity: quantity(contracts),
    liquidity: 'taker' as const,
  }));
  return foldOrder([{ ...stamps, type: 'intended', intent }, ...filled]).order!;
}

test.each<[string, Side, (readonly [number, number])[], [stop: number, target: number]]>([
  ['one price', 'buy', [[3, 0]], [-8, 16]],
  ['one price, sold', 'sell', [[3, 0]], [8, -16]],
  [
    'an average on the grid',
    'buy',
    [
      [1, 0],
      [1, 2],
    ],
    [-7, 17],
  ],
  [
    'an average between ticks lies away from the entry',
    'buy',
    [
      [2, 0],
      [1, 1],
    ],
    [-8, 17],
  ],
  [
    'an average between ticks, sold',
    'sell',
    [
      [2, 0],
      [1, 1],
    ],
    [9, -16],
  ],
])('%s', (_name, side, fills, ticks) => {
  const order = entry(side, fills);
  const at = (role: 'stop' | 'target') => (exitPrice(order, role, ZN)! - base) / ZN.tick;
  expect([at('stop'), at('target')]).toEqual(ticks);
});

test('a stop is beyond where the market is at it', () => {
  const [lower, higher] = [base, (base + ZN.tick) as Price];
  expect([isBeyond('buy', lower, higher), isBeyond('buy', lower, lower), isBeyond('sell', higher, lower)]).toEqual([
    false,
    true,
    false,
  ]);
  expect([isBeyond('sell', lower, higher), isBeyond('buy', lower, undefined)]).toEqual([true, false]);
});

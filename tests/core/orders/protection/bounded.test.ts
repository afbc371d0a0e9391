import { expect, test } from 'vitest';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Order } from '../../../../core/model/order.ts';
import { priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { Around } from '../../../../core/orders/protection/decision.ts';
import { protect } from '../../../../core/orders/protection/protect.ts';
import { zn } from '../../../cells/live-topics.ts';

const at = 1_000_000 as Instant;
const price = priceFromDecimal('110');

const order = (id: string, contracts: number, more: Partial<Order> = {}): Order => ({
  intent: {
    clientOrderId: id as ClientOrderId,
    instrument: 'ZNZ6',
    account: 'A' as AccountId,
    strategy: 'manual',
    side: 'buy',
    type: 'limit',
    quantity: quantity(contracts),
    price,
    timeInForce: 'day',
    product: 'carry',
    protection: { stopLoss: { ticks: 8 } },
  },
  terms: { quantity: quantity(contracts), price },
  triggered: false,
  status: 'filled',
  filledQuantity: quantity(contracts),
  leavesQuantity: quantity(0),
  filledCost: BigInt(price) * BigInt(contracts),
  executions: [],
  cancelRequested: false,
  tsCreated: at,
  tsUpdated: at,
  ...more,
});

const stop = (id: string, contracts: number): Order => {
  const entry = order(id, contracts);
  const { protection: _, ...intent } = entry.intent;
  return {
    ...entry,
    intent: { ...intent, side: 'sell', type: 'stop', exit: { protects: 'E' as ClientOrderId, role: 'stop' } },
    status: 'working',
    filledQuantity: quantity(0),
    leavesQuantity: quantity(contracts),
    filledCost: 0n,
  };
};

/** An exchange that came to take less of one order than an entry had filled. */
const around: Around = {
  instrument: { ...zn, lot: 65, freezeQuantity: 600 },
  last: undefined,
  capabilities: { replace: true, timesInForce: ['day', 'ioc'] },
  share: { contracts: 1_300, free: { stop: 1_300, target: 1_300 } },
  now: at,
};

const asked = (exits: readonly Order[]) =>
  protect({ entry: order('E', 1_300), exits }, around).actions.map((action) =>
    action.type === 'place'
      ? `${action.intent.clientOrderId} ${action.intent.quantity} ${action.intent.product}`
      : JSON.stringify(action),
  );

test('exits are as large as the exchange takes, and the rest follows in others', () => {
  expect(asked([])).toEqual(['E.s1 585 carry']);
  expect(asked([stop('E.s1', 585)])).toEqual(['E.s2 585 carry']);
  expect(asked([stop('E.s1', 585), stop('E.s2', 585)])).toEqual(['E.s3 130 carry']);
  expect(asked([stop('E.s1', 585), stop('E.s2', 585), stop('E.s3', 130)])).toEqual([]);
});

import { expect, test } from 'vitest';
import { machineClock } from '../../../../core/clock.ts';
import type { ClientOrderId } from '../../../../core/model/ids.ts';
import type { OrderIntent } from '../../../../core/model/order.ts';
import type { Answer } from '../../../../server/calls/port.ts';
import { OwnOrders } from '../../../../server/venues/own-orders/orders.ts';
import { Pursuit } from '../../../../server/venues/own-orders/pursuit.ts';
import { dashedTags } from '../../../../server/venues/own-orders/tags.ts';
import { Gateway } from '../../../../server/venues/projectx/http.ts';
import { gatewayBooks } from '../../../../server/venues/projectx/order-books.ts';
import { words } from '../../../../server/venues/projectx/words.ts';
import { account, hurried } from './opened.ts';

const row = {
  id: 77,
  accountId: 10001,
  contractId: 'CON.F.US.EP.Z26',
  creationTimestamp: '2026-11-20T15:00:00+00:00',
  status: 1,
  type: 1,
  side: 0,
  size: 1,
  limitPrice: 6000,
  customTag: 'db-T1',
};

test('an order whose record cannot be read is not given up, and found once it can be', async () => {
  const clock = machineClock;
  const told: string[] = [];
  let listed: object = { ...row, status: 44 };
  let asked = 0;
  const answer = (): Answer => ({
    status: 200,
    headers: new Map(),
    text: JSON.stringify({ orders: [listed], success: true, errorCode: 0, errorMessage: null }),
    milliseconds: 0,
    requestId: String(++asked),
  });
  let unread = 0;
  const gateway = new Gateway({ call: async () => answer() }, () => {
    unread += 1;
  });
  const orders = new OwnOrders({
    tags: dashedTags('db'),
    words,
    now: () => clock.now(),
    emit: (event) => event.type === 'order' && told.push(event.event.type),
  });
  const intent = {
    clientOrderId: 'T1' as ClientOrderId,
    instrument: 'ESZ6',
    account,
    strategy: 'manual',
    side: 'buy',
    type: 'limit',
    quantity: 1,
    price: 6_000_000_000_000,
    timeInForce: 'day',
  } as OrderIntent;
  const own = orders.intend(intent, { contractId: row.contractId });
  if (own === undefined) throw new Error('It is known.');
  orders.lost(own, 'The answer did not come.');
  const pursuit = new Pursuit({
    orders,
    books: gatewayBooks(gateway),
    words,
    row: (record) => orders.row(record),
    trade: (trade) => orders.trade(trade),
    told: () => undefined,
    unread: () => unread,
    clock,
    skew: () => 0,
    pace: { ...hurried, patience: { looks: 3, milliseconds: 20 } },
  });

  pursuit.begin(own);
  await expect.poll(() => asked, { timeout: 5_000 }).toBeGreaterThan(9);
  expect(told).toEqual(['lost']);
  listed = row;
  await expect.poll(() => told.at(-1), { timeout: 90_000 }).toBe('accepted');
  pursuit.close();
});

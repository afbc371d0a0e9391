import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { OrderEvent, OrderEventBody, OrderIntent } from '../../../core/model/order.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import { foldOrder } from '../../../core/orders/apply.ts';
import { openDatabase } from '../../../server/journal/database.ts';
import { type OrderEventRow, orderEventOf } from '../../../server/journal/order-event.ts';
import { orderEventRow } from '../../../server/journal/rows.ts';
import { queriesOf } from '../../../server/journal/sql.ts';

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const price = fc.integer({ min: -1e12, max: 1e12 }) as fc.Arbitrary<Price>;
const quantity = fc.integer({ min: 1, max: 1e6 }) as fc.Arbitrary<Quantity>;
const reason = fc.string();

const exit = fc.oneof(fc.record({ ticks: fc.integer({ min: 1, max: 10_000 }) }), fc.record({ price }));
const group: fc.Arbitrary<Pick<OrderIntent, 'protection' | 'exit'>> = fc.oneof(
  fc.constant({}),
  fc.record({ protection: fc.record({ stopLoss: exit, takeProfit: exit }, { requiredKeys: ['stopLoss'] }) }),
  fc.record({ protection: fc.record({ takeProfit: exit }) }),
  fc.record({
    exit: fc.record({
      protects: id as fc.Arbitrary<ClientOrderId>,
      role: fc.constantFrom('stop' as const, 'target' as const, 'close' as const),
    }),
  }),
);

const intent: fc.Arbitrary<OrderIntent> = fc
  .record(
    {
      clientOrderId: fc.constant('D1' as ClientOrderId),
      instrument: id,
      account: id as fc.Arbitrary<AccountId>,
      strategy: id,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      type: fc.constantFrom('limit' as const, 'market' as const),
      quantity,
      price,
      timeInForce: fc.constantFrom('day' as const, 'ioc' as const),
    },
    { requiredKeys: ['clientOrderId', 'instrument', 'account', 'strategy', 'side', 'type', 'quantity', 'timeInForce'] },
  )
  .chain((given) => group.map((its) => ({ ...given, ...its }))) as fc.Arbitrary<OrderIntent>;

const body = (intended: OrderIntent): fc.Arbitrary<OrderEventBody> =>
  fc.oneof(
    fc.constant({ type: 'intended' as const, intent: intended }),
    fc.record({ type: fc.constant('accepted' as const), venueOrderId: id as fc.Arbitrary<VenueOrderId> }),
    fc.record({
      type: fc.constant('filled' as const),
      executionId: id as fc.Arbitrary<ExecutionId>,
      price,
      quantity,
      liquidity: fc.constantFrom('maker' as const, 'taker' as const),
    }),
    fc.constant({ type: 'cancel_requested' as const }),
    fc.record({ type: fc.constant('rejected' as const), reason, venueOrderId: id as fc.Arbitrary<VenueOrderId> }),
    fc.record({ type: fc.constant('cancel_requested' as const), reason }),
    fc.record({
      type: fc.constantFrom(
        'rejected' as const,
        'cancel_rejected' as const,
        'canceled' as const,
        'expired' as const,
        'lost' as const,
        'protection_ended' as const,
      ),
      reason,
    }),
  ) as fc.Arbitrary<OrderEventBody>;

test('every event comes back from its row as it was', () => {
  const database = openDatabase(':memory:', 'journal', new ManualClock(0 as Instant));
  const insert = database.prepare(queriesOf('journal')('insert_order_event'));
  const read = database.prepare('SELECT * FROM order_events ORDER BY seq DESC LIMIT 1');
  const key = { environment: 'paper', run: 'main' };
  fc.assert(
    fc.property(
      intent.chain((given) => fc.tuple(fc.constant(given), body(given))),
      fc.nat(),
      ([intended, given], at) => {
        const stamps = { clientOrderId: intended.clientOrderId, tsEvent: at as Instant, tsInit: (at + 1) as Instant };
        const event = { ...given, ...stamps } as OrderEvent;
        const { order } = foldOrder([{ type: 'intended', intent: intended, ...stamps }]);
        if (!order) throw new Error('an intent makes an order');
        insert.run(...orderEventRow(key, { event, order, tradeDate: '2026-11-20' as TradeDate }, at as Instant));
        expect(orderEventOf(read.get() as OrderEventRow)).toEqual(event);
      },
    ),
  );
  database.close();
});

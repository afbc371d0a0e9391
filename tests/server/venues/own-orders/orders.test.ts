import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { Order, OrderIntent } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import type { Instant } from '../../../../core/model/time.ts';
import { foldOrder } from '../../../../core/orders/apply.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { OwnOrders } from '../../../../server/venues/own-orders/orders.ts';
import { missingFills } from '../../../../server/venues/own-orders/own-order.ts';
import type { OrderRecord } from '../../../../server/venues/own-orders/record.ts';
import { StrayTrades } from '../../../../server/venues/own-orders/stray-trades.ts';
import { dashedTags } from '../../../../server/venues/own-orders/tags.ts';
import { orderRecord } from '../../../../server/venues/projectx/parse/order.ts';
import { type TradeRecord, tradeRecord } from '../../../../server/venues/projectx/parse/trade.ts';
import { words } from '../../../../server/venues/projectx/words.ts';

const now = 1_795_000_000_000_000 as Instant;
const iso = (n: number): string => `2026-11-18T11:06:${String(n).padStart(2, '0')}.000001+00:00`;

const intent: OrderIntent = {
  clientOrderId: 'T1' as ClientOrderId,
  instrument: 'ESZ6',
  account: '1' as AccountId,
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  quantity: 10 as Quantity,
  price: 6_000e9 as Price,
  timeInForce: 'day',
};

const contractId = 'CON.F.US.EP.Z26';

const row = (at: number, more: Readonly<Record<string, unknown>> = {}): OrderRecord =>
  orderRecord.parse({
    id: 9,
    accountId: 1,
    contractId,
    creationTimestamp: iso(1),
    updateTimestamp: iso(at),
    status: 1,
    type: 1,
    side: 0,
    size: 10,
    limitPrice: 6_000,
    fillVolume: 0,
    customTag: 'db-T1',
    ...more,
  });

const trade = (id: number, size: number, more: Readonly<Record<string, unknown>> = {}): TradeRecord =>
  tradeRecord.parse({
    id,
    accountId: 1,
    contractId,
    creationTimestamp: iso(id),
    price: 6_000,
    profitAndLoss: null,
    fees: 1.4,
    side: 0,
    size,
    voided: false,
    orderId: 9,
    ...more,
  });

type Fact = (orders: OwnOrders, strays: StrayTrades) => void;
const told =
  (record: OrderRecord): Fact =>
  (orders) =>
    void orders.row(record);
const traded =
  (record: TradeRecord): Fact =>
  (orders, strays) => {
    if (!orders.trade(record)) strays.add(record);
  };
const answered: Fact = (orders) => orders.placed(orders.get(intent.clientOrderId)!, '9' as never);

function run(facts: readonly Fact[]): {
  orders: OwnOrders;
  events: VenueEvent[];
  order: Order | undefined;
  problems: number;
} {
  const events: VenueEvent[] = [];
  const orders = new OwnOrders({ tags: dashedTags('db'), words, now: () => now, emit: (event) => events.push(event) });
  orders.intend(intent, { contractId });
  const strays = new StrayTrades();
  for (const fact of facts) {
    fact(orders, strays);
    strays.settle(
      (each) => orders.trade(each),
      !orders.isAnyPlacing(),
      () => undefined,
    );
  }
  const stamps = { clientOrderId: intent.clientOrderId, tsEvent: now, tsInit: now };
  const told = events.flatMap((each) => (each.type === 'order' ? [each.event] : []));
  const { order, problems } = foldOrder([{ type: 'intended', intent, ...stamps }, ...told]);
  return { orders, events, order, problems: problems.length };
}

/** Lives of an order, as the gateway would tell them one after the other. */
const lives: Readonly<Record<string, readonly Fact[]>> = {
  'filled in parts': [
    told(row(1)),
    traded(trade(3, 4)),
    told(row(3, { fillVolume: 4 })),
    traded(trade(5, 6)),
    told(row(5, { fillVolume: 10, status: 2 })),
  ],
  'replaced twice, and back to what it was': [
    told(row(1)),
    told(row(2, { size: 20, limitPrice: 6_001 })),
    told(row(4, { size: 10 })),
    traded(trade(5, 3, { price: 5_999.75 })),
    told(row(5, { fillVolume: 3 })),
  ],
  'filled beyond its first size': [
    told(row(1)),
    told(row(2, { size: 30 })),
    traded(trade(3, 9)),
    traded(trade(4, 9)),
    told(row(4, { size: 30, fillVolume: 18 })),
    told(row(6, { size: 30, fillVolume: 18, status: 3 })),
  ],
  'canceled with a fill': [
    told(row(1)),
    traded(trade(3, 4)),
    told(row(3, { fillVolume: 4 })),
    told(row(4, { fillVolume: 4, status: 3 })),
  ],
  expired: [told(row(1)), told(row(4, { status: 4 }))],
};

for (const [name, life] of Object.entries(lives)) {
  test(`an order that is ${name} is the same however it is told`, () => {
    const facts = [answered, ...life];
    const expected = run(facts).order;
    fc.assert(
      fc.property(
        fc.shuffledSubarray(facts),
        fc.shuffledSubarray(facts, { minLength: facts.length }),
        fc.shuffledSubarray(facts),
        // the first and the last come by the streams, twice and with gaps; in between everything is asked for
        (heard, asked, late) => {
          const { order, problems, events } = run([...heard, ...asked, ...late]);
          expect(standing(order)).toEqual(standing(expected));
          expect(problems).toBe(0);
          const executions = events.flatMap((each) =>
            each.type === 'order' && each.event.type === 'filled' ? [each.event.executionId] : [],
          );
          expect(new Set(executions).size).toBe(executions.length);
        },
      ),
      { numRuns: 150 },
    );
  });
}

/** What a fold comes to, but for the order of what adds up and the moments of ties. */
function standing(order: Order | undefined): unknown {
  if (order === undefined) return undefined;
  const { tsReplaced: _ts, executions, ...rest } = order;
  return { ...rest, executions: executions.toSorted() };
}

test('a row that counts more than was executed asks for the executions', () => {
  const { orders } = run([told(row(3, { fillVolume: 10, status: 2 }))]);
  const own = orders.get(intent.clientOrderId)!;
  expect(missingFills(own)).toBe(10);
  orders.trade(trade(3, 10));
  expect([missingFills(own), own.order.status]).toEqual([0, 'filled']);
});

test('what was voided is taken back once, and never booked after', () => {
  const voided = trade(3, 4, { voided: true });
  const { events } = run([told(row(1)), traded(trade(3, 4)), traded(voided), traded(voided), traded(trade(3, 4))]);
  expect(events.filter(({ type }) => type === 'amendment')).toEqual([
    {
      type: 'amendment',
      amendment: {
        type: 'bust',
        amendmentId: 'projectx-3-void',
        executionId: '3',
        reason: 'The gateway voided the trade.',
        tsEvent: voided.ts,
        tsInit: now,
      },
    },
  ]);
  const before = run([told(row(1)), traded(voided), traded(trade(3, 4))]);
  expect([before.order?.filledQuantity, before.events.length]).toEqual([0, 1]);
});

test('commissions that are told later correct the fee', () => {
  const late = trade(3, 4, { commissions: 0.5 });
  const { events } = run([told(row(1)), traded(trade(3, 4)), traded(late), traded(trade(3, 4)), traded(late)]);
  const amendments = events.flatMap((each) => (each.type === 'amendment' ? [each.amendment] : []));
  expect(amendments).toEqual([expect.objectContaining({ type: 'correct', fee: 1_900_000, quantity: 4 })]);
});

test('the reason of a rejection is the answer, whoever comes first', () => {
  const refused: Fact = (orders) =>
    orders.rejected(orders.get(intent.clientOrderId)!, 'Too little money.', '9' as never);
  const rejected = told(row(1, { status: 5 }));
  for (const facts of [
    [refused, rejected],
    [rejected, refused],
  ])
    expect(run(facts).order).toMatchObject({ status: 'rejected', reason: 'Too little money.', venueOrderId: '9' });
});

test('tags of others are of others', () => {
  const { orders, events } = run([
    told(row(1, { customTag: 'dbx-T1', id: 4 })),
    told(row(1, { customTag: null, id: 5 })),
  ]);
  expect(events).toEqual([]);
  expect(['db-T1', 'dbx-T1', 'T1', undefined].map((tag) => orders.idOfTag(tag))).toEqual([
    'T1',
    undefined,
    undefined,
    undefined,
  ]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountId, clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent } from '../../../core/model/order.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant } from '../../../core/model/time.ts';
import { applyOrderEvent, foldOrder, isClosed } from '../../../core/orders/apply.ts';

const intent: OrderIntent = {
  clientOrderId: clientOrderId('O-1'),
  instrument: 'ZNZ6',
  account: accountId('DEMO'),
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  quantity: quantity(10),
  price: priceFromDecimal('110.265625'),
  timeInForce: 'day',
};

const at = (body: OrderEventBody, ts: number): OrderEvent => ({
  ...body,
  clientOrderId: intent.clientOrderId,
  tsEvent: instant(ts),
  tsInit: instant(ts + 5),
});

const intended = at({ type: 'intended', intent }, 0);
const accepted = at({ type: 'accepted', venueOrderId: venueOrderId('V-1') }, 10);
const fill = (id: string, contracts: number, ts = 20): OrderEvent =>
  at(
    {
      type: 'filled',
      executionId: executionId(id),
      price: priceFromDecimal('110.25'),
      quantity: quantity(contracts),
      liquidity: 'maker',
    },
    ts,
  );
const canceled = at({ type: 'canceled', reason: 'asked' }, 30);
const expired = at({ type: 'expired', reason: 'end of day' }, 31);
const rejected = at({ type: 'rejected', reason: 'no margin' }, 11);
const cancelRequested = at({ type: 'cancel_requested' }, 25);
const cancelRejected = at({ type: 'cancel_rejected', reason: 'too late' }, 26);
const lost = at({ type: 'lost', reason: 'connection lost' }, 15);

const outcome = (...events: OrderEvent[]) => {
  const { order, problems } = foldOrder([intended, ...events]);
  return [order?.status, order?.filledQuantity, order?.leavesQuantity, problems.map(({ code }) => code)];
};

test('a rejected order keeps the id that the venue gave it', () => {
  const told = at({ type: 'rejected', reason: 'no margin', venueOrderId: venueOrderId('V-2') }, 11);
  const { order } = foldOrder([intended, told]);
  expect([order?.status, order?.venueOrderId]).toEqual(['rejected', 'V-2']);
});

test('an order from its intent to its last fill', () => {
  expect(foldOrder([intended, accepted, fill('E-1', 4), fill('E-2', 6, 40)])).toEqual({
    order: {
      intent,
      terms: { quantity: 10, price: intent.price },
      triggered: false,
      status: 'filled',
      venueOrderId: 'V-1',
      filledQuantity: 10,
      leavesQuantity: 0,
      filledCost: 10n * 110_250_000_000n,
      executions: ['E-1', 'E-2'],
      cancelRequested: false,
      tsCreated: 5,
      tsUpdated: 45,
    },
    problems: [],
  });
});

describe('the end of an order', () => {
  test.each([
    ['nothing yet', [], 'pending', 0, []],
    ['accepted', [accepted], 'working', 0, []],
    ['part of it', [accepted, fill('E-1', 4)], 'partially_filled', 4, []],
    ['canceled with a rest', [accepted, fill('E-1', 4), canceled], 'canceled', 4, []],
    ['rejected', [rejected], 'rejected', 0, []],
    ['expired', [accepted, expired], 'expired', 0, []],
    ['a fill before its acceptance', [fill('E-1', 4), accepted], 'partially_filled', 4, []],
    ['all of it before its acceptance', [fill('E-1', 10), accepted], 'filled', 10, []],
    ['a cancel after the last fill', [accepted, fill('E-1', 10), canceled], 'filled', 10, []],
    ['a last fill after the cancel', [accepted, canceled, fill('E-1', 10)], 'filled', 10, []],
    ['a fill after the cancel', [accepted, canceled, fill('E-1', 4)], 'canceled', 4, []],
    ['an acceptance after the cancel', [canceled, accepted], 'canceled', 0, []],
    ['the same fill twice', [accepted, fill('E-1', 4), fill('E-1', 4)], 'partially_filled', 4, []],
    ['lost, then found', [accepted, lost, accepted], 'working', 0, []],
    ['lost, then filled', [accepted, lost, fill('E-1', 10)], 'filled', 10, []],
    ['lost', [accepted, lost], 'unknown', 0, []],
    ['lost after its end', [canceled, lost], 'canceled', 0, []],
    ['more than was asked for', [accepted, fill('E-1', 11)], 'working', 0, ['overfilled']],
    ['a fill of a rejected order', [rejected, fill('E-1', 4)], 'partially_filled', 4, ['filled_after_rejection']],
    ['all of a rejected order', [rejected, fill('E-1', 10)], 'filled', 10, ['filled_after_rejection']],
    ['a rejection of a filled order', [fill('E-1', 4), rejected], 'partially_filled', 4, ['rejected_after_fill']],
    ['two ends', [accepted, canceled, expired], 'canceled', 0, ['closed_twice']],
    ['rejected after a cancel', [canceled, rejected], 'canceled', 0, ['closed_twice']],
  ] as const)('%s', (_name, events, status, filled, problems) => {
    expect(outcome(...events)).toEqual([status, filled, 10 - filled, problems]);
  });
});

test('a cancel is asked for, refused, asked for again and done', () => {
  const states: [boolean, string | undefined][] = [];
  let order: Order | undefined;
  for (const event of [intended, accepted, cancelRequested, cancelRejected, cancelRequested, canceled]) {
    order = applyOrderEvent(order, event).order;
    states.push([order!.cancelRequested, order!.reason]);
  }
  expect(states).toEqual([
    [false, undefined],
    [false, undefined],
    [true, undefined],
    [false, 'too late'],
    [true, 'too late'],
    [false, 'asked'],
  ]);
});

test('what cannot be is said, and the event is kept', () => {
  const stray = applyOrderEvent(undefined, accepted);
  expect(stray).toEqual({
    order: undefined,
    problem: {
      code: 'no_intent',
      message: 'Order O-1 accepted came for an order that nobody intended.',
      event: accepted,
    },
  });
  const { order } = foldOrder([intended]);
  const other = at({ type: 'intended', intent: { ...intent, quantity: quantity(3) } }, 1);
  expect(applyOrderEvent(order, other)).toEqual({
    order,
    problem: {
      code: 'intent_differs',
      message: 'Order O-1 was intended a second time with other terms.',
      event: other,
    },
  });
});

test('what changes nothing gives the same object', () => {
  const { order } = foldOrder([intended, accepted, fill('E-1', 4), cancelRequested, canceled]);
  for (const event of [intended, accepted, fill('E-1', 4), cancelRequested, cancelRejected, canceled, lost]) {
    expect(applyOrderEvent(order, event)).toEqual({ order });
    expect(applyOrderEvent(order, event).order).toBe(order);
  }
});

describe('laws', () => {
  const anyEvent = fc.oneof(
    fc.constantFrom(intended, accepted, canceled, expired, rejected, cancelRequested, cancelRejected, lost),
    fc
      .tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.integer({ min: 1, max: 11 }))
      .map(([id, size]) => fill(id, size)),
  );

  test('filled and left are the quantity, and the end is the end, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
        let order = foldOrder([intended]).order!;
        for (const event of events) {
          const before = order;
          order = applyOrderEvent(order, event).order!;
          expect(order.filledQuantity + order.leavesQuantity).toBe(10);
          expect(order.filledQuantity).toBeGreaterThanOrEqual(before.filledQuantity);
          expect(order.tsUpdated).toBeGreaterThanOrEqual(before.tsUpdated);
          expect(order.status === 'filled').toBe(order.leavesQuantity === 0);
          const isUntrue = before.status === 'rejected' && order.filledQuantity > 0;
          if (isClosed(before) && !isUntrue) expect([before.status, 'filled']).toContain(order.status);
          expect(applyOrderEvent(order, event).order).toEqual(order);
        }
      }),
    );
  });

  test('any order of arrival ends in the same state', () => {
    const lives = fc.constantFrom<OrderEvent[]>(
      [accepted, fill('A', 3, 20), fill('B', 4, 21), fill('C', 3, 22)],
      [accepted, fill('A', 3, 20), fill('B', 4, 21), canceled],
      [accepted, fill('A', 10, 20), canceled],
      [accepted, rejected],
      [accepted, fill('A', 3, 20), expired],
    );
    const arrivals = lives.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    /** All but when we learned of it and the order in which executions came. */
    const settled = (events: readonly OrderEvent[]) => {
      const { order, problems } = foldOrder([intended, ...events]);
      return { ...order, tsUpdated: 0, executions: [...order!.executions].sort(), problems };
    };
    fc.assert(
      fc.property(arrivals, ([events, shuffled]) => {
        expect(settled([...shuffled, ...shuffled])).toEqual(settled(events));
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { accountId, clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderEventBody, OrderIntent } from '../../../core/model/order.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import { foldOrder } from '../../../core/orders/apply.ts';
import { type Missing, reconcile, reconcileSince } from '../../../core/orders/reconcile.ts';
import type { VenueFill, VenueOrder } from '../../../core/venue/books.ts';

const [price, lower] = [priceFromDecimal('110.25'), priceFromDecimal('110')];
const ts = (seconds: number) => instant(seconds * SECOND);
const intent: OrderIntent = {
  clientOrderId: clientOrderId('D1'),
  instrument: 'ZNZ6',
  account: accountId('A'),
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  quantity: quantity(10),
  price,
  timeInForce: 'day',
};

const at = (seconds: number, body: OrderEventBody, id = intent.clientOrderId): OrderEvent => ({
  ...body,
  clientOrderId: id,
  tsEvent: ts(seconds),
  tsInit: ts(seconds),
});
const intended = at(0, { type: 'intended', intent });
const accepted = at(1, { type: 'accepted', venueOrderId: venueOrderId('V1') });
const lost = at(2, { type: 'lost', reason: 'no answer' });
const orderOf = (...events: OrderEvent[]): Order => foldOrder([intended, ...events]).order!;

const listed = (changes: Partial<VenueOrder> = {}): VenueOrder => ({
  venueOrderId: venueOrderId('V1'),
  clientOrderId: intent.clientOrderId,
  account: intent.account,
  instrument: 'ZNZ6',
  side: 'buy',
  type: 'limit',
  terms: { quantity: quantity(10), price },
  filledQuantity: quantity(0),
  status: 'working',
  tsCreated: ts(1),
  tsUpdated: ts(1),
  ...changes,
});
const execution = (id: string, contracts: number, changes: Partial<VenueFill> = {}): VenueFill => ({
  executionId: executionId(id),
  venueOrderId: venueOrderId('V1'),
  clientOrderId: intent.clientOrderId,
  account: intent.account,
  instrument: 'ZNZ6',
  side: 'buy',
  quantity: quantity(contracts),
  price,
  tsEvent: ts(5),
  ...changes,
});

/** A venue that works all along and is asked at 60 s. */
const hold = (
  order: Order,
  orders: readonly VenueOrder[],
  fills: readonly VenueFill[] = [],
  { asked = 60, workingSince = 0, missing }: { asked?: number; workingSince?: number | null; missing?: Missing } = {},
) =>
  reconcile({
    ours: [order],
    known: (id) => (id === order.intent.clientOrderId ? order : undefined),
    orders,
    fills,
    connection: { asked: ts(asked), workingSince: workingSince === null ? undefined : ts(workingSince) },
    now: ts(asked),
    ...(missing ? { missing } : {}),
  });

const grown = (order: Order, events: readonly OrderEvent[]): Order =>
  foldOrder([at(0, { type: 'intended', intent: order.intent }), ...events]).order!;

describe('an order that the venue lists', () => {
  const replaced = at(10, { type: 'replace_requested', terms: { quantity: quantity(10), price: lower } });
  const canceling = at(10, { type: 'cancel_requested' });
  test.each<[string, Order, Partial<VenueOrder>, VenueFill[], string[]]>([
    ['that stands as here', orderOf(accepted), {}, [], []],
    ['whose placement was lost', orderOf(lost), {}, [], ['accepted']],
    [
      'lost, and filled',
      orderOf(lost),
      { status: 'filled', filledQuantity: quantity(10) },
      [execution('E1', 10)],
      ['accepted', 'filled E1'],
    ],
    ['lost, and canceled', orderOf(lost), { status: 'canceled' }, [], ['accepted', 'canceled']],
    ['lost, and rejected', orderOf(lost), { status: 'rejected', reason: 'No margin.' }, [], ['rejected']],
    [
      'with a fill that was never told',
      orderOf(accepted),
      { filledQuantity: quantity(4) },
      [execution('E1', 4)],
      ['filled E1'],
    ],
    [
      'with other terms',
      orderOf(accepted),
      { terms: { quantity: quantity(12), price: lower }, tsUpdated: ts(30) },
      [],
      ['replaced 12'],
    ],
    [
      'made larger, and filled',
      orderOf(accepted),
      { terms: { quantity: quantity(12), price }, filledQuantity: quantity(12), status: 'filled' },
      [execution('E1', 12)],
      ['replaced 12', 'filled E1'],
    ],
    ['that no change reached', orderOf(accepted, replaced), {}, [], ['replace_rejected']],
    ['that no cancel reached', orderOf(accepted, canceling), {}, [], ['cancel_rejected']],
    ['that has expired', orderOf(accepted), { status: 'expired' }, [], ['expired']],
  ])('%s', (_name, order, changes, fills, expected) => {
    const { events, findings, missing } = hold(order, [listed(changes)], fills);
    const said = events.map((event) =>
      event.type === 'filled'
        ? `filled ${event.executionId}`
        : event.type === 'replaced'
          ? `replaced ${event.terms.quantity}`
          : event.type,
    );
    expect({ said, findings, missing: missing.size }).toEqual({ said: expected, findings: [], missing: 0 });
  });

  test('is found by its tag, and its untagged executions by its number', () => {
    const { clientOrderId: _tag, ...untagged } = execution('E1', 4);
    expect(hold(orderOf(lost), [listed()], [untagged]).events).toMatchObject([
      { type: 'accepted', venueOrderId: 'V1' },
      { type: 'filled', executionId: 'E1', liquidity: 'taker', tsEvent: ts(5), tsInit: ts(60) },
    ]);
  });

  test('was filled more than its executions say', () => {
    expect(hold(orderOf(accepted), [listed({ filledQuantity: quantity(6) })], [execution('E1', 4)]).findings).toEqual([
      { type: 'fills_missing', clientOrderId: 'D1', there: 6, explained: 4 },
    ]);
  });

  test('is open there and closed here', () => {
    const given = orderOf(at(40, { type: 'rejected', reason: 'It never arrived.' }));
    const { findings } = reconcile({
      ours: [],
      known: () => given,
      orders: [listed()],
      fills: [],
      connection: { asked: ts(60), workingSince: ts(0) },
      now: ts(60),
    });
    expect(findings).toEqual([{ type: 'open_there', clientOrderId: 'D1', order: listed() }]);
  });
});

test('what carries our tag and is not ours is told; what carries none is not', () => {
  const stranger = listed({ clientOrderId: clientOrderId('D9'), venueOrderId: venueOrderId('V9') });
  const twice = listed({ venueOrderId: venueOrderId('V2') });
  const { clientOrderId: _one, ...untagged } = listed({ venueOrderId: venueOrderId('V3') });
  const strange = execution('E9', 1, { clientOrderId: clientOrderId('D9') });
  const tooMuch = execution('E2', 11);
  expect(hold(orderOf(accepted), [listed(), stranger, twice, untagged], [strange, tooMuch])).toEqual({
    events: [],
    findings: [
      { type: 'stranger', order: stranger },
      { type: 'stranger', order: twice },
      { type: 'unexplained_fill', fill: strange },
      { type: 'unexplained_fill', fill: { ...tooMuch, liquidity: 'taker' } },
    ],
    missing: new Map(),
  });
});

describe('an order that the venue does not list', () => {
  /** Looks each ten seconds from 60 s on, and what came of each. */
  const search = (order: Order, looks: readonly { workingSince?: number | null }[]) => {
    let missing: Missing | undefined;
    const told: OrderEvent[] = [];
    return looks.map(({ workingSince = 0 }, index) => {
      const found = hold(grown(order, told), [], [], {
        asked: 60 + 10 * index,
        workingSince,
        ...(missing ? { missing } : {}),
      });
      missing = found.missing;
      told.push(...found.events);
      return found.events.map((event) => ('reason' in event ? `${event.type}: ${event.reason}` : event.type));
    });
  };
  const pending = orderOf();

  test('is lost, and given up after half a minute of looking', () => {
    expect(search(pending, [{}, {}, {}, {}, {}])).toEqual([
      [],
      ['lost: The venue does not list this order; it is looked for again.'],
      [],
      [
        'rejected: It never arrived: the venue was asked 4 times in 30 seconds and does not list it. It is not sent again.',
      ],
      [],
    ]);
  });

  test('is looked for anew where the connection broke', () => {
    expect(search(pending, [{}, {}, { workingSince: 75 }, { workingSince: null }, { workingSince: 95 }])).toEqual([
      [],
      ['lost: The venue does not list this order; it is looked for again.'],
      [],
      [],
      [],
    ]);
  });

  test('is not missing while it is on its way', () => {
    expect(hold(pending, [], [], { asked: 4 })).toEqual({ events: [], findings: [], missing: new Map() });
  });

  test('and that the venue once had is canceled, with what was filled', () => {
    let missing: Missing | undefined;
    const events: OrderEvent[] = [accepted];
    for (const asked of [60, 70, 80, 90]) {
      const found = hold(grown(pending, events), [], [execution('E1', 3)], { asked, ...(missing ? { missing } : {}) });
      missing = found.missing;
      events.push(...found.events);
    }
    const { status, filledQuantity, reason } = grown(pending, events);
    expect([status, filledQuantity, reason]).toEqual([
      'canceled',
      3,
      'It is gone: the venue was asked 4 times in 30 seconds and does not list it, so nothing of it works any more.',
    ]);
  });
});

test('books are asked from a minute before the oldest open order', () => {
  expect(reconcileSince([orderOf(accepted)], ts(500))).toBe(0);
  expect(reconcileSince([], ts(500))).toBe(ts(440));
});

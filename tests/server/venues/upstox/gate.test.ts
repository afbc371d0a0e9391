import { describe, expect, test } from 'vitest';
import type { ClientOrderId, VenueOrderId } from '../../../../core/model/ids.ts';
import type { OrderIntent } from '../../../../core/model/order.ts';
import { type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity } from '../../../../core/model/quantity.ts';
import { instant } from '../../../../core/model/time.ts';
import { applyOrderEvent } from '../../../../core/orders/apply.ts';
import { CallFailed } from '../../../../server/calls/port.ts';
import { type OwnOrder, ownOrder } from '../../../../server/venues/own-orders/own-order.ts';
import type { OrderRecord } from '../../../../server/venues/own-orders/record.ts';
import { UpstoxRefused } from '../../../../server/venues/upstox/errors.ts';
import { upstoxGate } from '../../../../server/venues/upstox/gate.ts';
import { Parts } from '../../../../server/venues/upstox/parts.ts';

const price = (text: string): Price => priceFromDecimal(text);
const id = (text: string) => text as VenueOrderId;

function own(more: Partial<OrderIntent> = {}): OwnOrder {
  const intent: OrderIntent = {
    clientOrderId: 'p1' as ClientOrderId,
    instrument: 'NIFTY23NOV26C26000',
    account: '7AB' as OrderIntent['account'],
    strategy: 'manual',
    side: 'buy',
    type: 'limit',
    quantity: quantity(130),
    price: price('10.05'),
    timeInForce: 'day',
    ...more,
  };
  const at = instant(0);
  const { order } = applyOrderEvent(undefined, {
    type: 'intended',
    intent,
    clientOrderId: intent.clientOrderId,
    tsEvent: at,
    tsInit: at,
  });
  if (order === undefined) throw new Error('There is no order.');
  return ownOrder(order, { contractId: 'NSE_FO|43919', placing: true });
}

function gate(ids: readonly string[] = ['1']) {
  const sent: unknown[] = [];
  const parts = new Parts((tag) => tag.startsWith('db1-'));
  const made = upstoxGate({
    upstox: {
      place: async (request) => {
        sent.push(request);
        return ids.map(id);
      },
      modify: async (request) => void sent.push(request),
      cancel: async (each) => void sent.push(`cancel ${each}`),
    },
    keyOf: (instrument) => (instrument === 'NIFTY23NOV26C26000' ? 'NSE_FO|43919' : undefined),
    isAccount: (account) => account === '7AB',
    parts,
  });
  return { sent, parts, gate: made };
}

const base = {
  instrument_token: 'NSE_FO|43919',
  quantity: 130,
  product: 'D',
  validity: 'DAY',
  price: 10.05,
  trigger_price: 0,
  order_type: 'LIMIT',
  transaction_type: 'BUY',
  disclosed_quantity: 0,
  is_amo: false,
  slice: false,
  tag: 'db1-p1',
};
const priceless = { price: undefined } as unknown as Partial<OrderIntent>;

test.for<[Partial<OrderIntent>, Partial<typeof base>]>([
  [{}, {}],
  [
    { product: 'intraday', side: 'sell', timeInForce: 'ioc' },
    { product: 'I', transaction_type: 'SELL', validity: 'IOC' },
  ],
  [
    { ...priceless, type: 'market', product: 'delivery' },
    { order_type: 'MARKET', price: 0 },
  ],
  [
    { ...priceless, type: 'stop', stopPrice: price('9') },
    { order_type: 'SL-M', price: 0, trigger_price: 9 },
  ],
  [
    { type: 'stop_limit', stopPrice: price('10') },
    { order_type: 'SL', trigger_price: 10 },
  ],
])('an order of %j is placed as %j', async ([intent, expected]) => {
  const { gate: made, sent } = gate();
  expect(await made.place(own(intent), 'db1-p1')).toBe('1');
  expect(sent).toEqual([{ ...base, ...expected }]);
});

test('a change is sent whole, and not at all where the order is so', async () => {
  const { gate: made, sent } = gate();
  const order = own();
  expect(made.change(order, id('1'), { quantity: quantity(130), price: price('10.05') })).toBeUndefined();
  await made.change(order, id('1'), { quantity: quantity(195), price: price('10.1') })?.();
  expect(sent).toEqual([
    {
      order_id: '1',
      quantity: 195,
      validity: 'DAY',
      price: 10.1,
      trigger_price: 0,
      order_type: 'LIMIT',
      disclosed_quantity: 0,
    },
  ]);
});

test('what cannot be an order is refused before it is sent', () => {
  const target = gate().gate.targetOf;
  expect(target(own().order.intent)).toEqual({ contractId: 'NSE_FO|43919' });
  expect(target(own({ instrument: 'NIFTY' }).order.intent)).toEqual({ reason: 'Upstox does not list NIFTY.' });
  expect(target(own({ account: 'OTHER' as OrderIntent['account'] }).order.intent)).toEqual({
    reason: 'OTHER is not the account that is logged in at Upstox.',
  });
});

test('a refusal is certain, a failure of Upstox and what was not answered are not', () => {
  const { outcomeOf } = gate().gate;
  const refused = (code: string) => new UpstoxRefused([{ code, message: '', property: '' }]);
  const failed = (reached: 'no' | 'maybe') => new CallFailed('It failed.', { failure: 'timeout', reached });
  expect(outcomeOf(refused('UDAPI1052'))).toEqual({ reason: 'The order has no quantity.', isCertain: true });
  expect(outcomeOf(refused('UDAPI100500')).isCertain).toBe(false);
  expect([outcomeOf(failed('no')).isCertain, outcomeOf(failed('maybe')).isCertain]).toEqual([true, false]);
  expect(outcomeOf(new Error('Odd.'))).toEqual({ reason: 'Odd.', isCertain: false });
});

describe('an order that was sliced all the same', () => {
  const row = (order: string, contracts: number, more: Partial<OrderRecord> = {}): OrderRecord => ({
    id: id(order),
    account: '7AB' as OrderRecord['account'],
    contractId: 'NSE_FO|43919',
    side: 'buy',
    type: 'limit',
    terms: { quantity: quantity(contracts), price: price('10.05') },
    standing: 'open',
    filledQuantity: quantity(0),
    tag: 'db1-p1',
    tsCreated: instant(1),
    tsUpdated: instant(1),
    ...more,
  });

  test('is one, with what all of it come to', async () => {
    const { gate: made, parts, sent } = gate(['1', '2', '3']);
    const order = own({ quantity: quantity(4000) });
    expect(await made.place(order, 'db1-p1')).toBe('1');
    parts.row(row('1', 1800, { filledQuantity: quantity(1800), standing: 'filled' }));
    parts.row(row('2', 1800, { tsUpdated: instant(5) }));
    expect(parts.row(row('3', 400, { filledQuantity: quantity(400), standing: 'filled' }))).toMatchObject({
      id: '1',
      terms: { quantity: 4000 },
      filledQuantity: 2200,
      standing: 'open',
      tsUpdated: 5,
    });
    await made.cancel(order, id('1'));
    expect(sent.slice(1)).toEqual(['cancel 2']);
    const late = parts.row(
      row('2', 1800, { filledQuantity: quantity(100), standing: 'canceled', tsUpdated: instant(6) }),
    );
    expect(late).toMatchObject({ id: '1', filledQuantity: 2300, standing: 'canceled' });
    const change = made.change(order, id('1'), { quantity: quantity(4000), price: price('11') });
    expect(change).toBeDefined();
  });

  test('is not changed while more than one of it works', async () => {
    const { gate: made } = gate(['1', '2']);
    const order = own({ quantity: quantity(4000) });
    await made.place(order, 'db1-p1');
    const change = made.change(order, id('1'), { quantity: quantity(4000), price: price('11') });
    const outcome = await change?.().catch(made.outcomeOf);
    expect(outcome).toEqual({
      reason: 'Upstox made several orders of this one, so it is not changed. Cancel it and send another.',
      isCertain: true,
    });
  });

  test('is known by its tag where the answer was lost', () => {
    const { parts } = gate();
    expect(parts.row(row('1', 1800)).id).toBe('1');
    expect(parts.row(row('2', 1800)).id).toBe('1');
    expect(parts.row(row('1', 1800))).toMatchObject({ id: '1', terms: { quantity: 3600 } });
    expect(parts.row(row('9', 65, { tag: 'elsewhere' })).id).toBe('9');
    const trade = { order: id('2'), id: '2-7' } as Parameters<Parts['trade']>[0];
    expect(parts.trade(trade).order).toBe('1');
  });
});

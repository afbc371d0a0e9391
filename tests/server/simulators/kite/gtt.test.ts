import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../../core/model/time.ts';
import { oracle } from '../../../oracle.ts';
import { FUTURE, type Opened, open, type Row } from './opened.ts';

interface Trigger extends Row {
  readonly id: number;
  readonly status: string;
  readonly orders: readonly (Row & { result: (Row & { order_result: Row }) | null })[];
}

async function form(kite: Opened, away: readonly number[], change: Row = {}) {
  const name = `NFO:${FUTURE}`;
  const quotes = await kite.get<Record<string, { last_price: number }>>(`/quote/ltp?i=${name}`);
  const last = quotes[name]?.last_price ?? 0;
  const order = {
    exchange: 'NFO',
    tradingsymbol: FUTURE,
    transaction_type: 'SELL',
    quantity: 65,
    order_type: 'LIMIT',
    product: 'NRML',
    price: Math.round(last) - 100,
    ...change,
  };
  const trigger_values = away.map((each) => Math.round((last + each) * 10) / 10);
  return {
    type: away.length === 1 ? 'single' : 'two-leg',
    condition: JSON.stringify({ exchange: 'NFO', tradingsymbol: FUTURE, trigger_values, last_price: last }),
    orders: JSON.stringify(away.map(() => order)),
  };
}

const add = async (kite: Opened, given: Record<string, string>): Promise<number> =>
  Number((await kite.data('POST', '/gtt/triggers', given)).trigger_id);
const see = (kite: Opened, id: number): Promise<Trigger> => kite.get<Trigger>(`/gtt/triggers/${id}`);

async function triggered(kite: Opened, id: number): Promise<Trigger> {
  for (let step = 0; step < 100; step++) {
    const trigger = await see(kite, id);
    if (trigger.status === 'triggered') return trigger;
    kite.run(20 * SECOND);
  }
  throw new Error('The price was never reached.');
}

describe('triggers', () => {
  it('wait for one price or another, and send the order of the one that came', async () => {
    const kite = await open();
    const id = await add(kite, await form(kite, [-3, 3]));
    expect((await see(kite, id)).status).toBe('active');
    const trigger = await triggered(kite, id);
    const results = trigger.orders.flatMap(({ result }) => result ?? []);
    expect(results).toHaveLength(1);
    expect(results[0]?.order_result.status).toBe('success');
    expect(await kite.last(String(results[0]?.order_result.order_id))).toMatchObject({
      order_type: 'LIMIT',
      status: 'COMPLETE',
      filled_quantity: 65,
    });
    const captured = oracle<{ data: Trigger }>('kite/gtt_get_order.json')?.data;
    if (captured) expect(Object.keys(trigger).sort()).toEqual(Object.keys(captured).sort());
  });

  it('say why an order was not sent', async () => {
    const kite = await open();
    const id = await add(kite, await form(kite, [3], { price: 1 }));
    const { orders } = await triggered(kite, id);
    expect(orders[0]?.result?.order_result).toMatchObject({ status: 'failed', order_id: '' });
    expect(orders[0]?.result?.order_result.rejection_reason).toMatch(/lower circuit limit/);
  });

  it('are listed, changed and taken away', async () => {
    const kite = await open({ quiet: true });
    const id = await add(kite, await form(kite, [50]));
    await kite.data('PUT', `/gtt/triggers/${id}`, await form(kite, [60]));
    expect(await kite.get<Trigger[]>('/gtt/triggers')).toMatchObject([{ id, status: 'active', type: 'single' }]);
    expect(await kite.data('DELETE', `/gtt/triggers/${id}`)).toEqual({ trigger_id: id });
    expect((await kite.call('GET', `/gtt/triggers/${id}`)).status).toBe(404);
    expect((await kite.call('DELETE', `/gtt/triggers/${id}`)).status).toBe(404);
  });

  it.each([
    ['another type', { type: 'oco' }, 'Invalid `type`.'],
    ['a condition that is no JSON', { condition: '{' }, 'Invalid `condition`.'],
    ['an order without a limit', { orders: '[{"order_type": "MARKET"}]' }, 'Invalid `orders`.'],
    [
      'more orders than prices',
      { type: 'two-leg' },
      'A trigger of the type two-leg has 2 trigger values and as many orders.',
    ],
  ])('refuse %s', async (_what, change, message) => {
    const kite = await open();
    const answer = await kite.call('POST', '/gtt/triggers', { ...(await form(kite, [3])), ...change });
    expect(answer).toMatchObject({ status: 400, body: { message, error_type: 'InputException' } });
  });
});

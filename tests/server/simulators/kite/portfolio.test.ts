import { describe, expect, it } from 'vitest';
import { CALL, FUTURE, type Opened, open, type Row } from './opened.ts';

interface Positions {
  readonly net: readonly Row[];
  readonly day: readonly Row[];
}

const positions = (kite: Opened): Promise<Positions> => kite.get<Positions>('/portfolio/positions');
const paid = async (kite: Opened, id: string): Promise<number> => Number((await kite.last(id)).average_price);

describe('positions', () => {
  it('are by product, and add up what was bought and sold', async () => {
    const kite = await open();
    const bought = await paid(kite, await kite.place({ quantity: '130' }));
    const sold = await paid(kite, await kite.place({ quantity: '65', transaction_type: 'SELL' }));
    await kite.place({ product: 'MIS' });
    const { net, day } = await positions(kite);
    expect(net.map(({ product, quantity }) => [product, quantity])).toEqual([
      ['NRML', 65],
      ['MIS', 65],
    ]);
    expect(day.map(({ product, quantity }) => [product, quantity])).toEqual([
      ['NRML', 65],
      ['MIS', 65],
    ]);
    const [row = {}] = net;
    expect(row).toMatchObject({
      buy_quantity: 130,
      sell_quantity: 65,
      buy_price: bought,
      sell_price: sold,
      realised: 0,
    });
    expect(Number(row.value)).toBeCloseTo(65 * sold - 130 * bought, 2);
    expect(Number(row.pnl)).toBeCloseTo(Number(row.value) + 65 * Number(row.last_price), 2);
    expect(row.unrealised).toBe(row.pnl);
  });

  it('are converted at what they cost', async () => {
    const kite = await open();
    const cost = await paid(kite, await kite.place({ quantity: '130' }));
    const form = {
      exchange: 'NFO',
      tradingsymbol: CALL,
      transaction_type: 'BUY',
      position_type: 'day',
      quantity: '65',
      old_product: 'NRML',
      new_product: 'MIS',
    };
    expect(await kite.data('PUT', '/portfolio/positions', form)).toBe(true);
    const { net } = await positions(kite);
    expect(net.map(({ product, quantity }) => [product, quantity])).toEqual([
      ['NRML', 65],
      ['MIS', 65],
    ]);
    expect(net.map(({ average_price }) => average_price)).toEqual([cost, cost]);
    expect((await kite.call('PUT', '/portfolio/positions', { ...form, quantity: '130' })).status).toBe(400);
  });

  it('need margin, which comes back when they are closed', async () => {
    const kite = await open();
    const equity = async () => kite.get<{ net: number; utilised: Row }>('/user/margins/equity');
    const before = await equity();
    await kite.place({ tradingsymbol: FUTURE });
    const held = await equity();
    expect(held.net).toBeLessThan(before.net - 100_000);
    expect(held.utilised.span).toBeGreaterThan(0);
    const resting = await kite.place({ tradingsymbol: FUTURE, order_type: 'LIMIT', price: '24000' });
    expect((await equity()).net).toBeLessThan(held.net - 100_000);
    await kite.data('DELETE', `/orders/regular/${resting}`);
    await kite.place({ tradingsymbol: FUTURE, transaction_type: 'SELL' });
    const after = await equity();
    expect(Math.abs(after.net - before.net)).toBeLessThan(5_000);
    expect(after.utilised.span).toBe(0);
  });
});

describe('holdings', () => {
  it('are a hundred of each share, and can be sold once', async () => {
    const kite = await open();
    const rows = await kite.get<Row[]>('/portfolio/holdings');
    expect(rows.map(({ tradingsymbol, quantity }) => [tradingsymbol, quantity])).toEqual([
      ['INFY', 100],
      ['SBIN', 100],
    ]);
    const sell = { exchange: 'NSE', tradingsymbol: 'INFY', product: 'CNC', transaction_type: 'SELL', quantity: '100' };
    await kite.place(sell);
    expect(await kite.get('/portfolio/holdings')).toMatchObject([{ used_quantity: 100 }, { used_quantity: 0 }]);
    expect(await kite.refused(sell)).toMatchObject({ status: 400, body: { error_type: 'HoldingException' } });
  });
});

describe('what orders would need and cost', () => {
  const ask = async (kite: Opened, path: string, orders: readonly Row[]) => {
    const answer = await fetch(`${kite.simulator.address}${path}`, {
      method: 'POST',
      headers: { 'X-Kite-Version': '3', 'content-type': 'application/json', ...kite.authorization() },
      body: JSON.stringify(orders),
    });
    return { status: answer.status, body: (await answer.json()) as { data: Row[] } };
  };
  const order = {
    exchange: 'NFO',
    tradingsymbol: CALL,
    transaction_type: 'SELL',
    variety: 'regular',
    product: 'NRML',
    order_type: 'LIMIT',
    quantity: 65,
    price: 100,
  };

  it('is told in advance', async () => {
    const kite = await open();
    const { body } = await ask(kite, '/margins/orders', [order, { ...order, transaction_type: 'BUY' }]);
    const notional = 24_300 * 65;
    expect(
      body.data.map(({ span, exposure, option_premium, total }) => [span, exposure, option_premium, total]),
    ).toEqual([
      [notional * 0.095, notional * 0.02, 0, notional * 0.095 + notional * 0.02],
      [0, 0, 6_500, 6_500],
    ]);
    const charges = await ask(kite, '/charges/orders', [order]);
    expect(charges.body.data[0]?.charges).toMatchObject({ brokerage: 20, transaction_tax: 6.5, stamp_duty: 0 });
    expect((await ask(kite, '/margins/orders', [{ ...order, quantity: 'many' }])).status).toBe(400);
  });
});

import { describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from '../../../../server/simulators/port.ts';
import { Listener } from './hub/listener.ts';
import { accounts, ES, type Opened, open, type Row } from './opened.ts';

const accountId = accounts.position;
const order = { accountId, contractId: ES, type: 2, side: 0, size: 1 };
const rule = (at: string, fault: Fault, rest: Partial<FaultRule> = {}): FaultRule => ({ at, fault, share: 1, ...rest });

async function faulty(...rules: readonly FaultRule[]): Promise<Opened> {
  const gateway = await open();
  gateway.simulator.setFaults({ seed: 'faults', rules });
  return gateway;
}

const orders = (gateway: Opened): Promise<readonly Row[]> => gateway.rows('Order/search', { accountId });

describe('faults of calls', () => {
  it('take an order and lose its answer', async () => {
    const gateway = await faulty(rule('/api/Order/place', { kind: 'answer_lost' }));
    await expect(gateway.call('Order/place', { ...order, customTag: 'lost' })).rejects.toThrow();
    expect((await orders(gateway)).map(({ customTag, status }) => [customTag, status])).toEqual([['lost', 2]]);
    expect(gateway.simulator.faults()).toEqual({ answer_lost: 1 });
  });

  it('lose an order', async () => {
    const gateway = await faulty(rule('/api/Order/place', { kind: 'request_lost' }));
    await expect(gateway.call('Order/place', order)).rejects.toThrow();
    expect(await orders(gateway)).toEqual([]);
  });

  it('say no in the words of each call', async () => {
    const refused: Fault = { kind: 'refused' };
    const gateway = await faulty(rule('/api/Order/place', refused), rule('/api/Trade/search', { ...refused, code: 1 }));
    const no = { success: false, errorMessage: null };
    expect(await gateway.call('Order/place', order)).toEqual({ orderId: null, ...no, errorCode: 7 });
    expect(await gateway.call('Trade/search', { accountId })).toEqual({ trades: null, ...no, errorCode: 1 });
    expect(await orders(gateway)).toEqual([]);
  });

  it('answer with a status instead', async () => {
    const gateway = await faulty(
      rule('/api/Order/place', { kind: 'status', status: 503 }),
      rule('/api/Trade/search', { kind: 'status', status: 429, retryAfter: 2 }),
    );
    expect((await gateway.post('/api/Order/place', order)).status).toBe(503);
    const limited = await gateway.send('/api/Trade/search', { accountId });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await orders(gateway)).toEqual([]);
  });

  it('let a token lapse before its time', async () => {
    const gateway = await faulty(rule('/api/Account/search', { kind: 'token_lapsed' }, { times: 1 }));
    expect((await gateway.post('/api/Account/search', {})).status).toBe(401);
    expect((await gateway.post('/api/Order/search', { accountId })).status).toBe(401);
    gateway.token = await gateway.logIn();
    expect((await gateway.post('/api/Account/search', {})).status).toBe(200);
  });

  it('put the clock forward that an answer tells', async () => {
    const gateway = await open();
    const dated = async () => (await gateway.send('/api/Account/search', {})).headers.get('date');
    expect(await dated()).toBe('Wed, 18 Nov 2026 11:06:40 GMT');
    gateway.simulator.setFaults({
      seed: 'x',
      rules: [{ fault: { kind: 'clock_skew', milliseconds: 90_000 }, share: 1 }],
    });
    expect(await dated()).toBe('Wed, 18 Nov 2026 11:08:10 GMT');
  });

  it('are put and read over HTTP', async () => {
    const gateway = await open();
    const url = `${gateway.simulator.address}/simulator/faults`;
    const plan = { seed: 'x', rules: [rule('/api/Account/search', { kind: 'status', status: 500 })] };
    const put = (body: unknown) =>
      fetch(url, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect((await put(plan)).status).toBe(200);
    expect((await put({ seed: 'x', rules: [{ fault: { kind: 'sulk' } }] })).status).toBe(400);
    expect((await gateway.post('/api/Account/search', {})).status).toBe(500);
    expect(await (await fetch(url)).json()).toEqual({ counts: { status: 1 }, plan });
  });
});

describe('faults of the hubs', () => {
  const trades = 'GatewayUserTrade';

  async function listening(gateway: Opened): Promise<Listener> {
    const listener = await Listener.open(gateway, 'user');
    await listener.invoke('SubscribeTrades', accountId);
    await listener.invoke('SubscribeOrders', accountId);
    return listener;
  }
  const ids = (listener: Listener) => listener.rows(trades).map(({ id }) => id);
  const searched = async (gateway: Opened) =>
    (await gateway.rows('Trade/search', { accountId })).map(({ id }) => id).reverse();

  it('repeat and leave out what they are told to', async () => {
    for (const [kind, expected] of [
      ['duplicated', [0, 0, 1, 1]],
      ['missing', []],
    ] as const) {
      const gateway = await faulty(rule(trades, { kind }));
      const listener = await listening(gateway);
      for (let count = 0; count < 2; count++) await gateway.call('Order/place', order);
      await listener.until(() => ids(listener).length === expected.length);
      const known = await searched(gateway);
      expect([kind, ids(listener)]).toEqual([kind, expected.map((index) => known[index])]);
      expect(listener.of('GatewayUserOrder').length).toBe(4);
    }
  });

  it('let a message come behind the next one', async () => {
    const gateway = await faulty(rule(trades, { kind: 'reordered' }));
    const listener = await listening(gateway);
    for (let count = 0; count < 2; count++) await gateway.call('Order/place', order);
    await listener.until(() => ids(listener).length === 2);
    const heard = listener.heard.map(({ target }) => (target === trades ? 'trade' : 'order'));
    expect(heard).toEqual(['order', 'order', 'order', 'trade', 'order', 'trade']);
  });

  it('go deaf: fills are there and nobody is told, while the connection lives', async () => {
    const gateway = await faulty(rule(trades, { kind: 'deaf', milliseconds: 60_000 }, { times: 1 }));
    const listener = await listening(gateway);
    for (let count = 0; count < 2; count++) await gateway.call('Order/place', order);
    await listener.settle();
    expect(ids(listener)).toEqual([]);
    expect((await searched(gateway)).length).toBe(2);
    gateway.clock.advance(60_000_000);
    await gateway.call('Order/place', order);
    await listener.until(() => ids(listener).length === 1);
  });

  it('cut a connection', async () => {
    const gateway = await faulty(rule(trades, { kind: 'cut' }, { times: 1 }));
    const listener = await listening(gateway);
    const closed = new Promise((resolve) => listener.connection.onclose(resolve));
    await gateway.call('Order/place', order);
    await closed;
  });

  it('leave a connection half open, without an answer and without an end', async () => {
    const gateway = await faulty(rule(trades, { kind: 'half_open' }, { times: 1 }));
    const listener = await listening(gateway);
    await gateway.call('Order/place', order);
    const answered = listener.invoke('UnsubscribeTrades', accountId).then(
      () => 'answered',
      () => 'ended',
    );
    expect(await Promise.race([answered, new Promise((resolve) => setTimeout(() => resolve('silent'), 200))])).toBe(
      'silent',
    );
  });

  it('send what is no message, or lacks what it should have', async () => {
    const gateway = await faulty(rule(trades, { kind: 'malformed' }));
    const listener = await listening(gateway);
    for (let count = 0; count < 5; count++) await gateway.call('Order/place', order);
    await listener.until(() => gateway.simulator.faults().malformed !== undefined);
    const known = await gateway.rows('Trade/search', { accountId });
    for (const row of listener.rows(trades)) expect(known).not.toContainEqual(row);
  });
});

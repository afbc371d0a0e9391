import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SECOND } from '../../../../core/model/time.ts';
import type { Fault, FaultPlan } from '../../../../server/simulators/port.ts';
import { type Opened, open, orderForm, type Row } from './opened.ts';

const plan = (fault: Fault, at: string, times = 1): FaultPlan => ({
  seed: 'one',
  rules: [{ at, fault, share: 1, times }],
});

const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

async function listen(kite: Opened): Promise<{ socket: WebSocket; frames: Buffer[]; texts: string[] }> {
  const address = `${kite.simulator.address.replace('http', 'ws')}/?api_key=simulator&access_token=${kite.token}`;
  const socket = new WebSocket(address);
  sockets.push(socket);
  const frames: Buffer[] = [];
  const texts: string[] = [];
  socket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) texts.push(String(data));
    else if (data.length > 1) frames.push(data);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, frames, texts };
}

const met = (what: () => boolean) => expect.poll(what, { timeout: 8_000 }).toBe(true);
const orderIds = (texts: readonly string[]) =>
  texts.map((text) => {
    const { data } = JSON.parse(text) as { data: Row };
    return [data.order_id, data.status];
  });

describe('faults of calls', () => {
  it.each([
    [429, 'NetworkException'],
    [500, 'GeneralException'],
    [502, 'NetworkException'],
    [503, 'NetworkException'],
    [403, 'TokenException'],
  ] as const)('answer with %d', async (status, type) => {
    const kite = await open();
    kite.simulator.setFaults(plan({ kind: 'status', status, retryAfter: 3 }, '/orders/regular'));
    const answer = await kite.send('POST', '/orders/regular', orderForm({}));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '3']);
    expect(await answer.json()).toMatchObject({ status: 'error', error_type: type, data: null });
    expect(await kite.get('/orders')).toEqual([]);
  });

  it('take an order and lose its answer, or lose the order', async () => {
    const kite = await open();
    kite.simulator.setFaults(plan({ kind: 'answer_lost' }, '/orders/regular'));
    await expect(kite.send('POST', '/orders/regular', orderForm({ tag: 'lost' }))).rejects.toThrow();
    expect(await kite.get('/orders')).toMatchObject([{ tag: 'lost' }]);
    kite.simulator.setFaults(plan({ kind: 'request_lost' }, '/orders/regular'));
    await expect(kite.send('POST', '/orders/regular', orderForm({ tag: 'never' }))).rejects.toThrow();
    expect(await kite.get<Row[]>('/orders')).toHaveLength(1);
    expect(kite.simulator.faults()).toEqual({ answer_lost: 1, request_lost: 1 });
  });

  it('end a token in the middle of the day, say no, and break an answer', async () => {
    const kite = await open();
    kite.simulator.setFaults(plan({ kind: 'token_lapsed' }, '/user/profile'));
    expect((await kite.call('GET', '/user/profile')).status).toBe(403);
    await kite.logIn();
    kite.simulator.setFaults(plan({ kind: 'refused' }, '/orders/regular'));
    expect(await kite.refused({})).toMatchObject({ status: 400, body: { error_type: 'OrderException' } });
    kite.simulator.setFaults(plan({ kind: 'malformed' }, '/orders'));
    kite.run(SECOND);
    const broken = await (await kite.send('GET', '/orders')).text();
    expect(broken).not.toBe('{"status":"success","data":[]}');
  });
});

describe('faults of the stream', () => {
  it('repeat, lose and turn around updates of orders', async () => {
    const kite = await open();
    const { texts } = await listen(kite);
    kite.simulator.setFaults(plan({ kind: 'duplicated' }, 'order'));
    const one = await kite.place();
    await met(() => texts.length === 3);
    expect(orderIds(texts)).toEqual([
      [one, 'OPEN'],
      [one, 'OPEN'],
      [one, 'COMPLETE'],
    ]);
    kite.simulator.setFaults(plan({ kind: 'missing' }, 'order', 2));
    await kite.place();
    kite.simulator.setFaults(plan({ kind: 'reordered' }, 'order'));
    const three = await kite.place();
    await met(() => texts.length === 5);
    expect(orderIds(texts.slice(3))).toEqual([
      [three, 'COMPLETE'],
      [three, 'OPEN'],
    ]);
  });

  it('break a frame of ticks, and go deaf to everything', async () => {
    const kite = await open();
    const { socket, frames, texts } = await listen(kite);
    kite.simulator.setFaults(plan({ kind: 'malformed' }, 'ticks'));
    socket.send(JSON.stringify({ a: 'subscribe', v: [256_265] }));
    await met(() => frames.length > 0);
    const whole = Buffer.concat([Buffer.from([0, 1, 0, 28]), Buffer.from([0, 3, 233, 9])]);
    expect(frames[0]!.length === 32 && frames[0]!.subarray(0, 8).equals(whole)).toBe(false);
    kite.simulator.setFaults(plan({ kind: 'deaf', milliseconds: 60_000 }, 'order'));
    await kite.place();
    const before = frames.length;
    kite.run(2 * SECOND);
    const pong = new Promise((resolve) => socket.once('pong', resolve));
    socket.ping();
    await pong;
    expect([texts, frames.length]).toEqual([[], before]);
  });

  it('cut the connection, or leave it half open', async () => {
    const kite = await open();
    const one = await listen(kite);
    const closed = new Promise((resolve) => one.socket.once('close', resolve));
    kite.simulator.setFaults(plan({ kind: 'cut' }, 'order'));
    await kite.place();
    await closed;
    const two = await listen(kite);
    kite.simulator.setFaults(plan({ kind: 'half_open' }, 'order'));
    await kite.place();
    two.socket.send(JSON.stringify({ a: 'subscribe', v: [256_265] }));
    kite.run(2 * SECOND);
    await kite.place();
    expect([two.texts, two.frames, two.socket.readyState]).toEqual([[], [], WebSocket.OPEN]);
  });
});

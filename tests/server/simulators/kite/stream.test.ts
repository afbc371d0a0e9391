import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SECOND } from '../../../../core/model/time.ts';
import { CALL, FUTURE, type Opened, open, type Row } from './opened.ts';

const sockets: WebSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});

class Listener {
  readonly frames: Buffer[] = [];
  readonly texts: Row[] = [];
  readonly socket: WebSocket;
  closed = false;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.frames.push(data);
      else this.texts.push(JSON.parse(String(data)) as Row);
    });
    socket.on('close', () => {
      this.closed = true;
    });
  }

  say = (a: string, v: unknown): void => this.socket.send(JSON.stringify({ a, v }));

  /** Packets of all frames, as lengths say. */
  packets(): Buffer[] {
    return this.frames.flatMap((frame) => (frame.length < 4 ? [] : packetsOf(frame)));
  }

  of = (token: number): Buffer[] => this.packets().filter((packet) => packet.readInt32BE(0) === token);

  async until(met: () => boolean): Promise<void> {
    await expect.poll(met, { timeout: 8_000 }).toBe(true);
  }
}

function packetsOf(frame: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  let at = 2;
  for (let left = frame.readInt16BE(0); left > 0; left--) {
    const length = frame.readInt16BE(at);
    packets.push(frame.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  expect(at).toBe(frame.length);
  return packets;
}

const address = (kite: Opened, token = kite.token): string =>
  `${kite.simulator.address.replace('http', 'ws')}/?api_key=simulator&access_token=${token}`;

function connect(kite: Opened, token?: string): Promise<Listener> {
  const socket = new WebSocket(address(kite, token));
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    const listener = new Listener(socket);
    socket.on('open', () => resolve(listener));
    socket.on('error', reject);
  });
}

const tokenOf = async (kite: Opened, name: string): Promise<number> => {
  const quotes = await kite.get<Record<string, { instrument_token: number }>>(`/quote/ltp?i=${name}`);
  return quotes[name]?.instrument_token ?? 0;
};

describe('the stream', () => {
  it('sends packets as long as their mode and kind', async () => {
    const kite = await open();
    const [call, infy, nifty] = [await tokenOf(kite, `NFO:${CALL}`), 408_065, 256_265];
    const listener = await connect(kite);
    const lengths = [call, infy, nifty].map((token) => () => listener.of(token).map(({ length }) => length));
    listener.say('subscribe', [call, infy, nifty, 1]);
    await listener.until(() => lengths.every((each) => each().includes(each === lengths[2] ? 28 : 44)));
    listener.say('mode', ['full', [call, nifty]]);
    listener.say('mode', ['ltp', [infy]]);
    await listener.until(() => lengths[0]!().includes(184) && lengths[1]!().includes(8) && lengths[2]!().includes(32));
  });

  it('says what the quote says', async () => {
    const kite = await open({ quiet: false });
    const name = `NFO:${FUTURE}`;
    const token = await tokenOf(kite, name);
    const listener = await connect(kite);
    listener.say('mode', ['full', [token]]);
    await listener.until(() => listener.of(token).length > 0);
    kite.clock.advance(SECOND);
    const answer = await kite.send('GET', `/quote?i=${name}`);
    interface Level {
      readonly price: number;
      readonly quantity: number;
      readonly orders: number;
    }
    interface Quote extends Row {
      readonly ohlc: Record<string, number>;
      readonly depth: Record<'buy' | 'sell', readonly Level[]>;
    }
    const { data } = (await answer.json()) as { data: Record<string, Quote> };
    const quote = data[name]!;
    await listener.until(
      () => listener.of(token).at(-1)?.readInt32BE(4) === Math.round(Number(quote.last_price) * 100),
    );
    const packet = listener.of(token).at(-1)!;
    const at = (index: number) => packet.readInt32BE(index * 4);
    const depth = Array.from({ length: 10 }, (_, level) => ({
      price: packet.readInt32BE(64 + level * 12 + 4) / 100,
      quantity: packet.readInt32BE(64 + level * 12),
      orders: packet.readInt16BE(64 + level * 12 + 8),
    }));
    expect([7, 8, 9, 10].map((index) => at(index) / 100)).toEqual(
      ['open', 'high', 'low', 'close'].map((each) => quote.ohlc[each]),
    );
    expect(depth.map(({ price }) => price > 0)).toEqual(Array(10).fill(true));
    expect(depth[0]!.price).toBeLessThan(depth[5]!.price);
    expect(at(12)).toBe(Number(quote.oi));
  });

  it('goes on while the market moves, and is silent about what nobody wants any more', async () => {
    const kite = await open();
    const listener = await connect(kite);
    listener.say('subscribe', [256_265]);
    await listener.until(() => listener.of(256_265).length > 0);
    for (let step = 0; step < 3; step++) {
      const before = listener.of(256_265).length;
      kite.run(2 * SECOND);
      await listener.until(() => listener.of(256_265).length > before);
    }
    listener.say('unsubscribe', [256_265]);
    const pong = new Promise((resolve) => listener.socket.once('pong', resolve));
    listener.socket.ping();
    await pong;
    const before = listener.of(256_265).length;
    kite.run(2 * SECOND);
    await listener.until(() => listener.frames.some(({ length }) => length === 1));
    expect(listener.of(256_265).length).toBe(before);
  });

  it('tells what becomes of orders', async () => {
    const kite = await open();
    const listener = await connect(kite);
    const id = await kite.place({ order_type: 'LIMIT', price: '1' });
    await kite.data('PUT', `/orders/regular/${id}`, { price: '2' });
    await kite.data('DELETE', `/orders/regular/${id}`);
    await listener.until(() => listener.texts.length === 3);
    expect(listener.texts.map(({ type, data }) => [type, (data as Row).order_id, (data as Row).status])).toEqual([
      ['order', id, 'OPEN'],
      ['order', id, 'UPDATE'],
      ['order', id, 'CANCELLED'],
    ]);
  });

  it('takes three connections of a key, and none without a token', async () => {
    const kite = await open();
    for (let at = 0; at < 3; at++) await connect(kite);
    await expect(connect(kite)).rejects.toThrow('429');
    await expect(connect(kite, 'nobody')).rejects.toThrow('403');
  });

  it('ends with its token', async () => {
    const kite = await open({ tokenLife: 60_000 });
    const listener = await connect(kite);
    kite.clock.advance(61 * SECOND);
    await listener.until(() => listener.closed);
  });

  it('refuses more than three thousand instruments and what it cannot read, and lives', async () => {
    const kite = await open();
    const listener = await connect(kite);
    listener.socket.send('hello');
    listener.say('subscribe', ['x']);
    await listener.until(() => listener.texts.length === 2);
    expect(listener.texts).toEqual(Array(2).fill({ type: 'error', data: 'Invalid message.' }));
    listener.say('subscribe', [408_065]);
    await listener.until(() => listener.of(408_065).length > 0);
  });
});

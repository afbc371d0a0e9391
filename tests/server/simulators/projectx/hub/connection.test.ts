import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Opened, open } from '../opened.ts';

const END = '\u001e';

/** A bare web socket: what it got, and how it ended. */
class Bare {
  readonly frames: string[] = [];
  readonly closed: Promise<number>;
  readonly opened: Promise<void>;
  readonly socket: WebSocket;

  constructor(url: string) {
    this.socket = new WebSocket(url);
    onTestFinished(() => this.socket.terminate());
    this.socket.on('message', (data) => this.frames.push(String(data)));
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('open', resolve);
      this.socket.on('error', reject);
    });
  }

  async first(): Promise<string> {
    for (let turn = 0; turn < 500 && this.frames.length === 0; turn++) await new Promise((go) => setTimeout(go, 10));
    return this.frames[0] ?? '';
  }
}

const bare = (gateway: Opened, token = gateway.token, path = '/hubs/user'): Bare =>
  new Bare(`${gateway.simulator.address.replace('http', 'ws')}${path}?access_token=${token}`);

describe('a connection of a hub', () => {
  it('is greeted, record by record', async () => {
    const one = bare(await open());
    await one.opened;
    one.socket.send(`{"protocol":"json","version":1}${END}`);
    expect(await one.first()).toBe(`{}${END}`);
    one.frames.length = 0;
    one.socket.send(`{"type":6}${END}{"type":1,"target":"subscribeaccounts","arguments":[],"invocationId":"7"}${END}`);
    expect(await one.first()).toBe(`{"type":3,"invocationId":"7","result":null}${END}`);
  });

  it('is refused without a token that is valid', async () => {
    const gateway = await open();
    await expect(bare(gateway, 'x').opened).rejects.toThrow('401');
    await expect(bare(gateway, gateway.token, '/hubs/none').opened).rejects.toThrow('404');
    const negotiated = await fetch(`${gateway.simulator.address}/hubs/user/negotiate`, { method: 'POST' });
    expect(negotiated.status).toBe(401);
  });

  it.each([
    [
      'another protocol',
      `{"protocol":"messagepack","version":1}${END}`,
      "The protocol 'messagepack' is not supported.",
    ],
    ['no greeting', `{"type":6}${END}`, 'Handshake was canceled.'],
  ])('is closed after %s', async (_what, said, error) => {
    const one = bare(await open());
    await one.opened;
    one.socket.send(said);
    expect(await one.first()).toBe(`${JSON.stringify({ error })}${END}`);
    await one.closed;
  });

  it.each(['{', 'null', '{"type":1}', '{"type":1,"target":"a","arguments":1}'])('is closed after %s', async (said) => {
    const one = bare(await open());
    await one.opened;
    one.socket.send(`{"protocol":"json","version":1}${END}`);
    await one.first();
    one.frames.length = 0;
    one.socket.send(said + END);
    expect(JSON.parse((await one.first()).slice(0, -1))).toMatchObject({ type: 7, allowReconnect: false });
    await one.closed;
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { HOUR, MINUTE, SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, type Row } from '../opened.ts';
import { decoded, type Heard, Listener, toMarket } from './listener.ts';

const index = 'NSE_INDEX|Nifty 50';
const share = 'NSE_EQ|INE002A01018';
let upstox: Opened;
let future: string;
let option: string;
beforeAll(async () => {
  upstox = await openUpstox();
  const rows = await upstox.instruments();
  const keyOf = (name: string) => String(rows.find(({ trading_symbol }) => trading_symbol === name)?.instrument_key);
  future = keyOf('NIFTY FUT 23 NOV 26');
  option = keyOf('NIFTY 24300 CE 01 DEC 26');
});
afterAll(() => upstox.close());

/** Connects, asks, and gives what comes of it beside the market's state. */
async function asked(mode: string | undefined, keys: readonly string[]): Promise<Listener<Heard>> {
  const listener = await toMarket(upstox, decoded).open();
  listener.ask('sub', mode, keys);
  return listener.until(({ heard }) => heard.length >= 2);
}
const feedsOf = ({ heard }: Listener<Heard>, at: number) => heard[at]?.feeds ?? {};
const part = (row: Row | undefined, ...names: readonly string[]): Row =>
  names.reduce<Row>((inner, name) => (inner[name] as Row | undefined) ?? {}, row ?? {});

describe('the market feed', () => {
  it('says first which segments are open', async () => {
    const listener = await toMarket(upstox, decoded).open();
    const [first] = (await listener.until(({ heard }) => heard.length > 0)).heard;
    expect(first).toEqual({
      type: 'market_info',
      currentTs: expect.any(Number),
      marketInfo: {
        segmentStatus: {
          NSE_EQ: 'NORMAL_OPEN',
          BSE_EQ: 'NORMAL_OPEN',
          NSE_FO: 'NORMAL_OPEN',
          BSE_FO: 'NORMAL_OPEN',
          NSE_INDEX: 'NORMAL_OPEN',
          BSE_INDEX: 'NORMAL_OPEN',
          NCD_FO: 'NORMAL_CLOSE',
          BCD_FO: 'NORMAL_CLOSE',
          MCX_FO: 'NORMAL_CLOSE',
          NSE_COM: 'NORMAL_CLOSE',
        },
      },
      feeds: {},
    });
    listener.close();
  });

  it('has of each mode what it has', async () => {
    const last = await asked(undefined, [index, future]);
    expect(feedsOf(last, 1)[future]).toEqual({
      ltpc: { ltp: expect.any(Number), ltt: expect.any(Number), cp: expect.any(Number) },
    });
    last.close();
    const greeks = await asked('option_greeks', [option]);
    const row = feedsOf(greeks, 1)[option];
    expect(row?.requestMode).toBe('option_greeks');
    expect(Object.keys(part(row, 'firstLevelWithGreeks', 'firstDepth'))).toEqual(['bidQ', 'bidP', 'askQ', 'askP']);
    expect(Object.keys(part(row, 'firstLevelWithGreeks', 'optionGreeks'))).toEqual([
      'delta',
      'theta',
      'gamma',
      'vega',
      'rho',
    ]);
    greeks.close();
    const full = await asked('full', [index, share, option]);
    const feeds = feedsOf(full, 1);
    expect(Object.keys(part(feeds[index], 'fullFeed'))).toEqual(['indexFF']);
    expect(Object.keys(part(feeds[share], 'fullFeed', 'marketFF')).sort()).toEqual([
      'atp',
      'ltpc',
      'marketLevel',
      'marketOHLC',
      'tbq',
      'tsq',
      'vtt',
    ]);
    expect(part(feeds[option], 'fullFeed', 'marketFF', 'marketLevel').bidAskQuote).toHaveLength(5);
    expect(Number(part(feeds[option], 'fullFeed', 'marketFF').iv)).toBeGreaterThan(0.05);
    full.close();
    const deep = await asked('full_d30', [future]);
    const { bidAskQuote } = part(feedsOf(deep, 1)[future], 'fullFeed', 'marketFF', 'marketLevel');
    expect((bidAskQuote as Row[]).length).toBeGreaterThan(5);
    deep.close();
  });

  it('tells of what changes, and of nothing that nobody wants any more', async () => {
    const listener = await asked('ltpc', [index, future, share]);
    upstox.run(2 * SECOND);
    await listener.until(({ heard }) => heard.length >= 3);
    expect(listener.heard.map(({ type }) => type ?? 'initial_feed')).toEqual([
      'market_info',
      'initial_feed',
      'live_feed',
    ]);
    expect(Object.keys(feedsOf(listener, 2)).sort()).toEqual([share, future, index].sort());
    listener.ask('unsub', undefined, [future, share]);
    listener.ask('change_mode', 'full', [index, option]);
    await listener.until(({ heard }) => heard.length >= 4);
    expect(Object.keys(feedsOf(listener, 3))).toEqual([index]);
    upstox.run(2 * SECOND);
    await listener.until(({ heard }) => heard.length >= 5);
    expect(Object.keys(feedsOf(listener, 4))).toEqual([index]);
    expect(Object.keys(feedsOf(listener, 4)[index] ?? {})).toEqual(['fullFeed', 'requestMode']);
    listener.close();
  });

  it('says when the exchanges close, where the simulator keeps their hours', async () => {
    const own = await openUpstox({ hours: 'exchange' });
    const listener = await toMarket(own, decoded).open();
    await listener.until(({ heard }) => heard.length > 0);
    own.run(4 * HOUR + 30 * MINUTE);
    await listener.until(({ heard }) => heard.length > 1);
    expect(listener.heard.map(({ marketInfo }) => marketInfo?.segmentStatus.NSE_FO)).toEqual([
      'NORMAL_OPEN',
      'NORMAL_CLOSE',
    ]);
    listener.close();
    await own.close();
  });

  it('leaves without an answer what it cannot read, and goes on', async () => {
    const listener = await toMarket(upstox, decoded).open();
    for (const text of ['{', '[]', '{"method":"sub"}', '{"method":"x","data":{"instrumentKeys":[]}}'])
      listener.socket.send(text);
    listener.ask('sub', 'quote', [index]);
    listener.ask('sub', 'ltpc', ['NSE_FO|1']);
    listener.ask('sub', 'ltpc', [index]);
    await listener.until(({ heard }) => heard.length >= 2);
    expect(Object.keys(feedsOf(listener, 1))).toEqual([index]);
    listener.close();
  });

  it('takes nothing of what would be too much', async () => {
    const listener = await toMarket(upstox, decoded).open();
    const keys = (await upstox.instruments())
      .filter(({ segment }) => segment === 'NSE_FO')
      .map(({ instrument_key }) => String(instrument_key));
    listener.ask('sub', 'full_d30', keys.slice(0, 51));
    listener.ask('sub', 'full_d30', keys.slice(0, 3));
    await listener.until(({ heard }) => heard.length >= 2);
    expect(Object.keys(feedsOf(listener, 1))).toHaveLength(3);
    listener.close();
  });

  it('is open to two connections, to an address once, and to nobody without a token', async () => {
    const authorize = async () =>
      (await upstox.ask<{ authorized_redirect_uri: string }>('/v3/feed/market-data-feed/authorize')).body.data
        .authorized_redirect_uri;
    const failed = (url: string) =>
      new Promise<string>((resolve) => {
        new WebSocket(url).once('error', ({ message }) => resolve(message)).once('open', () => resolve('open'));
      });
    const address = await authorize();
    expect(address).toMatch(
      /^ws:\/\/127\.0\.0\.1:\d+\/market-data-feeder\/v3\/upstox-developer-api\/feeds\?requestId=[\w-]+&code=[\w-]+$/,
    );
    const first = await new Listener(new WebSocket(address), decoded).open();
    expect(await failed(address)).toBe('Unexpected server response: 403');
    const second = await new Listener(new WebSocket(await authorize()), decoded).open();
    expect(await failed(await authorize())).toBe('Unexpected server response: 403');
    first.close();
    second.close();
    expect(await failed(`${upstox.address.replace('http', 'ws')}/v3/feed/market-data-feed`)).toBe(
      'Unexpected server response: 401',
    );
    const plain = await upstox.ask('/v3/feed/market-data-feed');
    expect([plain.status, plain.headers.get('location')?.startsWith('ws://127.0.0.1:')]).toEqual([302, true]);
  });
});

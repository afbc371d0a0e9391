import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND } from '../../../../core/model/time.ts';
import type { Fault, FaultRule } from '../../../../server/simulators/port.ts';
import { decoded, toMarket, toPortfolio } from './feed/listener.ts';
import { type Opened, openUpstox, order, problem, type Row } from './opened.ts';

const share = 'NSE_EQ|INE002A01018';
const PROFILE = '/v2/user/profile';
let upstox: Opened;
beforeEach(async () => {
  upstox = await openUpstox();
  upstox.run(2 * SECOND);
});
afterEach(() => upstox.close());

const plan = (fault: Fault, at = PROFILE, more: Partial<FaultRule> = {}) =>
  upstox.simulator.setFaults({ seed: 'a', rules: [{ at, fault, share: 1, times: 1, ...more }] });
const place = () => upstox.ask('/v3/order/place', { method: 'POST', body: order(share, { quantity: 1 }) });
const placed = async () => (await upstox.ask<Row[]>('/v2/order/retrieve-all')).body.data.length;

describe('what goes wrong with calls', () => {
  const statuses: [status: 401 | 403 | 408 | 429 | 500 | 502 | 503, code: string][] = [
    [401, 'UDAPI100050'],
    [403, 'UDAPI100050'],
    [408, 'UDAPI100500'],
    [429, 'UDAPI10005'],
    [500, 'UDAPI100500'],
    [502, 'UDAPI100500'],
    [503, 'UDAPI100500'],
  ];
  it.each(statuses)('is said as %i %s', async (status, code) => {
    plan({ kind: 'status', status });
    const { status: told, body } = await upstox.ask(PROFILE);
    expect([told, body.status, body.errors.map(({ error_code }) => error_code)]).toEqual([status, 'error', [code]]);
    expect((await upstox.ask(PROFILE)).status).toBe(200);
  });

  it('is refused in the words of the venue, by the number of its code', async () => {
    plan({ kind: 'refused', code: 100_036 });
    expect((await upstox.ask(PROFILE)).body.errors).toEqual([problem('UDAPI100036', 'Invalid Input')]);
    plan({ kind: 'refused', code: 1 });
    expect((await upstox.ask(PROFILE)).status).toBe(400);
  });

  it('does an order and loses the answer, or loses the order', async () => {
    plan({ kind: 'answer_lost' }, '/v3/order/place');
    await expect(place()).rejects.toThrow();
    expect(await placed()).toBe(1);
    plan({ kind: 'request_lost' }, '/v3/order/place');
    await expect(place()).rejects.toThrow();
    expect(await placed()).toBe(1);
  });

  it('breaks the text of an answer', async () => {
    const { text } = await upstox.ask(PROFILE);
    plan({ kind: 'malformed' });
    const token = upstox.token;
    const broken = await fetch(`${upstox.address}${PROFILE}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(await broken.text()).not.toBe(text);
  });

  it('ends the token of a call before its time', async () => {
    plan({ kind: 'token_lapsed' });
    expect([(await upstox.ask(PROFILE)).status, (await upstox.ask(PROFILE)).status]).toEqual([401, 401]);
    expect((await upstox.send(PROFILE, { token: await upstox.tokenOf() })).status).toBe(200);
  });

  it('moves times with the clock of the answer', async () => {
    plan({ kind: 'clock_skew', milliseconds: 60_000 }, '/v2/market-quote/quotes');
    const ask = () => upstox.ask<Record<string, Row>>('/v2/market-quote/quotes', { query: { instrument_key: share } });
    const [ahead, right] = [await ask(), await ask()];
    expect([ahead, right].map(({ body }) => body.data['NSE_EQ:RELIANCE']?.timestamp)).toEqual([
      '2026-11-18T11:01:02.000+05:30',
      '2026-11-18T11:00:02.000+05:30',
    ]);
    expect(upstox.simulator.faults()).toEqual({ clock_skew: 1 });
  });
});

describe('what goes wrong with streams', () => {
  const complete = ({ heard }: { heard: readonly Row[] }) => heard.filter(({ status }) => status === 'complete').length;

  it('repeats, leaves out and turns round', async () => {
    const listener = await toPortfolio(upstox, 'order').open();
    upstox.simulator.setFaults({
      seed: 'a',
      rules: [
        { at: 'order', fault: { kind: 'missing' }, share: 1, times: 1 },
        { at: 'order', fault: { kind: 'reordered' }, share: 1, times: 1 },
      ],
    });
    await place();
    await listener.until((each) => complete(each) === 1);
    plan({ kind: 'duplicated' }, 'order');
    await place();
    await listener.until((each) => complete(each) === 2);
    expect(listener.heard.map(({ status }) => status)).toEqual([
      'open pending',
      'validation pending',
      'open',
      'complete',
      'put order req received',
      'put order req received',
      'validation pending',
      'open pending',
      'open',
      'complete',
    ]);
    listener.close();
  });

  it('breaks texts and bytes', async () => {
    const updates = await toPortfolio(upstox, 'order', String).open();
    plan({ kind: 'malformed' }, 'order', { times: 5 });
    await place();
    await updates.until(({ heard }) => heard.length >= 5);
    const rows = (await upstox.ask<Row[]>('/v2/order/history', { query: { tag: 'one-1' } })).body.data;
    const user = { update_type: 'order', user_id: '7SIM01', userId: '7SIM01' };
    const right = rows.map((row) => JSON.stringify({ ...user, ...row, instrument_key: share }));
    expect(updates.heard.filter((text) => right.includes(text))).toEqual([]);
    plan({ kind: 'malformed' }, 'initial_feed');
    const market = await toMarket(upstox, (data) => data).open();
    market.ask('sub', 'ltpc', [share]);
    market.ask('sub', 'ltpc', [share]);
    await market.until(({ heard }) => heard.length >= 3);
    const [, broken, whole] = market.heard;
    expect(Object.keys(decoded(whole ?? Buffer.alloc(0)).feeds)).toEqual([share]);
    expect(broken?.equals(whole ?? Buffer.alloc(0))).toBe(false);
    updates.close();
    market.close();
  });

  it('goes deaf for a while, and answers pings', async () => {
    const listener = await toPortfolio(upstox, 'order').open();
    plan({ kind: 'deaf', milliseconds: 5_000 }, 'order');
    await place();
    listener.socket.ping('a');
    await listener.until(({ pongs }) => pongs.length > 0);
    expect(listener.heard).toEqual([]);
    upstox.clock.advance(6 * SECOND);
    await place();
    await listener.until(({ heard }) => complete({ heard }) === 1);
    listener.close();
  });

  it('stays half open without a word, or is cut', async () => {
    const half = await toPortfolio(upstox, 'order').open();
    plan({ kind: 'half_open' }, 'order');
    await place();
    half.socket.ping('a');
    const cut = await toMarket(upstox, decoded).open();
    plan({ kind: 'cut' }, 'initial_feed');
    cut.ask('sub', 'ltpc', [share]);
    await cut.until(({ closed }) => closed !== undefined);
    expect([cut.closed, half.heard, half.pongs, half.closed]).toEqual([1_006, [], [], undefined]);
    half.close();
  });

  it('keeps a connection from being made', async () => {
    plan({ kind: 'status', status: 503 }, '/v3/feed/market-data-feed');
    await expect(toMarket(upstox, decoded).open()).rejects.toThrow('Unexpected server response: 503');
    plan({ kind: 'request_lost' }, '/v3/feed/market-data-feed');
    await expect(toMarket(upstox, decoded).open()).rejects.toThrow('socket hang up');
    plan({ kind: 'token_lapsed' }, '/v3/feed/market-data-feed');
    await expect(toMarket(upstox, decoded, await upstox.tokenOf()).open()).rejects.toThrow('401');
    const listener = await toMarket(upstox, decoded).open();
    listener.close();
  });
});

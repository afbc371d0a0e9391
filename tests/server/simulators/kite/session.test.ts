import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../../core/model/time.ts';
import { checksum, open } from './opened.ts';

const form = (requestToken: string, sum = checksum(requestToken)) => ({
  api_key: 'simulator',
  request_token: requestToken,
  checksum: sum,
});
const refused = (message: string, error_type: string) => ({ status: 'error', message, data: null, error_type });

describe('the login', () => {
  it('goes through a page and back to the application with a token that is good once', async () => {
    const kite = await open({ redirect: 'http://127.0.0.1:9/callback?own=1' }, false);
    const path = '/connect/login?v=3&api_key=simulator&redirect_params=some%3DX';
    const answer = await kite.send('GET', path);
    const there = new URL(answer.headers.get('location') ?? '');
    const { request_token: token = '', ...rest } = Object.fromEntries(there.searchParams);
    expect([answer.status, there.origin, rest]).toEqual([
      302,
      'http://127.0.0.1:9',
      { own: '1', action: 'login', type: 'login', status: 'success', some: 'X' },
    ]);
    expect((await kite.call('POST', '/session/token', form(token))).status).toBe(200);
    expect(await kite.call('POST', '/session/token', form(token))).toEqual({
      status: 403,
      body: refused('Token is invalid or has expired.', 'TokenException'),
    });
  });

  it('shows the token where no address is known, and knows no other application', async () => {
    const kite = await open({}, false);
    const answer = await kite.send('GET', '/connect/login?v=3&api_key=simulator');
    const page = await fetch(answer.headers.get('location') ?? '');
    const [, token = ''] = /<code>(\w+)<\/code>/.exec(await page.text()) ?? [];
    expect((await kite.call('POST', '/session/token', form(token))).status).toBe(200);
    expect((await kite.send('GET', '/connect/login?v=3&api_key=another')).status).toBe(400);
  });

  it.each([
    ['another key', { ...form('simulator'), api_key: 'another' }, 400, 'Invalid `api_key`.', 'InputException'],
    ['another secret', form('simulator', checksum('simulator', 'wrong')), 403, 'Invalid `checksum`.', 'TokenException'],
    ['a token of nobody', form('nobody'), 403, 'Token is invalid or has expired.', 'TokenException'],
  ])('refuses %s', async (_what, given, status, message, type) => {
    const kite = await open({}, false);
    expect(await kite.call('POST', '/session/token', given)).toEqual({ status, body: refused(message, type) });
  });

  it('ends at six in the morning of India, when it is told to, and after its life where that is said', async () => {
    const kite = await open();
    kite.run(19 * HOUR);
    expect((await kite.call('GET', '/user/profile')).status).toBe(200);
    kite.run(HOUR);
    expect(await kite.call('GET', '/user/profile')).toEqual({
      status: 403,
      body: refused('Incorrect `api_key` or `access_token`.', 'TokenException'),
    });
    const token = await kite.logIn();
    const address = `/session/token?api_key=simulator&access_token=${token}`;
    expect(await kite.call('DELETE', address)).toEqual({ status: 200, body: { status: 'success', data: true } });
    expect((await kite.call('DELETE', address)).status).toBe(403);
    const short = await open({ tokenLife: 10_000 });
    expect((await short.call('GET', '/user/profile')).status).toBe(200);
    short.run(10 * SECOND);
    expect((await short.call('GET', '/user/profile')).status).toBe(403);
  });

  it('tells who it is', async () => {
    const kite = await open();
    expect(await kite.get('/user/profile')).toMatchObject({
      user_id: 'SIM001',
      exchanges: ['NSE', 'NFO', 'BSE', 'BFO'],
      products: ['CNC', 'NRML', 'MIS'],
      order_types: ['MARKET', 'LIMIT', 'SL', 'SL-M'],
    });
  });

  it('wants the version, a form, and a path that exists', async () => {
    const kite = await open();
    const [old, json, nowhere] = await Promise.all([
      kite.send('GET', '/user/profile', undefined, { 'X-Kite-Version': '2' }),
      fetch(`${kite.simulator.address}/orders/regular`, {
        method: 'POST',
        headers: { 'X-Kite-Version': '3', ...kite.authorization(), 'content-type': 'application/json' },
        body: '{}',
      }),
      kite.send('GET', '/nowhere'),
    ]);
    expect([old.status, json.status, nowhere.status]).toEqual([400, 400, 404]);
    expect(await nowhere.json()).toEqual(refused('Route not found', 'GeneralException'));
  });
});

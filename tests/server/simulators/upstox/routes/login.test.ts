import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../../core/model/time.ts';
import { type Opened, openUpstox, problem } from '../opened.ts';

let upstox: Opened;
beforeAll(async () => {
  upstox = await openUpstox();
});
afterAll(() => upstox.close());

const dialog = (change: Readonly<Record<string, string>> = {}) =>
  upstox.send('/v2/login/authorization/dialog', {
    query: { client_id: 'simulator', redirect_uri: 'http://127.0.0.1:9/done', response_type: 'code', ...change },
  });

describe('the login page', () => {
  it('sends the browser back with a code and what it was given to carry', async () => {
    const { status, headers } = await dialog({ state: 'a b' });
    expect([status, headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/done?code=simulator&state=a+b']);
  });

  it.each([
    ['another application', { client_id: 'x' }, 400, 'UDAPI100068'],
    ['a page that is not on this machine', { redirect_uri: 'https://example.com/' }, 400, 'UDAPI100068'],
    ['what is no address', { redirect_uri: 'done' }, 400, 'UDAPI100068'],
    ['another kind of answer', { response_type: 'token' }, 400, 'UDAPI100036'],
  ])('refuses %s', async (_what, change, status, code) => {
    const answered = await dialog(change as Readonly<Record<string, string>>);
    expect([answered.status, answered.body.errors[0]?.error_code]).toEqual([status, code]);
  });
});

describe('a token', () => {
  it('comes with who it is of, and without an envelope', async () => {
    const { status, text } = await upstox.logIn();
    const { access_token, ...rest } = JSON.parse(text);
    expect(status).toBe(200);
    expect(access_token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(rest).toEqual({
      email: 'simulator@localhost',
      exchanges: ['NSE', 'NFO', 'BSE', 'CDS', 'BFO', 'BCD'],
      products: ['D', 'CO', 'I'],
      broker: 'UPSTOX',
      user_id: '7SIM01',
      user_name: 'SIMULATED TRADER',
      order_types: ['MARKET', 'LIMIT', 'SL', 'SL-M'],
      user_type: 'individual',
      poa: false,
      is_active: true,
      extended_token: '',
    });
  });

  it.each([
    ['another code', { code: 'x' }, 401, 'UDAPI100057'],
    ['another secret', { client_secret: 'x' }, 401, 'UDAPI100069'],
    ['another application', { client_id: 'x' }, 401, 'UDAPI100069'],
    ['another grant', { grant_type: 'password' }, 400, 'UDAPI100036'],
    ['nothing of a field', { code: '' }, 400, 'UDAPI100036'],
  ])('is not given for %s', async (_what, change, status, code) => {
    const answered = await upstox.logIn(change as Readonly<Record<string, string>>);
    expect([answered.status, answered.body.errors[0]?.error_code]).toEqual([status, code]);
  });

  it('is asked for by every call', async () => {
    const answered = await upstox.send('/v2/user/profile');
    expect(answered.status).toBe(401);
    expect(answered.body).toEqual({
      status: 'error',
      errors: [problem('UDAPI100050', 'Invalid token used to access API')],
    });
    expect((await upstox.ask('/v2/user/profile')).body.data.user_id).toBe('7SIM01');
  });

  it('dies at half past three in the night in India', async () => {
    const own = await openUpstox();
    own.clock.advance(16 * HOUR + 30 * MINUTE - SECOND);
    expect((await own.ask('/v2/user/profile')).status).toBe(200);
    own.clock.advance(SECOND);
    expect((await own.ask('/v2/user/profile')).status).toBe(401);
    expect((await own.send('/v2/user/profile', { token: await own.tokenOf() })).status).toBe(200);
    await own.close();
  });

  it('lives as long as the simulator is told, and ends with its user', async () => {
    const own = await openUpstox({ tokenLife: 2_000 });
    own.clock.advance(2 * SECOND);
    expect((await own.ask('/v2/user/profile')).status).toBe(401);
    const token = await own.tokenOf();
    expect((await own.send('/v2/logout', { method: 'DELETE', token })).body).toEqual({ status: 'success', data: true });
    expect((await own.send('/v2/user/profile', { token })).status).toBe(401);
    await own.close();
  });
});

import { describe, expect, it } from 'vitest';
import { open, type Row } from '../opened.ts';

const claims = (token: string): Row =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Row;
const search = '/api/Account/search';

describe('logging in', () => {
  it('gives a token of a day that says when it lapses', async () => {
    const gateway = await open();
    const { exp, iat, sub } = claims(gateway.token);
    expect({ exp, iat, sub }).toEqual({ exp: 1_795_086_400, iat: 1_795_000_000, sub: 'simulator' });
  });

  it('works by the other call as well', async () => {
    const gateway = await open();
    const body = { userName: 'simulator', password: 'simulator-secret', deviceId: 'd', appId: 'a', verifyKey: 'v' };
    expect(await gateway.call('Auth/loginApp', body)).toMatchObject({ success: true, errorCode: 0 });
    expect(await gateway.call('Auth/loginApp', { ...body, password: 'x' })).toMatchObject({
      token: null,
      errorCode: 3,
    });
  });

  const bodies = [
    undefined,
    '{',
    '[]',
    { userName: 'simulator' },
    { apiKey: 'simulator-secret' },
    { userName: 1, apiKey: 2 },
  ];
  for (const body of bodies) {
    it(`answers ${JSON.stringify(body)} with status 400`, async () => {
      const gateway = await open();
      expect((await gateway.post('/api/Auth/loginKey', body)).status).toBe(400);
    });
  }
});

describe('a token', () => {
  it('is needed by every call but the logins and the ping', async () => {
    const gateway = await open();
    for (const token of ['', 'x', 'a.b.c', `${gateway.token}x`]) {
      expect([token, (await gateway.post(search, {}, token)).status]).toEqual([token, 401]);
    }
    const ping = await fetch(`${gateway.simulator.address}/api/Status/ping`);
    expect([ping.status, await ping.text()]).toEqual([200, 'pong']);
  });

  it('lapses', async () => {
    const gateway = await open({ tokenLife: 60_000 });
    gateway.advance(59_000);
    expect((await gateway.post(search, {})).status).toBe(200);
    gateway.advance(1_000);
    expect((await gateway.post(search, {})).status).toBe(401);
    expect((await gateway.post('/api/Auth/validate')).status).toBe(401);
  });

  it('is renewed by validating, and lives on beside the new one and a new login', async () => {
    const gateway = await open({ tokenLife: 60_000 });
    gateway.advance(30_000);
    const { newToken, ...rest } = await gateway.call('Auth/validate');
    expect(rest).toEqual({ success: true, errorCode: 0, errorMessage: null });
    const another = await gateway.logIn();
    gateway.advance(29_000);
    const statuses = async () =>
      Promise.all(
        [gateway.token, String(newToken), another].map(async (each) => (await gateway.post(search, {}, each)).status),
      );
    expect(await statuses()).toEqual([200, 200, 200]);
    gateway.advance(1_000);
    expect(await statuses()).toEqual([401, 200, 200]);
  });

  it('ends with its session', async () => {
    const gateway = await open();
    const { newToken } = await gateway.call('Auth/validate');
    const another = await gateway.logIn();
    expect(await gateway.call('Auth/logout')).toEqual({ success: true, errorCode: 0, errorMessage: null });
    expect((await gateway.post(search, {})).status).toBe(401);
    expect((await gateway.post(search, {}, String(newToken))).status).toBe(401);
    expect((await gateway.post(search, {}, another)).status).toBe(200);
    expect(await gateway.call('Auth/validate')).toEqual({
      newToken: null,
      success: false,
      errorCode: 2,
      errorMessage: null,
    });
    expect(await gateway.call('Auth/logout')).toEqual({ success: false, errorCode: 1, errorMessage: null });
  });
});

describe('the limits', () => {
  const statuses = async (calls: number, call: () => Promise<{ status: number }>): Promise<Record<number, number>> => {
    const counts: Record<number, number> = {};
    for (let done = 0; done < calls; done++) {
      const { status } = await call();
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  };

  it('are 200 calls in any minute', async () => {
    const gateway = await open();
    const call = () => gateway.post(search, {});
    expect(await statuses(150, call)).toEqual({ 200: 150 });
    gateway.clock.advance(30_000_000);
    expect(await statuses(60, call)).toEqual({ 200: 50, 429: 10 });
    gateway.clock.advance(30_000_000);
    expect(await statuses(151, call)).toEqual({ 200: 150, 429: 1 });
  });

  it('are 50 histories in any half minute, apart from the rest', async () => {
    const gateway = await open();
    const call = () => gateway.post('/api/History/retrieveBars', {});
    expect(await statuses(55, call)).toEqual({ 200: 50, 429: 5 });
    expect((await gateway.post(search, {})).status).toBe(200);
    gateway.clock.advance(30_000_000);
    expect(await statuses(1, call)).toEqual({ 200: 1 });
  });
});

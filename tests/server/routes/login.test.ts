import { expect, test } from 'vitest';
import { instant } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import { answer } from '../../../server/routes/errors.ts';
import { loginRoutes } from '../../../server/routes/login.ts';
import { postbackRoutes } from '../../../server/routes/postbacks.ts';
import type { RemoteVenue } from '../../../server/venues/port.ts';

const url = 'https://kite.zerodha.com/connect/login?v=3&api_key=1';

/** A venue as far as its login goes. */
function venueWith(posted: string[] = []): RemoteVenue {
  let token: NonNullable<VenueHealth['token']> = { state: 'lapsed', reason: 'The login has ended.', login: url };
  const venue = {
    name: 'kite',
    login: {
      url: () => url,
      async redeem(code: string) {
        if (code !== 'good') throw new VenueProblem('That is no request token.');
        token = { state: 'valid', expires: instant(1_795_000_000_000_000) };
      },
    },
    health: () => ({ venue: 'kite', environment: 'LIVE', token }),
    postback(body: string) {
      posted.push(body);
      return body === 'forged' ? 'refused' : 'taken';
    },
  };
  return venue as unknown as RemoteVenue;
}

const asked = async (routes: ReturnType<typeof loginRoutes>, method: string, path: string, body?: string) => {
  routes.onError((error, context) => answer(context, error) ?? context.json({ error: String(error) }, 500));
  const sent = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
  const response = await routes.request(`http://127.0.0.1${path}`, { method, ...sent });
  return { status: response.status, body: await response.json().catch(() => response.headers.get('location')) };
};

test('a login that is due says where, is refused with a sentence, and then holds', async () => {
  const routes = loginRoutes(venueWith());
  const due = { venue: 'kite', environment: 'LIVE', due: true, url, until: null, sentence: 'The login has ended.' };
  expect(await asked(routes, 'GET', '/api/login')).toEqual({ status: 200, body: { login: due } });
  expect(await asked(routes, 'GET', '/login')).toEqual({ status: 302, body: url });
  expect(await asked(routes, 'POST', '/api/login', '{"code":"bad"}')).toEqual({
    status: 422,
    body: { error: { message: 'That is no request token.' } },
  });
  expect(await asked(routes, 'POST', '/api/login', '{"code":"good"}')).toMatchObject({
    status: 200,
    body: { login: { due: false, until: 1_795_000_000_000 } },
  });
});

test('a market that needs no login says so', async () => {
  const routes = loginRoutes(undefined);
  expect(await asked(routes, 'GET', '/api/login')).toEqual({ status: 200, body: { login: null } });
  expect((await asked(routes, 'GET', '/login')).status).toBe(404);
  expect((await asked(routes, 'POST', '/api/login', '{"code":"good"}')).status).toBe(409);
});

test('postbacks go to the venue that is traded on, and to no other', async () => {
  const posted: string[] = [];
  const routes = postbackRoutes(venueWith(posted));
  const outcomes = [
    await asked(routes, 'POST', '/api/postbacks/kite', '{}'),
    await asked(routes, 'POST', '/api/postbacks/kite', 'forged'),
    await asked(routes, 'POST', '/api/postbacks/upstox', '{}'),
    await asked(postbackRoutes(undefined), 'POST', '/api/postbacks/kite', '{}'),
  ];
  expect(outcomes.map(({ status }) => status)).toEqual([200, 422, 404, 404]);
  expect(posted).toEqual(['{}', 'forged']);
});

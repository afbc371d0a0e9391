import { Hono } from 'hono';
import type { FaultyEnv } from '../../faults/calls.ts';
import { answer, failure, success } from '../answers.ts';
import type { UpstoxParts } from '../parts.ts';
import { CLIENT_ID, CLIENT_SECRET, CODE, profile, user } from '../people.ts';
import { bearerOf } from './front.ts';

/** Where a browser may be sent back to: a page of this machine, as no login here is anybody else's business. */
const isOwnPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol.startsWith('http') && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

/** The login: a page that sends the browser back with a code, and the token that the code is good for. */
export function loginRoutes({ tokens }: UpstoxParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  routes.get('/v2/login/authorization/dialog', ({ req }) => {
    const { client_id, redirect_uri = '', response_type, state } = req.query();
    if (client_id !== CLIENT_ID || !isOwnPage(redirect_uri)) return failure({ code: 'UDAPI100068' });
    if (response_type !== 'code') return failure({ code: 'UDAPI100036', path: 'response_type', value: response_type });
    const there = new URL(redirect_uri);
    there.searchParams.set('code', CODE);
    if (state !== undefined) there.searchParams.set('state', state);
    return new Response(null, { status: 302, headers: { Location: there.href } });
  });

  routes.post('/v2/login/authorization/token', async ({ req }) => {
    const type = req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    const form = new URLSearchParams(type === 'application/x-www-form-urlencoded' ? await req.text() : '');
    const wrong = ['code', 'client_id', 'client_secret', 'redirect_uri', 'grant_type'].find((name) => !form.get(name));
    if (wrong !== undefined) return failure({ code: 'UDAPI100036', path: wrong });
    if (form.get('grant_type') !== 'authorization_code')
      return failure({ code: 'UDAPI100036', path: 'grant_type', value: form.get('grant_type') });
    if (form.get('client_id') !== CLIENT_ID || form.get('client_secret') !== CLIENT_SECRET)
      return failure({ code: 'UDAPI100069' });
    if (form.get('code') !== CODE) return failure({ code: 'UDAPI100057' });
    return answer({ ...profile, access_token: tokens.issue(user.id), extended_token: '' });
  });

  routes.delete('/v2/logout', ({ req }) => {
    tokens.lapse(bearerOf(req.header('authorization')) ?? '');
    return success(true);
  });
  return routes;
}

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { FaultyEnv } from '../../faults/calls.ts';
import { failed, succeeded } from '../answers.ts';
import { KiteError } from '../errors.ts';
import { timestamp } from '../numbers.ts';
import type { KiteParts } from '../parts.ts';
import { API_KEY, profile } from '../people.ts';
import { formOf } from './front.ts';

const page = (title: string, content: unknown) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${content}</body></html>`;

/** The login page and what comes of it: a request token, an access token, and its end. */
export function sessionRoutes({ sessions, clock, redirect }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  const unknownKey = (context: Context<FaultyEnv>): Response | undefined => {
    if (context.req.query('api_key') === API_KEY && context.req.query('v') === '3') return undefined;
    return failed(context, new KiteError('InputException', 'Invalid `api_key`.'));
  };

  routes.get(
    '/connect/login',
    (context) =>
      unknownKey(context) ??
      context.html(
        page(
          'Log in to the simulator of Kite',
          html`<form method="post"><button>Log in as ${profile.user_name}</button></form>`,
        ),
      ),
  );
  routes.post('/connect/login', (context) => {
    const refused = unknownKey(context);
    if (refused) return refused;
    const token = sessions.request();
    if (redirect === undefined)
      return context.html(page('Logged in', html`<p>The request token is <code>${token}</code></p>`));
    const there = new URL(redirect);
    const said = { action: 'login', type: 'login', status: 'success', request_token: token };
    const sentBack = new URLSearchParams(context.req.query('redirect_params') ?? '');
    for (const [name, value] of [...Object.entries(said), ...sentBack]) there.searchParams.set(name, value);
    return context.redirect(there.href, 302);
  });

  routes.post('/session/token', async (context) => {
    const form = await formOf(context);
    const { api_key: apiKey = '', request_token: requestToken = '', checksum = '' } = form;
    const token = sessions.begin({ apiKey, requestToken, checksum });
    return succeeded(context, {
      ...profile,
      api_key: apiKey,
      access_token: token,
      public_token: token.slice(0, 16),
      enctoken: '',
      refresh_token: '',
      silo: '',
      login_time: timestamp(clock.now()),
    });
  });
  routes.delete('/session/token', (context) => {
    const { api_key: key = '', access_token: token = '' } = context.req.query();
    if (!sessions.isValid(key, token)) throw new KiteError('TokenException', 'Incorrect `api_key` or `access_token`.');
    sessions.end(token);
    return succeeded(context, true);
  });
  return routes;
}

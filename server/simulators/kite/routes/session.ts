import { Hono } from 'hono';
import { html } from 'hono/html';
import type { FaultyEnv } from '../../faults/calls.ts';
import { succeeded } from '../answers.ts';
import { badInput, KiteError } from '../errors.ts';
import { timestamp } from '../numbers.ts';
import type { KiteParts } from '../parts.ts';
import { API_KEY, profile } from '../people.ts';
import { formOf } from './front.ts';

/** The login page and what comes of it: a request token, an access token, and its end. */
export function sessionRoutes({ sessions, clock, redirect }: KiteParts): Hono<FaultyEnv> {
  const routes = new Hono<FaultyEnv>();

  /** Whoever comes is logged in already, so the page sends on at once. */
  routes.get('/connect/login', (context) => {
    const { api_key: key, v: version, redirect_params: params = '' } = context.req.query();
    if (key !== API_KEY || version !== '3') throw badInput('Invalid `api_key`.');
    const there = new URL(redirect ?? '/connect/done', context.req.url);
    const said = { action: 'login', type: 'login', status: 'success', request_token: sessions.request() };
    const sentBack = new URLSearchParams(params);
    for (const [name, value] of [...Object.entries(said), ...sentBack]) there.searchParams.set(name, value);
    return context.redirect(there.href, 302);
  });
  /** Where an application is none that has an address, a person reads the token. */
  routes.get('/connect/done', (context) =>
    context.html(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Logged in</title></head>
<body><p>You are logged in to the simulator of Kite. The request token is <code>${context.req.query('request_token')}</code></p></body></html>`),
  );

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

import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { gate } from '../../../server/security/gate.ts';
import { securityHeaders } from '../../../server/security/headers.ts';

const app = new Hono();
app.use(securityHeaders, gate({ allowedHosts: ['desk.internal'] }));
app.all('*', (context) => context.text('in'));

const ask = (method: string, headers: Record<string, string>) =>
  app.request('/x', { method, headers: { host: '127.0.0.1:4600', ...headers } });

describe('gate', () => {
  const cases: [string, string, Record<string, string>, number][] = [
    ['a plain read', 'GET', {}, 200],
    ['a read by name', 'GET', { host: 'localhost:4600' }, 200],
    ['a read over IPv6', 'GET', { host: '[::1]:4600' }, 200],
    ['a configured host', 'GET', { host: 'desk.internal:4600' }, 200],
    ['a rebound name', 'GET', { host: 'evil.example:4600' }, 403],
    ['no host at all', 'GET', { host: '' }, 403],
    ['a link from another site', 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
    ['a script of another site', 'GET', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['another port of this machine', 'GET', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }, 403],
    ['a write from a program', 'POST', { 'content-type': 'application/json' }, 200],
    [
      'a write from our page',
      'POST',
      { origin: 'http://127.0.0.1:4600', 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain;charset=UTF-8' },
      200,
    ],
    ['a write from another origin', 'POST', { origin: 'http://evil.example', 'content-type': 'text/plain' }, 403],
    ['a write from a null origin', 'POST', { origin: 'null', 'content-type': 'text/plain' }, 403],
    ['a write another site sends', 'DELETE', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 403],
    ['a form', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a multipart form', 'PUT', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['a write without a body', 'DELETE', {}, 200],
    ['Protobuf where nothing reads it', 'POST', { 'content-type': 'application/x-protobuf' }, 415],
  ];
  it.each(cases)('%s', async (_, method, headers, status) => {
    expect((await ask(method, headers)).status).toBe(status);
  });

  it('says why and what to do', async () => {
    const response = await ask('GET', { host: 'evil.example' });
    expect(await response.json()).toEqual({
      error: {
        message: 'The host "evil.example" is not one this console answers to.',
        hint: 'Open the console by the address it printed at start, or add the host to allowedHosts in config/desk.json.',
      },
    });
  });
});

describe('a name that is for webhooks', () => {
  const outside = new Hono();
  outside.use(gate({ allowedHosts: ['desk.internal'], webhookHosts: ['Hooks.example.com'] }));
  outside.all('*', (context) => context.text('in'));
  const brought = { 'x-forwarded-for': '203.0.113.9' };
  const cases: [what: string, method: string, path: string, headers: Record<string, string>, status: number][] = [
    ['reaches them', 'POST', '/api/webhooks/desk', { host: 'hooks.example.com' }, 200],
    ['reaches them by a port', 'POST', '/api/webhooks/desk', { host: 'hooks.example.com:443', ...brought }, 200],
    ['reads nothing of them', 'GET', '/api/webhooks/desk', { host: 'hooks.example.com' }, 403],
    ['reaches no page', 'GET', '/', { host: 'hooks.example.com' }, 403],
    ['sends no orders', 'POST', '/api/orders', { host: 'hooks.example.com' }, 403],
    ['reaches nothing behind them', 'POST', '/api/webhooks/desk/orders', { host: 'hooks.example.com' }, 403],
    ['is no way around', 'POST', '/api/webhooks/../orders', { host: 'hooks.example.com' }, 403],
    [
      'takes no form',
      'POST',
      '/api/webhooks/desk',
      { host: 'hooks.example.com', 'content-type': 'multipart/form-data' },
      415,
    ],
    [
      'takes nothing of a page',
      'POST',
      '/api/webhooks/desk',
      { host: 'hooks.example.com', 'sec-fetch-site': 'cross-site' },
      403,
    ],
    ['is not helped by a proxy that says localhost', 'GET', '/', { host: '127.0.0.1:4600', ...brought }, 403],
    ['is helped to webhooks by such a proxy', 'POST', '/api/webhooks/desk', { host: 'localhost', ...brought }, 200],
    ['leaves others as they are', 'GET', '/', { host: 'desk.internal', ...brought }, 200],
    ['leaves this machine as it is', 'GET', '/', { host: '127.0.0.1:4600' }, 200],
    ['is not that of another', 'POST', '/api/webhooks/desk', { host: 'evil.example' }, 403],
  ];
  it.each(cases)('%s', async (_, method, path, headers, status) => {
    const type = method === 'POST' ? { 'content-type': 'application/json' } : {};
    expect((await outside.request(path, { method, headers: { ...type, ...headers } })).status).toBe(status);
  });

  it('changes nothing where there is none: a proxy goes on as before', async () => {
    expect((await ask('GET', brought)).status).toBe(200);
  });
});

describe('securityHeaders', () => {
  it('forbids eval, inline scripts and other hosts, with a new nonce each time', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await ask('GET', {})).headers.get('content-security-policy')),
    );
    const nonces = policies.map((policy) => /'nonce-([\w-]+)'/.exec(policy ?? '')?.[1]);
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(policies[0]?.replace(nonces[0] ?? '', 'N')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
  });
});

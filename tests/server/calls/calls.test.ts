import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { callsOf, endAll, get, json, outcomeOf, place, serve } from './tools.ts';

afterEach(endAll);

const status =
  (code: number, text = '', headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end(text);
const cut = (response: ServerResponse) => response.socket?.destroy();
const half = (response: ServerResponse) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"fills"');
  setImmediate(() => response.socket?.destroy());
};
const silence = () => undefined;
const ok = (response: ServerResponse) => json(response, { ok: true });

describe('a call', () => {
  it('brings an answer, and says what it sent', async () => {
    const server = await serve((_, response) => ok(response));
    const { calls } = callsOf(`${server.address}/v2/`, {
      headers: { 'x-app': 'deskbook' },
      requestId: { make: () => 'id-1', query: 'requestId' },
    });
    const answer = await calls.call(get({ query: { account: 7, since: undefined, all: true } }));
    expect([answer.status, answer.text, answer.requestId]).toEqual([200, '{"ok":true}', 'id-1']);
    expect(
      server.received.map(({ method, url, headers, body }) => [
        method,
        url,
        headers['x-app'],
        headers.accept,
        headers['content-type'],
        body,
      ]),
    ).toEqual([
      ['GET', '/v2/ledger/fills?account=7&all=true&requestId=id-1', 'deskbook', 'application/json', undefined, ''],
    ]);
  });

  it('gives what is no text byte by byte', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const server = await serve((_, response) => response.end(bytes));
    const { calls } = callsOf(server.address);
    const { text } = await calls.call(get({ bytes: true }));
    expect(Buffer.from(text, 'latin1').equals(bytes)).toBe(true);
  });

  it('uses its connections again and opens no more than it may', async () => {
    const server = await serve((_, response) => setTimeout(() => ok(response), 5));
    const { calls } = callsOf(server.address, { connections: 2 });
    await Promise.all(Array.from({ length: 12 }, () => calls.call(get())));
    expect([server.received.length, server.connections()]).toEqual([12, 2]);
  });

  it.each([
    [{ json: { size: 1 } }, 'application/json', '{"size":1}'],
    [
      { form: { grant_type: 'user_app', app_key: 'a:b' } },
      'application/x-www-form-urlencoded',
      'grant_type=user_app&app_key=a%3Ab',
    ],
  ])('sends a body %j', async (body, type, text) => {
    const server = await serve((_, response) => ok(response));
    await callsOf(server.address).calls.call(place({ body }));
    expect(server.received.map((request) => [request.headers['content-type'], request.body])).toEqual([[type, text]]);
  });
});

describe('faults', () => {
  it.each<[string, ((response: ServerResponse) => unknown)[], string, number]>([
    ['an answer that is cut', [cut, ok], '200 {"ok":true}', 2],
    ['half of an answer', [half, ok], '200 {"ok":true}', 2],
    ['no answer', [silence, ok], '200 {"ok":true}', 2],
    ['500 and 429', [status(500), status(429), ok], '200 {"ok":true}', 3],
    ['503 without end', [status(503, 'down')], 'status, reached maybe: host answered 503 to ledger/fills: down.', 4],
    [
      '429 without end',
      [status(429, '{"message":"Too Many Requests"}')],
      'limited, reached no: host had too many calls and refused ledger/fills: {"message":"Too Many Requests"}.',
      4,
    ],
    ['408', [status(408)], 'status, reached maybe: host answered 408 to ledger/fills.', 1],
    ['404', [status(404, 'no such\npath')], 'status, reached yes: host answered 404 to ledger/fills: no such path.', 1],
    [
      'a rest of an hour',
      [status(429, '', { 'retry-after': '3600' })],
      'limited, reached no: host had too many calls and refused ledger/fills. It asks for 3600 s of rest.',
      1,
    ],
    [
      'an answer that is too long',
      [status(200, 'x'.repeat(2_000))],
      'size, reached yes: host answered ledger/fills with more than 1,000 bytes, which is not read. Ask for less at once.',
      1,
    ],
    ['a way elsewhere', [status(303, '', { location: '/other?x=1' }), ok], '200 {"ok":true}', 2],
    [
      'a way to another host',
      [status(303, '', { location: 'http://elsewhere.invalid/' })],
      'status, reached maybe: host answered 303 to ledger/fills. It sends elsewhere, which is not followed.',
      1,
    ],
    [
      'a way without end',
      [status(307, '', { location: '/again' })],
      'status, reached maybe: host answered 307 to ledger/fills. It sends elsewhere, which is not followed.',
      4,
    ],
  ])('a call that may be repeated gets over %s, or says it', async (_, answers, outcome, requests) => {
    const server = await serve((_request, response, count) => (answers[count - 1] ?? answers.at(-1))?.(response));
    const { calls } = callsOf(server.address, { bytes: 1_000, timeoutMilliseconds: 400 });
    expect(await outcomeOf(calls.call(get()))).toBe(outcome);
    expect(server.received.length).toBe(requests);
  });

  it.each<[string, (response: ServerResponse) => unknown, string]>([
    [
      'an answer that is cut',
      cut,
      'connection, reached maybe: host closed the connection before it answered orders/place (UND_ERR_SOCKET). Whether it was done is not known; it is not sent again.',
    ],
    [
      'half of an answer',
      half,
      'connection, reached maybe: host closed the connection before it answered orders/place (UND_ERR_SOCKET). Whether it was done is not known; it is not sent again.',
    ],
    [
      'no answer',
      silence,
      'timeout, reached maybe: host did not answer orders/place within 0.4 s. Whether it was done is not known; it is not sent again.',
    ],
    [
      '500',
      status(500, 'oops'),
      'status, reached maybe: host answered 500 to orders/place: oops. Whether it was done is not known; it is not sent again.',
    ],
    ['429', status(429), 'limited, reached no: host had too many calls and refused orders/place.'],
    ['400', status(400, 'bad'), 'status, reached yes: host answered 400 to orders/place: bad.'],
    [
      '307',
      status(307, '', { location: '/x' }),
      'status, reached maybe: host answered 307 to orders/place. It sends elsewhere, which is not followed. Whether it was done is not known; it is not sent again.',
    ],
  ])('an order is sent once: %s', async (_, answer, outcome) => {
    const server = await serve((_request, response) => void answer(response));
    const { calls } = callsOf(server.address, { timeoutMilliseconds: 400 });
    expect(await outcomeOf(calls.call(place()))).toBe(outcome);
    expect(server.received.length).toBe(1);
  });

  it('nothing listens', async () => {
    const server = await serve(silence);
    await endAll();
    const { calls } = callsOf(server.address);
    expect(await outcomeOf(calls.call(place()))).toBe(
      'connection, reached no: host cannot be reached for orders/place (ECONNREFUSED). Check the address and the network.',
    );
  });
});

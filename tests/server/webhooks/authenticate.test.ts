import { describe, expect, it } from 'vitest';
import { signature } from '../../../server/alerts/delivery/sign.ts';
import { type Answered, opened, SECRET, type Settings, signed, VARIABLE } from './opened.ts';

const buy = '{"action":"BUY","symbol":"ES"}';
/** Of the test's clock: 2026-11-20T15:30:00Z. */
const now = Date.UTC(2026, 10, 20, 15, 30) / 1_000;
const wrong = 'The secret or the signature is missing or another one.';

type Case = [what: string, body: string, headers: Record<string, string>, status: number, message?: string];

const ask = async (authentication: Settings['authentication'], [, body, headers, status, message]: Case) => {
  const desk = await opened({ authentication });
  const answer = (await desk.raw(Buffer.from(body), headers)) as Answered;
  expect([answer.status, Object(answer.body.error).message]).toEqual([status, message]);
  expect(desk.orders()).toHaveLength(status === 200 ? 1 : 0);
};

describe('a secret in a header', () => {
  const cases: Case[] = [
    ['the secret', buy, { 'x-webhook-secret': SECRET }, 200],
    ['none', buy, {}, 401, wrong],
    ['another', buy, { 'x-webhook-secret': 'incorrect horse' }, 401, wrong],
    ['its beginning', buy, { 'x-webhook-secret': SECRET.slice(0, -1) }, 401, wrong],
    ['an empty one', buy, { 'x-webhook-secret': '' }, 401, wrong],
    ['another, and no JSON', '{', { 'x-webhook-secret': 'incorrect horse' }, 401, wrong],
    ['the secret, and no JSON', '{"action":', { 'x-webhook-secret': SECRET }, 400, 'The body is no JSON.'],
  ];
  it.each(cases)('%s', (...each) => ask({ by: 'header', secret: VARIABLE }, each));
});

describe('a secret in the body', () => {
  const body = (secret: unknown) => JSON.stringify({ action: 'BUY', symbol: 'ES', secret });
  const cases: Case[] = [
    ['the secret', body(SECRET), {}, 200],
    ['another', body('incorrect horse'), {}, 401, wrong],
    ['none', buy, {}, 401, wrong],
    ['no text', body([SECRET]), {}, 401, wrong],
    ['no JSON', '{"secret":', {}, 400, 'The body is no JSON.'],
  ];
  it.each(cases)('%s', (...each) => ask({ by: 'body', secret: VARIABLE }, each));

  it('where a pointer says', () =>
    ask({ by: 'body', secret: VARIABLE, field: '/auth/key' }, [
      ...['', JSON.stringify({ action: 'BUY', symbol: 'ES', auth: { key: SECRET } })],
      ...[{}, 200],
    ] as Case));
});

describe('a signature', () => {
  const by = (body: string, timestamp: number | string, secret = SECRET) => ({
    'x-webhook-timestamp': String(timestamp),
    'x-webhook-signature': signed(secret, String(timestamp), body),
  });
  const cases: Case[] = [
    ['of this body', buy, by(buy, now), 200],
    [
      'in capitals',
      buy,
      { ...by(buy, now), 'x-webhook-signature': signed(SECRET, String(now), buy).toUpperCase() },
      200,
    ],
    ['in milliseconds', buy, by(buy, now * 1_000), 200],
    ['as old as is allowed', buy, by(buy, now - 300), 200],
    ['older', buy, by(buy, now - 301), 401, 'x-webhook-timestamp is 301 seconds old; 300 are allowed.'],
    ['ahead', buy, by(buy, now + 301), 401, 'x-webhook-timestamp is 301 seconds ahead; 300 are allowed.'],
    ['with a time that is none', buy, by(buy, 'soon'), 401, 'x-webhook-timestamp is no time.'],
    ['of another body', '{"action":"SELL","symbol":"ES"}', by(buy, now), 401, wrong],
    ['of another time', buy, { ...by(buy, now), 'x-webhook-timestamp': String(now + 1) }, 401, wrong],
    ['by another secret', buy, by(buy, now, 'incorrect horse battery'), 401, wrong],
    ['without a time', buy, { 'x-webhook-signature': by(buy, now)['x-webhook-signature'] }, 401, wrong],
    ['that is none', buy, { ...by(buy, now), 'x-webhook-signature': 'é' }, 401, wrong],
  ];
  it.each(cases)('%s', (...each) => ask({ by: 'hmac', secret: VARIABLE }, each));

  it('is good once, whatever id stands beside it', async () => {
    const desk = await opened({ authentication: { by: 'hmac', secret: VARIABLE }, repeatSeconds: 0 });
    const send = (id: string) => desk.raw(Buffer.from(buy), { ...by(buy, now), 'idempotency-key': id });
    expect(await send('1')).toMatchObject({ status: 200, body: { outcome: 'accepted' } });
    await desk.pass(200);
    expect(await send('2')).toMatchObject({ status: 200, body: { repeat: true } });
    await desk.pass(101);
    expect(await send('3')).toMatchObject({ status: 401 });
    expect(desk.orders()).toHaveLength(1);
  });
});

describe('a message as Standard Webhooks has it', () => {
  const cases: Case[] = [
    ['signed', buy, signature(SECRET, { id: 'msg_1', timestamp: now, body: buy }), 200],
    [
      'signed by an old key as well',
      buy,
      {
        ...signature(SECRET, { id: 'msg_1', timestamp: now, body: buy }),
        'webhook-signature': `v1,bm9uZQ== ${signature(SECRET, { id: 'msg_1', timestamp: now, body: buy })['webhook-signature']}`,
      },
      200,
    ],
    [
      'with another id',
      buy,
      { ...signature(SECRET, { id: 'msg_1', timestamp: now, body: buy }), 'webhook-id': 'msg_2' },
      401,
      wrong,
    ],
    ['unsigned', buy, { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now) }, 401, wrong],
  ];
  it.each(cases)('%s', (...each) => ask({ by: 'standard', secret: VARIABLE }, each));
});

it('of strangers only so many a minute are kept, and the others are counted', async () => {
  const desk = await opened();
  for (let i = 0; i < 25; i++) await desk.raw(Buffer.from(buy));
  expect(desk.receipts()).toHaveLength(20);
  await desk.pass(61);
  await desk.raw(Buffer.from(buy));
  expect(desk.receipts()[0]).toMatchObject({
    outcome: 'refused',
    status: 401,
    reason: 'There is no secret in the header x-webhook-secret. 5 more came before it.',
    body: buy,
  });
  expect(desk.notices[0]).toEqual({
    type: 'webhook',
    level: 'warning',
    key: 'webhook.desk.401',
    text: 'desk: a message was not acted on (401).',
    detail: 'There is no secret in the header x-webhook-secret.',
  });
});

it('more than so many a minute are turned away', async () => {
  const desk = await opened({ limits: { perMinute: 2 } });
  const statuses = [];
  for (let id = 0; id < 3; id++) statuses.push((await desk.post({ action: 'CLOSE', symbol: 'ES', id })).status);
  expect(statuses).toEqual([200, 200, 429]);
  await desk.pass(61);
  expect(await desk.post({ action: 'CLOSE', symbol: 'ES', id: 9 })).toMatchObject({ status: 200 });
});

it('a body that is too large is not read', async () => {
  const desk = await opened({ limits: { bytes: 64 } });
  expect(await desk.post({ action: 'BUY', symbol: 'ES', note: 'x'.repeat(64) })).toMatchObject({
    ...{ status: 413, body: { error: { message: 'The body is larger than limits.bytes, which is 64.' } } },
  });
});

describe('a webhook that is not open', () => {
  const closed: [what: string, settings: Partial<Settings>, off: string][] = [
    ['off', { on: false }, 'off in the settings'],
    ['without a secret', { authentication: { by: 'header', secret: 'NOT_SET' } }, 'NOT_SET is not set'],
  ];
  it.each(closed)('%s answers as what was never there', async (_, settings, off) => {
    const desk = await opened(settings);
    expect(await desk.raw(Buffer.from(buy), { 'x-webhook-secret': SECRET })).toBeUndefined();
    expect(desk.receipts()[0]).toMatchObject({ outcome: 'refused', status: 404, reason: `It is ${off}.` });
    expect(desk.orders()).toEqual([]);
  });
});

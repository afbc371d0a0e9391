import { describe, expect, it } from 'vitest';
import { openWebhookConsole, SECRET, until } from './console.ts';

describe('a message', () => {
  it('becomes an order, is kept and is answered', async () => {
    const console = await openWebhookConsole();
    const { status, body } = await console.post({ action: 'BUY', symbol: 'ES1!', quantity: 2 });
    expect({ status, ...body, milliseconds: 0 }).toEqual({
      status: 200,
      outcome: 'accepted',
      receipt: 1,
      signal: 'open_long',
      instrument: 'ESZ6',
      orders: [
        {
          clientOrderId: 'hook-1-1',
          instrument: 'ESZ6',
          side: 'buy',
          type: 'market',
          quantity: 2,
          status: expect.any(String),
        },
      ],
      milliseconds: 0,
    });
    await until(() => console.net('ESZ6') === 2);
    expect(console.receipts()).toEqual([
      {
        ...{ id: 1, webhook: 'desk', at: expect.any(Number), outcome: 'accepted', status: 200, bytes: 45 },
        ...{ signal: 'open_long', symbol: 'ES1!', instrument: 'ESZ6', account: 'SIM-1', orders: ['hook-1-1'] },
        body: '{"action":"BUY","symbol":"ES1!","quantity":2}',
        microseconds: expect.any(Number),
        trace: expect.any(String),
      },
    ]);
  });

  it('is a row for SQL, and has a trace without what stood behind its address', async () => {
    const console = await openWebhookConsole();
    const headers = { 'x-webhook-secret': SECRET };
    await console.request('POST', '/api/webhooks/desk?key=nobody-reads-it', { action: 'BUY', symbol: 'XX' }, headers);
    const sql = 'select receipt, webhook, outcome, status, symbol, orders, body from webhooks';
    const answer = await console.request('POST', '/api/query', { sql });
    expect(((await answer.json()) as { rows: unknown }).rows).toEqual([
      ['1', 'desk', 'refused', '400', 'XX', '[]', '{"action":"BUY","symbol":"XX"}'],
    ]);
    const traced = await console.request('POST', '/api/query', {
      sql: "select data_value from data_trace where process = 'http POST /api/webhooks/:name' and data = 'address'",
    });
    expect(((await traced.json()) as { rows: unknown }).rows).toEqual([['"/api/webhooks/desk"']]);
    const audited = await console.request('POST', '/api/query', {
      sql: "select action from audit where action like '%webhooks%'",
    });
    expect(((await audited.json()) as { rows: unknown }).rows).toEqual([]);
  });

  it('of which fifty come at once makes one order', async () => {
    const console = await openWebhookConsole();
    const message = { action: 'BUY', symbol: 'ES', quantity: 1, id: 'a-17' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => console.post(message)));
    const count = (status: number) => answers.filter((each) => each.status === status).length;
    expect([count(200), count(409)]).toEqual([1, 49]);
    const again = await console.post(message);
    expect(again).toMatchObject({
      status: 200,
      body: { receipt: 1, repeat: true, orders: [{ clientOrderId: 'hook-1-1' }] },
    });
    await until(() => console.net('ESZ6') === 1);
  });

  it('without the secret opens nothing', async () => {
    const console = await openWebhookConsole();
    expect(await console.post({ action: 'BUY', symbol: 'ES' }, {})).toMatchObject({ status: 401 });
    expect(await console.post({ action: 'BUY', symbol: 'ES' }, { 'x-webhook-secret': `${SECRET}!` })).toMatchObject({
      status: 401,
      body: { error: { message: 'The secret or the signature is missing or another one.' } },
    });
    expect(console.net('ESZ6')).toBe(0);
  });
});

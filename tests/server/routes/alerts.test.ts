import { afterAll, beforeAll, expect, it } from 'vitest';
import type { QueryResult } from '../../../cells/kind.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const post = async (body: unknown, headers: Record<string, string> = {}) => {
  const response = await desk.request('POST', '/api/alerts/ack', body, headers);
  return [response.status, await response.json()];
};

interface Told {
  readonly unacknowledged: number;
  readonly notifications: readonly {
    readonly id: number;
    readonly text: string;
    readonly acknowledged?: { by: string };
  }[];
}
const told = (query = '') => desk.json<Told>(`/api/alerts${query}`);

it('shows what was told, has it acknowledged, and gives it to SQL', async () => {
  const refused = { instrument: 'ZN', side: 'buy', quantity: 1, type: 'limit', price: '0.123', account: 'SIM-1' };
  expect((await desk.request('POST', '/api/orders', refused)).status).toBeGreaterThanOrEqual(400);
  const order = { instrument: 'ZN', side: 'buy', quantity: 1, type: 'market', timeInForce: 'ioc', account: 'SIM-1' };
  await desk.request('POST', '/api/orders', order);
  for (let tries = 0; (await told()).notifications.length < 2 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { unacknowledged, notifications } = await told();
  expect(unacknowledged).toBe(1);
  expect(notifications[0]).toMatchObject({
    type: 'order_failed',
    level: 'warning',
    text: expect.stringMatching(/^Refused: /),
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    heldBack: 0,
  });
  expect((await told('?type=order_fill')).notifications).toHaveLength(1);
  expect((await told('?level=warning')).notifications).toHaveLength(1);
  const id = notifications[0]?.id;
  expect(await post({ id, by: 'vera' })).toEqual([200, { acknowledged: [id], unacknowledged: 0 }]);
  expect(await post({ id })).toEqual([200, { acknowledged: [], unacknowledged: 0 }]);
  expect((await told('?level=warning')).notifications[0]?.acknowledged).toMatchObject({ by: 'vera' });
  const everything = await post({ all: true }, { 'sec-fetch-site': 'same-origin' });
  expect(everything).toMatchObject([200, { unacknowledged: 0 }]);
  const sql = 'select acknowledged_by, count(*) as n from notifications group by all order by all';
  const answer = await desk.request('POST', '/api/query', { sql });
  expect(((await answer.json()) as QueryResult).rows).toEqual([
    ['page', '1'],
    ['vera', '1'],
  ]);
});

it.each([
  [{}, 'The acknowledgment cannot be read: body: name one {"id"}'],
  [{ id: 0 }, 'The acknowledgment cannot be read'],
  [{ all: false }, 'The acknowledgment cannot be read'],
])('refuses %o', async (body, sentence) => {
  expect(await post(body)).toEqual([
    400,
    { error: expect.objectContaining({ message: expect.stringContaining(sentence) }) },
  ]);
});

it('refuses a level that there is not', async () => {
  const response = await desk.request('GET', '/api/alerts?level=loud');
  expect([response.status, await response.json()]).toEqual([
    400,
    { error: { message: 'The alerts cannot be read: level is info, success, warning, error.' } },
  ]);
});

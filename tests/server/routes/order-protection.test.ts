import { expect, test } from 'vitest';
import { SECOND } from '../../../core/model/time.ts';
import { orderRoutes } from '../../../server/routes/orders.ts';
import { openConsole, passTime } from '../desk/console.ts';
import { temporaryFolder } from '../journal/folder.ts';

async function routes() {
  const console = await openConsole(temporaryFolder());
  await passTime(console, 5 * SECOND);
  const app = orderRoutes(console.desk);
  app.onError((error, context) => context.json(error.message, 422));
  const ask = async (address: string, body?: object) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const reply = await app.request(address, body ? sent : {});
    return [reply.status, await reply.json()];
  };
  return { console, app, ask };
}

const order = { instrument: 'ZN', side: 'buy', quantity: 2, type: 'market', timeInForce: 'ioc', account: 'SIM-1' };

test('an order asks for protection, and its exits say whose they are', async () => {
  const { console, ask } = await routes();
  const [status, entry] = await ask('/api/orders', {
    ...order,
    clientOrderId: 'E1',
    protection: { stopLoss: { price: "109'000" }, takeProfit: { ticks: 16 } },
  });
  expect([status, entry]).toMatchObject([202, { clientOrderId: 'E1', group: 'E1', role: 'entry' }]);
  for (let turn = 0; turn < 3; turn++) {
    await console.desk.settled();
    await console.desk.protection.settled();
  }
  const exit = { instrument: 'ZNZ6', side: 'sell', quantity: 2, filledQuantity: 0, status: 'working', group: 'E1' };
  expect([await ask('/api/orders/E1.s1'), await ask('/api/orders/E1.t1')]).toEqual([
    [200, { ...exit, clientOrderId: 'E1.s1', type: 'stop', role: 'stop' }],
    [200, { ...exit, clientOrderId: 'E1.t1', type: 'limit', role: 'target' }],
  ]);
});

test.each<[string, object, number, string]>([
  ['nothing in it', {}, 422, 'protection is empty; give it stopLoss, takeProfit or both, or leave it out.'],
  [
    'another shape',
    { stopLoss: 8 },
    422,
    'say how far or where: {"ticks": 8} from what is filled, or {"price": "110\'16"}',
  ],
])('protection with %s is refused', async (_name, protection, expected, sentence) => {
  const { ask } = await routes();
  expect(await ask('/api/orders', { ...order, protection })).toEqual([expected, expect.stringContaining(sentence)]);
});

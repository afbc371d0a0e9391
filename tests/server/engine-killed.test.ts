import { afterAll, beforeAll, expect, it } from 'vitest';
import { engines, seesProcesses, until } from './analytics/engines.ts';
import { openTestConsole, type TestConsole } from './open-console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await openTestConsole();
});
afterAll(() => console.close());

const sql = 'select count(*) from range(10000000) a, range(1000000) b where hash(a.range + b.range) % 7 = 1';

it.runIf(seesProcesses)(
  'orders are taken while the SQL engine is killed under a query, and SQL has them once it is back',
  async () => {
    await console.json('/sources');
    const [engine] = engines(process.pid);
    const asked = console.request('POST', '/api/query', { sql });
    const order = (n: number) =>
      console.request('POST', '/api/orders', {
        instrument: 'ESZ6',
        side: 'buy',
        quantity: 1,
        type: 'limit',
        price: '1000',
        account: 'desk',
        clientOrderId: `during-${n}`,
      });
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      if (n === 20) process.kill(engine!, 'SIGKILL');
      statuses.push((await order(n)).status);
    }
    expect(statuses).toEqual(Array(40).fill(202));
    expect(await (await asked).json()).toMatchObject({
      error: {
        message: 'The SQL engine stopped while this ran: its process was killed.',
        hint: 'It starts again by itself: run the cell again.',
      },
    });
    await until(() => engines(process.pid).length === 1);
    const counted = await console.request('POST', '/api/query', {
      sql: "select count(*)::int as n from orders where account = 'desk'",
    });
    expect(await counted.json()).toMatchObject({ rows: [[40]] });
  },
);

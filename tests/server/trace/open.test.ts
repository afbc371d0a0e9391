import { afterEach, expect, test } from 'vitest';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let console: TestConsole | undefined;
afterEach(() => console?.close());

test('a query finds the call that ended just before it, with what went in and who called it', async () => {
  console = await openTestConsole();
  const order = { clientOrderId: 'T-1', instrument: 'ZN', side: 'buy', quantity: 1, type: 'market', account: 'A1' };
  const answer = await console.request('POST', '/api/orders', { ...order, timeInForce: 'ioc' });
  expect(answer.status).toBeLessThan(300);
  const sql = `SELECT child.process, parent.process FROM process_trace AS child
    LEFT JOIN process_trace AS parent ON parent.span_id = child.parent_span_id AND parent.trace_id = child.trace_id
    WHERE child.trace_id = (SELECT trace_id FROM process_trace WHERE process = 'http POST /api/orders')
    AND child.process NOT LIKE '%appendAudit' ORDER BY child.start_ts_us, child.call_depth LIMIT 4`;
  const { rows } = await console.analytics.run({ sql, params: new Map() });
  expect(rows).toEqual([
    ['http POST /api/orders', null],
    ['server/desk/desk.TradingDesk.submitSliced', 'http POST /api/orders'],
    ['server/journal/journal.SqliteJournal.appendOrderEvents', 'server/desk/desk.TradingDesk.submitSliced'],
    ['core/venue/paper.place', 'server/desk/desk.TradingDesk.submitSliced'],
  ]);
  const values = `SELECT data, data_value FROM data_trace WHERE process LIKE '%TradingDesk.submitSliced' AND data_type = 'INPUT'`;
  const given = (await console.analytics.run({ sql: values, params: new Map() })).rows;
  expect(given).toHaveLength(1);
  expect(String(given[0]?.[1])).toContain('account: ***');
});

test('what failed is an error of its own group, under the request that asked for it', async () => {
  console = await openTestConsole();
  await console.request('POST', '/api/query', { sql: 'SELECT * FROM nothing_like_this' });
  const sql = "SELECT process, errors FROM error_groups WHERE exception LIKE '%nothing_like_this%'";
  const { rows } = await console.analytics.run({ sql, params: new Map() });
  expect(rows).toEqual([['server/analytics/client.Analytics.run', '1']]);
});

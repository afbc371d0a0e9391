import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRow, Page } from '../../../core/trace/query.ts';
import { openTestConsole, type TestConsole } from '../open-console.ts';

let desk: TestConsole;
let newest: CallRow;

/** An order leaves a trace about it. */
beforeAll(async () => {
  desk = await openTestConsole();
  await desk.request('POST', '/api/orders', {
    instrument: 'ZNZ6',
    account: 'demo',
    side: 'buy',
    quantity: 1,
    type: 'limit',
    price: '100',
  });
  for (let attempt = 0; attempt < 100 && newest === undefined; attempt++) {
    await wait(50);
    const page = (await desk.json('/api/traces?rows=calls&limit=200')) as Page<CallRow>;
    newest = page.rows.find(({ subject }) => subject?.startsWith('order ')) ?? newest;
  }
});
afterAll(() => desk.close());

const page = { accept: 'text/html' };

describe('the page of a trace', () => {
  it('shows it with the element and its value', async () => {
    const response = await desk.request('GET', `/traces/${newest.trace_id}`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('<cell-trace-tree id="live-trace"');
    expect(text).toContain('<a href="/">← Notebooks</a>');
    expect(text).toContain(`"trace":"${newest.trace_id}"`);
  });

  it('gives its calls in columns', async () => {
    const columns = (await desk.json(`/api/traces/${newest.trace_id}/columns?near=${newest.start_ts_us}`)) as {
      depth: readonly number[];
    };
    expect(columns.depth[0]).toBe(0);
  });

  it('is found by what it is about', async () => {
    const response = await desk.request('GET', `/traces/of?subject=${encodeURIComponent(newest.subject ?? '')}`);
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^\/traces\/[0-9a-f]{32}$/),
    ]);
  });

  it.each([
    [`/traces/${'a'.repeat(32)}`, 404, /is not kept any more.*select \* from process_trace where trace_id/s],
    ['/traces/of?subject=order+nobody', 404, /No trace about order nobody is kept/],
    ['/traces/of', 400, /Of what\?/],
  ])('says in words why there is none: %s', async (route, status, words) => {
    const response = await desk.request('GET', route, undefined, page);
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(words)]);
  });
});

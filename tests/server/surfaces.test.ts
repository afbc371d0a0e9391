import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole } from './open-console.ts';

interface NotebookJson {
  readonly id: string;
  readonly title: string;
  readonly cells: readonly {
    id: string;
    kind: string;
    state: string;
    error: { message: string } | null;
    value: unknown;
  }[];
}

let desk: TestConsole;

beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const order = {
  instrument: 'ZNZ6',
  side: 'buy',
  quantity: 3,
  type: 'limit',
  price: "105'000",
  timeInForce: 'day',
  account: 'desk',
};

describe('GET /api/health', () => {
  it('is ok once the desk trades', async () => {
    const health = await desk.json<Record<string, unknown>>('/api/health');
    expect(health).toMatchObject({ status: 'ok', environment: 'paper' });
  });
});

describe('GET /notebooks/<id>.json', () => {
  it('is settled: every cell has a value or an error', async () => {
    const morning = await desk.json<NotebookJson>('/notebooks/morning.json');
    expect(morning).toMatchObject({ id: 'morning', title: 'Morning' });
    expect(morning.cells.filter((cell) => cell.error !== null || cell.value === null)).toEqual([]);
    expect(new Set(morning.cells.map((cell) => cell.kind))).toEqual(
      new Set(['note', 'input', 'ladder', 'pnl', 'fills', 'positions', 'sql', 'vega']),
    );
  });

  it('shows every kind at work in the tour', async () => {
    const tour = await desk.json<NotebookJson>('/notebooks/tour.json');
    expect(tour.cells.filter((cell) => cell.error !== null).map(({ id, error }) => ({ id, error }))).toEqual([]);
  });

  it.each(['/notebooks/nothing.json', '/notebooks/..%2f..%2fpackage.json'])(
    'says that %s is not there',
    async (route) => {
      const response = await desk.request('GET', route);
      expect(response.status).toBe(404);
      expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(/^There is no/);
    },
  );
});

describe('GET /', () => {
  it('lists the notebooks with Morning first', async () => {
    const page = await (await desk.request('GET', '/')).text();
    const main = page.slice(page.indexOf('<main'));
    const links = [...main.matchAll(/href="\/notebooks\/([a-z0-9_-]+)"/g)].map((match) => match[1]);
    expect(links[0]).toBe('morning');
    expect(links).toContain('tour');
  });
});

describe('orders', () => {
  it('are accepted, found and canceled, and a repeat is the same order', async () => {
    const sent = { ...order, clientOrderId: 'test-1' };
    const first = await desk.request('POST', '/api/orders', sent);
    expect(first.status).toBe(202);
    expect(await first.json()).toMatchObject({
      clientOrderId: 'test-1',
      instrument: 'ZNZ6',
      quantity: 3,
      filledQuantity: 0,
    });
    expect((await desk.request('POST', '/api/orders', sent)).status).toBe(202);
    const { rows } = await desk.analytics.run({
      sql: "select count(*) from orders where client_order_id = 'test-1'",
      params: new Map(),
    });
    expect(rows).toEqual([['1']]);
    expect((await desk.request('DELETE', '/api/orders/test-1')).status).toBe(202);
    await expect.poll(async () => (await desk.json<{ status: string }>('/api/orders/test-1')).status).toBe('canceled');
    const again = await desk.request('DELETE', '/api/orders/test-1');
    expect(again.status).toBe(422);
  });

  it('read their words in any case of letters', async () => {
    const loud = { ...order, side: 'BUY', type: 'LIMIT', timeInForce: 'DAY', price: 105.5 };
    const response = await desk.request('POST', '/api/orders', loud);
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ side: 'buy', type: 'limit' });
  });

  it('resolve a root to its front month', async () => {
    const response = await desk.request('POST', '/api/orders', { ...order, instrument: 'ZN' });
    expect(((await response.json()) as { instrument: string }).instrument).toMatch(/^ZN[HMUZ]\d$/);
  });

  const refused: [string, Record<string, unknown>, number, RegExp][] = [
    ['an unknown instrument', { ...order, instrument: 'ZXZ6' }, 422, /ZXZ6/],
    [
      'a price off the tick',
      { ...order, price: '105.001' },
      422,
      /^The price is off the grid of ZNZ6\. The nearest prices are 105'000 and 105'005\.$/,
    ],
    ['a price nobody can read', { ...order, price: "105'40" }, 422, /105'40/],
    ['a limit without a price', { ...order, price: null }, 422, /price/],
    ['no quantity', { ...order, quantity: 0 }, 400, /quantity/],
    ['half a contract', { ...order, quantity: 1.5 }, 400, /quantity/],
    ['a misspelt key', { ...order, tif: 'day' }, 400, /tif/],
  ];
  it.each(refused)('refuse %s', async (_, body, status, message) => {
    const response = await desk.request('POST', '/api/orders', body);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toMatch(message);
    expect(response.status).toBe(status);
    const { rows } = await desk.analytics.run({
      sql: 'select reason from refusals order by ts desc limit 1',
      params: new Map(),
    });
    expect(rows).toEqual([[error.message]]);
  });

  it('refuse what is no JSON', async () => {
    const response = await desk.request('POST', '/api/orders', '{"instrument"');
    expect(response.status).toBe(400);
  });

  it('refuse another site', async () => {
    const response = await desk.request('POST', '/api/orders', order, { origin: 'http://evil.example' });
    expect(response.status).toBe(403);
  });
});

describe('PUT /notebooks/<id>/cells/<cell>', () => {
  it('saves a body as typed into a copy of the shipped notebook', async () => {
    const body = 'select 42 as answer';
    expect((await desk.request('PUT', '/notebooks/tour/cells/totals', body)).status).toBe(200);
    const edited = await desk.json<NotebookJson>('/notebooks/tour.json');
    expect(edited.cells.find((cell) => cell.id === 'totals')?.value).toMatchObject({ rows: [[42]] });
    const file = await readFile(path.join(desk.folder, 'notebooks', 'tour.md'), 'utf8');
    expect(file).toContain(`${body}\n\`\`\``);
  });

  it('refuses a body that is too large', async () => {
    const response = await desk.request('PUT', '/notebooks/tour/cells/x', 'x'.repeat(1_100_000), {
      'content-length': '1100000',
    });
    expect(response.status).toBe(413);
  });
});

describe('POST /api/query', () => {
  it('answers in the engine and the sandbox of a cell', async () => {
    const response = await desk.request('POST', '/api/query', { sql: 'select $n + 1 as n', params: { n: 41 } });
    expect(await response.json()).toMatchObject({
      columns: [{ name: 'n', type: 'BIGINT' }],
      rows: [['42']],
      rowCount: 1,
    });
  });

  it.each([
    ["select * from read_csv('x.csv')", 'refused'],
    ['select 1; select 2', 'refused'],
    ['selec 1', 'syntax'],
  ])('refuses %s', async (sql, code) => {
    const response = await desk.request('POST', '/api/query', { sql });
    expect(response.status).toBe(422);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe(code);
  });
});

describe('GET /notebooks/<id>/export.html', () => {
  it('is one file that needs nobody', async () => {
    const response = await desk.request('GET', '/notebooks/morning/export.html');
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).not.toMatch(/<script|<link|src="(?!data:)|url\((?!data:)/);
    expect(text).toContain('sha256');
    expect(text).toContain('a synthetic market');
  });
});

describe('the audit', () => {
  it('keeps each write and each export with its answer, and no body', async () => {
    await desk.request('POST', '/api/orders', { ...order, clientOrderId: 'audited', price: 'secret' });
    await desk.request('DELETE', '/api/orders/nothing', undefined, { 'sec-fetch-site': 'same-origin' });
    await desk.request('GET', '/notebooks/tour/export.html?wait=0');
    const { rows } = await desk.analytics.run({
      sql: "select actor, action, detail->>'status' from audit order by ts desc limit 3",
      params: new Map(),
    });
    expect(rows).toEqual([
      ['program', 'export', '200'],
      ['page', 'DELETE /api/orders/nothing', '404'],
      ['program', 'POST /api/orders', '422'],
    ]);
  });
});

describe('an address of nothing', () => {
  const person = { Accept: 'text/html' };
  it.each([
    ['/nothing', 'There is nothing at /nothing.'],
    ['/notebooks/Evening', 'There is nothing at /notebooks/Evening.'],
    ['/notebooks/evening', 'There is no notebook evening.'],
    ['/notebooks/evening/export.html', 'There is no notebook &quot;evening&quot;.'],
  ])('%s is a page to a person and JSON to a program', async (route, message) => {
    const asked = await desk.request('GET', route, undefined, person);
    const plain = await desk.request('GET', route);
    expect([asked.status, plain.status]).toEqual([404, 404]);
    expect(/error-message">([^<]*)</.exec(await asked.text())?.[1]).toBe(message);
    expect(await plain.json()).toMatchObject({ error: { message: message.replaceAll('&quot;', '"') } });
  });
});

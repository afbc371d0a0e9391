import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole } from './open-console.ts';

let desk: TestConsole;

beforeAll(async () => {
  desk = await openTestConsole();
});
afterAll(() => desk.close());

const routesOf = (methods: readonly string[]): string[] =>
  [
    ...new Set(
      desk.app.routes.filter(({ method }) => methods.includes(method)).map((route) => `${route.method} ${route.path}`),
    ),
  ].sort();

/** An address that the route matches. */
const addressOf = (path: string): string =>
  path.replace(/:file\{[^}]*\\\.json\}/, 'tour.json').replace(/:\w+(\{[^}]*\})?/g, 'x');

const writes = [
  'DELETE /api/orders/:id',
  'DELETE /notebooks/:notebook',
  'DELETE /notebooks/:notebook/cells/:cell',
  'POST /api/export',
  'POST /api/import/:kind',
  'POST /api/orders',
  'POST /api/query',
  'POST /api/run',
  'POST /notebooks',
  'POST /notebooks/:notebook/cells',
  'POST /notebooks/:notebook/cells/:cell/interrupt',
  'POST /notebooks/:notebook/cells/:cell/move',
  'POST /notebooks/:notebook/cells/:cell/run',
  'POST /notebooks/:notebook/inputs/:name',
  'POST /notebooks/:notebook/run',
  'PUT /notebooks/:notebook/cells/:cell',
  'PUT /notebooks/:notebook/cells/:cell/options',
  'PUT /notebooks/:notebook/title',
];

describe('a page of another site', () => {
  const strangers: [name: string, headers: Record<string, string>][] = [
    ['by its origin', { origin: 'http://evil.example' }],
    ['by the origin of another port', { origin: 'http://127.0.0.1:9999' }],
    ['by an opaque origin', { origin: 'null' }],
    ['by Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['by Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['by a form that navigates', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['by a name that was rebound', { host: 'evil.example:4870', origin: 'http://evil.example:4870' }],
  ];

  it('finds the write routes that are known here, each of them', () => {
    expect(routesOf(['POST', 'PUT', 'PATCH', 'DELETE'])).toEqual(expect.arrayContaining(writes));
  });

  it.each(strangers)('is refused %s on every write route', async (_, headers) => {
    const answers: [string, number][] = [];
    for (const route of routesOf(['POST', 'PUT', 'PATCH', 'DELETE'])) {
      const [method = '', path = ''] = route.split(' ');
      const response = await desk.request(method, addressOf(path), method === 'DELETE' ? undefined : {}, headers);
      answers.push([route, response.status]);
    }
    expect(answers.filter(([, status]) => status !== 403)).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(writes.length);
  });

  it('cannot send a form to any write route', async () => {
    const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html'];
    const accepted: string[] = [];
    for (const route of routesOf(['POST', 'PUT', 'PATCH', 'DELETE'])) {
      const [method = '', path = ''] = route.split(' ');
      for (const type of types) {
        const response = await desk.request(method, addressOf(path), 'a=b', { 'content-type': type });
        if (response.status !== 415) accepted.push(`${route} ${type} ${response.status}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it('reads nothing either, by a rebound name or a script', async () => {
    const answered: string[] = [];
    for (const route of routesOf(['GET'])) {
      const address = addressOf(route.slice('GET '.length));
      for (const headers of [{ host: 'evil.example' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }]) {
        const response = await desk.request('GET', address, undefined, headers);
        if (response.status !== 403) answered.push(`${route} ${response.status}`);
      }
    }
    expect(answered).toEqual([]);
  });

  it('learns of no method or header that would be allowed to it', async () => {
    for (const address of ['/api/orders', '/notebooks/morning.json', '/notebooks/morning/stream']) {
      const response = await desk.request('OPTIONS', address, undefined, {
        origin: 'http://evil.example',
        'access-control-request-method': 'POST',
      });
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.status).toBe(404);
    }
  });
});

describe('HEAD', () => {
  it.each(['/', '/api/health', '/notebooks/tour', '/notebooks/tour.json?wait=0', '/notebooks/tour/stream'])(
    'of %s answers without a body and holds nothing open',
    async (address) => {
      const response = await desk.request('HEAD', address);
      expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '' });
    },
  );
});

describe('ids that lead elsewhere', () => {
  const ids = ['..%2fx', '%00', 'Morning', 'a%20b', '%E2%88%85', 'x'.repeat(300), '%252e'];
  const surfaces: [method: string, address: (id: string) => string, body?: string][] = [
    ['GET', (id) => `/notebooks/${id}`],
    ['GET', (id) => `/notebooks/${id}.json`],
    ['GET', (id) => `/notebooks/${id}/export.html`],
    ['GET', (id) => `/notebooks/${id}/stream`],
    ['GET', (id) => `/pin/${id}/${id}`],
    ['PUT', (id) => `/notebooks/${id}/cells/x`, 'text'],
    ['PUT', (id) => `/notebooks/tour/cells/${id}`, 'text'],
    ['POST', (id) => `/notebooks/tour/inputs/${id}`, 'text'],
    ['DELETE', (id) => `/notebooks/${id}`],
    ['DELETE', (id) => `/api/orders/${id}`],
    ['POST', (id) => `/api/import/${id}?as=x&file=x.csv`, 'a,b'],
    ['POST', (id) => `/api/import/bars?as=${id}&file=x.csv`, 'ts,open,high,low,close\n1381104000000,1,1,1,1\n'],
    ['POST', (id) => `/api/import/bars?as=x&file=${id}%2f..`, 'a,b'],
  ];
  const cases = surfaces.flatMap(([method, address, body]) => ids.map((id) => [method, address(id), body] as const));

  it('are refused with a sentence on every surface', async () => {
    const wrong: string[] = [];
    for (const [method, address, body] of cases) {
      const response = await desk.request(method, address, body);
      const text = await response.text();
      const sentence = /"error":\{.*"message":"[^"]/.test(text);
      if (response.status < 400 || response.status >= 500 || !sentence) {
        wrong.push(`${method} ${address.slice(0, 60)} ${response.status} ${text.slice(0, 80)}`);
      }
    }
    expect(wrong).toEqual([]);
    const { rows } = await desk.analytics.run({ sql: 'select 1', params: new Map() });
    expect(rows).toEqual([[1]]);
  });
});

describe('bodies', () => {
  const large = 'x'.repeat(1_000_001);
  const json = { 'content-type': 'application/json' };
  const refused: [name: string, method: string, address: string, body: unknown, status: number, message: RegExp][] = [
    ['no body', 'POST', '/api/orders', undefined, 400, /^The body is not JSON: /],
    ['a list', 'POST', '/api/orders', [], 400, /^The order cannot be read: body: /],
    ['null', 'POST', '/api/query', 'null', 400, /^The query cannot be read: body: /],
    ['a number of rows that is a text', 'POST', '/api/query', { sql: 'select 1', limit: '5' }, 400, /limit/],
    ['more rows than are given', 'POST', '/api/query', { sql: 'select 1', limit: 1_000_001 }, 400, /limit/],
    ['a parameter that is a list', 'POST', '/api/query', { sql: 'select $a', params: { a: [1] } }, 400, /params\.a/],
    ['an unknown key', 'POST', '/api/query', { sql: 'select 1', timeout: 1 }, 400, /timeout/],
    ['a number as a notebook', 'POST', '/api/run', { notebook: 1 }, 400, /^What to run cannot be read: notebook: /],
    ['a number as an input', 'POST', '/api/export', { notebook: 'tour', params: { a: 1 } }, 400, /params\.a/],
    ['an unknown notebook', 'POST', '/api/run', { notebook: 'nothing' }, 404, /^There is no notebook "nothing"\.$/],
    ['an unknown input', 'POST', '/api/run', { notebook: 'tour', params: { no: '1' } }, 422, /no input called no/],
    ['a path as a notebook', 'POST', '/api/export', { notebook: '../tour' }, 404, /^There is no notebook/],
    ['half of JSON', 'POST', '/notebooks', '{"title"', 400, /^The body is not JSON: /],
    ['a title that is a list', 'POST', '/notebooks', { title: ['x'] }, 422, /name of 1 to 80 characters/],
    ['too much', 'POST', '/api/orders', large, 413, /^The body is larger than 1 MB\.$/],
    ['too much SQL', 'POST', '/api/query', large, 413, /^The body is larger than 1 MB\.$/],
    ['a cell too large', 'PUT', '/notebooks/tour/cells/totals', large, 413, /^The body is larger than 1 MB\.$/],
    ['an import without a name', 'POST', '/api/import/bars?file=x.csv', 'a', 400, /^An import names itself/],
    ['an import without a file', 'POST', '/api/import/bars?as=x&file=x.csv', undefined, 400, /^An import names itself/],
    ['an inherited name', 'POST', '/api/import/constructor?as=x&file=x.csv', 'a', 404, /^Nothing is imported as/],
  ];
  it.each(refused)('with %s: %s %s', async (_, method, address, body, status, message) => {
    const response = await desk.request(method, address, body, typeof body === 'string' ? json : {});
    const { error } = (await response.json()) as { error: { message: string } };
    expect(error.message).toMatch(message);
    expect(response.status).toBe(status);
  });

  const orders: [name: string, change: Record<string, unknown>][] = [
    ['a quantity beyond exact numbers', { quantity: 9_007_199_254_740_991 }],
    ['a quantity that is a text', { quantity: '3' }],
    ['a negative quantity', { quantity: -1 }],
    ['a price out of range', { price: '99999999999' }],
    ['a price that is no number', { price: 'NaN' }],
    ['an account with a slash', { account: '../x' }],
    ['an id with a zero byte', { clientOrderId: 'a\0' }],
    ['an unknown side', { side: 'short' }],
  ];
  it.each(orders)('of an order with %s are refused', async (_, change) => {
    const order = { instrument: 'ESZ6', side: 'buy', quantity: 1, type: 'limit', price: '1000', account: 'desk' };
    const response = await desk.request('POST', '/api/orders', { ...order, ...change });
    expect([400, 422]).toContain(response.status);
    const { rows } = await desk.analytics.run({ sql: 'select count(*) from orders', params: new Map() });
    expect(rows).toEqual([['0']]);
  });
});

describe('a notebook with cells that fail', () => {
  const sources = ['selec 1', "select * from read_csv('x.csv')", 'select * from nothing_here'];

  it('answers as JSON, as it is with ?wait=0, and as an export', async () => {
    const { id } = (await (await desk.request('POST', '/notebooks', { title: 'Failing' })).json()) as { id: string };
    for (const [index, body] of sources.entries()) {
      const cell = { kind: 'sql', id: `bad_${index}`, body };
      expect((await desk.request('POST', `/notebooks/${id}/cells`, cell)).status).toBe(200);
    }
    const now = await desk.request('GET', `/notebooks/${id}.json?wait=0`);
    expect(now.status).toBe(200);
    const settled = await desk.json<{
      cells: { id: string; state: string; error: { code: string } | null; value: unknown }[];
    }>(`/notebooks/${id}.json`);
    const failed = settled.cells.filter((cell) => cell.id.startsWith('bad_'));
    expect(failed.map(({ id: cell, state, error, value }) => [cell, state, error?.code, value]).sort()).toEqual([
      ['bad_0', 'failed', 'syntax', null],
      ['bad_1', 'failed', expect.any(String), null],
      ['bad_2', 'failed', expect.any(String), null],
    ]);
    const exported = await desk.request('GET', `/notebooks/${id}/export.html?download`);
    expect(exported.status).toBe(200);
    expect(exported.headers.get('content-disposition')).toMatch(
      /^attachment; filename="failing-\d{4}-\d\d-\d\d\.html"$/,
    );
    const text = await exported.text();
    expect(text.match(/class="cell-failed"/g)).toHaveLength(3);
    expect(text).not.toMatch(/<script/);
  });
});

import { describe, expect, it } from 'vitest';
import { pageRoutes } from '../../../server/routes/pages.ts';
import { fixture } from '../../views/fixture.ts';

function setUp() {
  const { deps, session } = fixture();
  const routes = pageRoutes(deps);
  const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    routes.request(path, {
      method,
      headers: { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const order = () => session.snapshot().cells.map((cell) => cell.id);
  return { ask, session, order };
}

const htmx = { 'HX-Request': 'true' };

describe('cells', () => {
  it('are added after another, and told to a program by name', async () => {
    const { ask, order } = setUp();
    const reply = await ask('POST', '/notebooks/morning/cells', { kind: 'table', after: 'zn' });
    expect([reply.status, await reply.json()]).toEqual([200, { cell: 'table_new', revision: 2 }]);
    expect(order().slice(3, 5)).toEqual(['zn', 'table_new']);
  });

  it('come back to htmx as the cells and the outline', async () => {
    const { ask } = setUp();
    const text = await (await ask('POST', '/notebooks/morning/cells/pnl/move', { by: '-1' }, htmx)).text();
    const ids = [...text.matchAll(/<li class="cell"[^>]* id="cell-([a-z_]+)"/g)].map((match) => match[1]);
    expect(ids.slice(3, 5)).toEqual(['pnl', 'zn']);
    expect(text).toContain('<hx-partial hx-target="#outline"');
    expect(text).toContain('data-revision="2"');
  });

  it('take their body as plain text and give it back', async () => {
    const { ask } = setUp();
    const body = "select 'a<b' as x";
    await ask('PUT', '/notebooks/morning/cells/pnl', body);
    const source = await (await ask('GET', '/notebooks/morning/cells/pnl/source')).json();
    expect(source).toEqual({
      cell: 'pnl',
      kind: 'table',
      language: 'sql',
      body,
      options: { rows: '13' },
      error: null,
    });
  });

  it('take options, and drop one that is null', async () => {
    const { ask, session } = setUp();
    await ask('PUT', '/notebooks/morning/cells/tape/options', { span: 6, rows: null });
    expect(session.snapshot().cells.find((cell) => cell.id === 'tape')?.options).toEqual({ span: '6' });
  });

  it('are deleted', async () => {
    const { ask, order } = setUp();
    await ask('DELETE', '/notebooks/morning/cells/zn');
    expect(order()).not.toContain('zn');
  });

  it('run, stop, and run all that are stale', async () => {
    const { ask, session } = setUp();
    const replies = [
      await ask('POST', '/notebooks/morning/cells/pnl/run'),
      await ask('POST', '/notebooks/morning/cells/pnl/interrupt'),
      await ask('POST', '/notebooks/morning/run'),
    ];
    expect(replies.map((reply) => reply.status)).toEqual([202, 202, 202]);
    expect(session.log).toEqual(['run pnl', 'interrupt pnl', 'run stale']);
  });

  it('of inputs take text', async () => {
    const { ask } = setUp();
    const reply = await ask('POST', '/notebooks/morning/inputs/instrument', 'ESZ6');
    expect(await reply.json()).toEqual({ name: 'instrument', values: { instrument: { type: 'text', value: 'ESZ6' } } });
  });
});

describe('what cannot be done', () => {
  it.each<[string, string, string, unknown, number, string]>([
    ['no notebook', 'POST', '/notebooks/evening/run', undefined, 404, 'There is no notebook evening.'],
    ['no cell', 'POST', '/notebooks/morning/cells/zz/run', undefined, 404, 'There is no cell zz in morning.'],
    ['a bad id', 'POST', '/notebooks/Mor%20ning/run', undefined, 400, '"Mor ning" cannot be the id of a notebook.'],
    ['a kind', 'POST', '/notebooks/morning/cells', { kind: 'pie' }, 422, 'There is no cell kind "pie".'],
    ['a step', 'POST', '/notebooks/morning/cells/zn/move', { by: 3 }, 422, 'A cell moves by 1 or by -1.'],
    ['a value', 'POST', '/notebooks/morning/inputs/day', '', 422, 'day needs a value.'],
    ['an option', 'PUT', '/notebooks/morning/cells/zn/options', { span: 'a b' }, 422, '"span=a b" cannot stand'],
    ['a body', 'POST', '/notebooks', [1], 400, 'The body is not a JSON object.'],
  ])('%s is refused with a sentence', async (_about, method, path, body, status, message) => {
    const { ask } = setUp();
    const reply = await ask(method, path, body);
    const { error } = (await reply.json()) as { error: { message: string } };
    expect([reply.status, error.message.startsWith(message)]).toEqual([status, true]);
  });

  it('reaches htmx as a panel', async () => {
    const { ask } = setUp();
    const reply = await ask('POST', '/notebooks/morning/cells/zz/run', undefined, htmx);
    expect(reply.status).toBe(404);
    expect(await reply.text()).toContain('<p class="error-message">There is no cell zz in morning.</p>');
  });
});

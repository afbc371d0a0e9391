import { describe, expect, it } from 'vitest';
import { pageRoutes } from '../../../server/routes/pages.ts';
import { fixture, fixtureCells } from '../../views/fixture.ts';

const page = async (path: string, headers: Record<string, string> = {}, cells = fixtureCells) => {
  const reply = await pageRoutes(fixture(cells).deps).request(path, { headers });
  return { status: reply.status, text: await reply.text() };
};

describe('home', () => {
  it('lists the notebooks in the order of the store', async () => {
    const { text } = await page('/');
    const main = text.slice(text.indexOf('id="notebooks"'));
    expect([...main.matchAll(/class="notebook-title" href="(\/notebooks\/[^"]+)"/g)].map((match) => match[1])).toEqual([
      '/notebooks/morning',
      '/notebooks/tour',
      '/notebooks/carry',
    ]);
  });

  it('offers to delete what is own, to revert what is a copy, and neither for what is shipped', async () => {
    const { text } = await page('/');
    expect([...text.matchAll(/data-act="delete"[^>]* aria-label="([^"]+)"/g)].map((match) => match[1])).toEqual([
      'Revert Tour',
      'Delete Carry',
    ]);
  });

  it('filters without a script', async () => {
    const { text } = await page('/?filter=carr');
    expect([...text.matchAll(/class="notebook-title"[^>]*>([^<]+)</g)].map((match) => match[1])).toEqual(['Carry']);
  });

  it('says what each notebook is, where it is from and whether it is open', async () => {
    const { text } = await page('/');
    const row = text.slice(text.indexOf('id="notebook-morning"'), text.indexOf('id="notebook-tour"'));
    const words = row.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toContain('Morning What Morning is. 3 cells shipped open');
  });

  it('deletes, lists what was deleted and brings it back', async () => {
    const { deps } = fixture();
    const routes = pageRoutes(deps);
    const removed = await (await routes.request('/notebooks/carry', { method: 'DELETE' })).json();
    expect(removed).toEqual({ id: 'carry', title: 'Carry', revision: 1, reverted: false });
    const list = async () => (await (await routes.request('/notebooks')).json()) as { deleted: { id: string }[] };
    expect((await list()).deleted).toMatchObject([{ id: 'carry', revision: 1 }]);
    const headers = { 'content-type': 'application/json' };
    const back = await routes.request('/notebooks/carry/restore', { method: 'POST', headers, body: '{"revision":1}' });
    expect([back.status, await back.json()]).toEqual([200, { id: 'carry', revision: 1, title: 'carry' }]);
    expect((await list()).deleted).toEqual([]);
  });

  it('refuses to restore a revision that the notebook never had', async () => {
    const headers = { 'content-type': 'application/json' };
    const reply = await pageRoutes(fixture().deps).request('/notebooks/carry/restore', {
      ...{ method: 'POST', headers },
      body: '{"revision":7}',
    });
    expect([reply.status, await reply.json()]).toEqual([
      404,
      { error: { message: 'carry has no revision 7.', hint: 'deskbook revisions carry lists them.' } },
    ]);
  });

  it('duplicates', async () => {
    const reply = await pageRoutes(fixture().deps).request('/notebooks/tour/duplicate', { method: 'POST' });
    expect([reply.status, await reply.json()]).toEqual([
      201,
      { id: 'tour-copy', title: 'Tour copy', href: '/notebooks/tour-copy' },
    ]);
  });

  it('creates a notebook and sends htmx there', async () => {
    const routes = pageRoutes(fixture().deps);
    const headers = { 'content-type': 'application/json', 'HX-Request': 'true' };
    const reply = await routes.request('/notebooks', { method: 'POST', headers, body: '{"title":"Roll week"}' });
    expect([reply.status, reply.headers.get('HX-Redirect')]).toEqual([204, '/notebooks/roll-week']);
  });

  it('keeps a shipped notebook', async () => {
    const reply = await pageRoutes(fixture().deps).request('/notebooks/morning', { method: 'DELETE' });
    expect([reply.status, await reply.json()]).toEqual([
      422,
      { error: { message: 'morning is shipped with the console and stays.' } },
    ]);
  });
});

describe('a notebook', () => {
  it('shows every cell with its state and its present value', async () => {
    const { text } = await page('/notebooks/morning');
    const states = [...text.matchAll(/id="cell-([a-z_]+)"[\s\S]*?data-state="([a-z]+)"/g)].map((match) => [
      match[1],
      match[2],
    ]);
    expect(states).toEqual([
      ['intro', 'current'],
      ['instrument', 'current'],
      ['day', 'current'],
      ['zn', 'live'],
      ['pnl', 'current'],
      ['tape', 'stale'],
      ['by_strategy', 'failed'],
      ['one', 'running'],
      ['two', 'queued'],
      ['loop', 'failed'],
      ['heat', 'failed'],
    ]);
    expect(text).toContain('<div class="fixture-view">+1,583.27</div>');
  });

  it('puts a caret under the place of an error', async () => {
    const { text } = await page('/notebooks/morning');
    const excerpt = /<pre class="error-source">([\s\S]*?)<\/pre>/.exec(text)?.[1]?.replace(/<[^>]+>/g, '');
    expect(excerpt).toBe('select strategy,\n  sum(quantitty) as quantity\n      ^ line 2, column 7');
  });

  it('mounts nothing for a kind that is not there and shows its source', async () => {
    const { text } = await page('/notebooks/morning');
    expect(text).not.toContain('<cell-heatmap');
    expect(text).toContain('<pre class="error-source">x: price</pre>');
  });

  it('escapes what comes from a file', async () => {
    const evil = '<script>alert(1)</script>';
    const [note] = fixtureCells;
    if (!note) throw new Error('the fixture has no cells');
    const { text } = await page('/notebooks/morning', {}, [
      { ...note, caption: evil, value: evil, body: `# ${evil}`, options: { span: evil } },
    ]);
    expect(text).not.toContain('<script>alert');
  });

  it('says what to do when it is empty', async () => {
    const { text } = await page('/notebooks/morning', {}, []);
    expect(text).toContain('This notebook has no cells yet.');
  });

  it('comes in the remembered theme, and in no other', async () => {
    const theme = async (cookie: string) => /data-theme="(\w+)"/.exec((await page('/', { cookie })).text)?.[1];
    expect([await theme('deskbook-theme=light'), await theme('deskbook-theme=%22%3E')]).toEqual(['light', 'dark']);
  });

  it('has no script in its text, and no style but the place of each cell', async () => {
    const { text } = await page('/notebooks/morning');
    expect(text.match(/<script(?![^>]*(?:src=|application\/json))|<style|\son[a-z]+=/g)).toBeNull();
    expect(text.match(/\sstyle="(?!(?:--(?:span|rows):\s?\d+;?\s?)*")[^"]*"/g)).toBeNull();
  });
});

describe('a page that is not there', () => {
  it('says so to a person as a page and to a program as JSON', async () => {
    const forPerson = await page('/notebooks/evening', { accept: 'text/html' });
    const forProgram = await page('/notebooks/evening', { accept: '*/*' });
    expect([forPerson.status, forProgram.status]).toEqual([404, 404]);
    expect(forPerson.text).toContain('<p class="error-message">There is no notebook evening.</p>');
    expect(JSON.parse(forProgram.text)).toEqual({
      error: { message: 'There is no notebook evening.', hint: 'The list of notebooks is at /.' },
    });
  });
});

describe('a pin', () => {
  it('holds one cell and watches it alone', async () => {
    const { text } = await page('/pin/morning/zn');
    expect(text.match(/id="cell-[a-z_]+"/g)).toEqual(['id="cell-zn"']);
    expect(text).toContain('"watch":"morning/zn"');
  });
});

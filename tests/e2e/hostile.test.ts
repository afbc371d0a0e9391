import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { RunningConsole } from './running.ts';
import { openPage, textOf, visit } from './watched-page.ts';

const image = '<img src="http://127.0.0.1:9/a.png" onerror="hacked=1">';
const script = '</script><script>hacked=2</script>';

const chart = (spec: object) => JSON.stringify(spec, null, 2);

const evil = `---
title: "Evil </title><script>hacked=3</script>"
---

# Evil <b onclick="hacked=4">heading</b>

${image} ${script}

[click](javascript:hacked=5) ![drawn](http://127.0.0.1:9/b.png) {data.word} <javascript:hacked=6>

\`\`\`sql data
select '${image}' as word, '${script}' as "<i onmouseover=hacked=7>", 'javascript:hacked=8' as link, 3 as size
\`\`\`

\`\`\`input text
type: text
label: "<u>label</u>"
default: "\\"><script>hacked=9</script>"
\`\`\`

\`\`\`vega by_address
${chart({ data: { url: 'http://127.0.0.1:9/c.json' }, mark: 'bar', encoding: { x: { field: 'size', type: 'quantitative' } } })}
\`\`\`

\`\`\`vega linked
${chart({
  data: { name: 'data' },
  mark: { type: 'bar', tooltip: true },
  usermeta: { embedOptions: { ast: false, actions: true, loader: {} } },
  encoding: {
    x: { field: 'word', type: 'nominal' },
    y: { field: 'size', type: 'quantitative' },
    href: { field: 'link', type: 'nominal' },
    tooltip: [{ field: 'word', type: 'nominal' }],
  },
})}
\`\`\`

\`\`\`vega pictured
${chart({
  data: { name: 'data' },
  mark: { type: 'image', url: 'http://127.0.0.1:9/d.png', width: 20, height: 20 },
  encoding: { x: { field: 'size', type: 'quantitative' } },
})}
\`\`\`

\`\`\`<img/src=x> what
${script}
\`\`\`
`;

describeInBrowser('a hostile notebook and hostile neighbors', () => {
  let browser: Browser;
  let running: RunningConsole;
  let folder: string;
  let neighbor: Server;

  const hacked = () => Reflect.get(globalThis, 'hacked') as unknown;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-hostile-'));
    neighbor = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Neighbor</title><p>hello');
    });
    await new Promise<void>((resolve) => neighbor.listen(0, '127.0.0.1', resolve));
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({ overrides: { demo: { enabled: false } }, notebooks: { evil } }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    neighbor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is text on the page and fetches nothing', async () => {
    const { page, complaints } = await openPage(browser, running.address);
    await visit(page, `${running.address}/notebooks/evil`);
    await page.waitForSelector('#cell-linked canvas');
    await expect.poll(() => textOf(page, '#cell-data tbody'), soon).toContain(image);
    expect(await textOf(page, '#cell-data tbody')).toContain(script);
    expect(await textOf(page, '#cell-data thead')).toContain('<i onmouseover=hacked=7>');
    expect(await textOf(page, '#cell-note_1 .cell-live')).toContain(image);
    expect(await textOf(page, '#cell-note_1 h1')).toBe('Evil <b onclick="hacked=4">heading</b>');
    expect(await textOf(page, '#cell-text .input-label')).toBe('<u>label</u>');
    expect(await page.locator('#cell-text input').inputValue()).toBe('"><script>hacked=9</script>');
    expect(await textOf(page, '.bar-title')).toBe('Evil </title><script>hacked=3</script>');
    expect(await page.locator('main :is(img, iframe, script, b[onclick], i[onmouseover])').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    await page.locator('#cell-linked canvas').hover();
    await page.locator('#cell-linked canvas').click();
    expect(await page.locator('#vg-tooltip-element :is(img, script)').count()).toBe(0);
    expect(await page.evaluate(hacked)).toBeUndefined();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is text in the export too', async () => {
    const file = path.join(folder, 'evil.html');
    await writeFile(file, await (await fetch(`${running.address}/notebooks/evil/export.html`)).text());
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    expect(await page.title()).toBe('Evil </title><script>hacked=3</script>');
    expect(await textOf(page, '#cell-data tbody')).toContain(image);
    expect(await textOf(page, '#cell-data tbody')).toContain(script);
    expect(await page.locator(':is(script, iframe, img, image, b[onclick], i[onmouseover])').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:" i], [*|href^="javascript:" i]').count()).toBe(0);
    expect(await page.evaluate(hacked)).toBeUndefined();
    expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    await context.close();
  });

  it('keeps a page of another origin from reading and from writing', async () => {
    const { port } = neighbor.address() as AddressInfo;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const tried = await page.evaluate(async (home) => {
      const order = JSON.stringify({
        instrument: 'ZNZ6',
        side: 'buy',
        quantity: 1,
        type: 'market',
        account: 'EVIL',
        clientOrderId: 'evil-1',
      });
      const attempt = (address: string, init: RequestInit) =>
        fetch(`${home}${address}`, init).then(
          async (reply) => `${reply.type} ${reply.status} ${(await reply.text()).length}`,
          () => 'refused',
        );
      const stream = new Promise<string>((resolve) => {
        const source = new EventSource(`${home}/notebooks/morning/stream`);
        source.onerror = () => {
          source.close();
          resolve('refused');
        };
        source.addEventListener('reset', () => resolve('read'));
      });
      const loaded = new Promise<string>((resolve) => {
        const element = document.createElement('script');
        element.onload = () => resolve('loaded');
        element.onerror = () => resolve('refused');
        element.src = `${home}/static/page.js`;
        document.body.append(element);
      });
      return {
        read: await attempt('/notebooks/morning.json', {}),
        blind: await attempt('/notebooks/morning.json', { mode: 'no-cors' }),
        json: await attempt('/api/orders', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: order,
        }),
        text: await attempt('/api/orders', { method: 'POST', mode: 'no-cors', body: order }),
        edit: await attempt('/notebooks/evil/cells/data', { method: 'PUT', body: 'select 1' }),
        stream: await stream,
        loaded: await loaded,
      };
    }, running.address);
    expect(tried).toEqual({
      read: 'refused',
      blind: expect.stringMatching(/^(refused|opaque 0 0)$/),
      json: 'refused',
      text: expect.stringMatching(/^(refused|opaque 0 0)$/),
      edit: 'refused',
      stream: 'refused',
      loaded: 'refused',
    });
    const form = page.waitForResponse((response) => response.url() === `${running.address}/api/orders`);
    await page.evaluate((home) => {
      const element = document.createElement('form');
      element.method = 'post';
      element.enctype = 'text/plain';
      element.action = `${home}/api/orders`;
      const field = document.createElement('input');
      field.name = '{"instrument":"ZNZ6","side":"buy","quantity":1,"type":"market","account":"EVIL","clientOrderId":"';
      field.value = 'evil-2"}';
      element.append(field);
      document.body.append(element);
      element.submit();
    }, running.address);
    expect((await form).status()).toBe(403);
    for (const id of ['evil-1', 'evil-2'])
      expect((await fetch(`${running.address}/api/orders/${id}`)).status).toBe(404);
    expect(await readFile(running.file('evil'), 'utf8')).toBe(evil);
    await context.close();
  });

  it('does not show itself inside of another page', async () => {
    const { port } = neighbor.address() as AddressInfo;
    const { page } = await openPage(browser, running.address);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.evaluate((home) => {
      const frame = document.createElement('iframe');
      frame.src = `${home}/notebooks/morning`;
      document.body.append(frame);
    }, running.address);
    await expect.poll(() => page.frames().at(-1)?.url(), soon).toMatch(/^(chrome-error:|about:)/);
    await page.context().close();
  });
});

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { RunningConsole } from './running.ts';
import { allCurrent, cellOrder, openPage, textOf, visit, type WatchedPage, watchPage } from './watched-page.ts';

const desk = `---
title: Desk
---

\`\`\`ladder zn span=6
instrument: ZNZ6
account: HAND
\`\`\`

\`\`\`fills tape span=6
account: HAND
\`\`\`

\`\`\`sql lots every=1s
select count(*) as fills, sum(quantity)::bigint as quantity from fills where account = 'HAND'
\`\`\`
`;

describeInBrowser('breaks of the stream', () => {
  let browser: Browser;
  let running: RunningConsole;
  let context: BrowserContext;
  let watched: WatchedPage;
  let page: Page;

  const address = () => `${running.address}/notebooks/desk`;
  const quantities = () => page.locator('#cell-tape tbody td.number:not(.price)').allTextContents();
  const link = () => page.locator('#freshness').getAttribute('data-link');
  const buy = (quantity: number) => running.order({ account: 'HAND', side: 'buy', quantity, type: 'market' });
  const total = () => textOf(page, '#cell-lots tbody');

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    running = await RunningConsole.open({ overrides: { demo: { enabled: false } }, notebooks: { desk } });
    watched = await openPage(browser, running.address);
    page = watched.page;
    context = page.context();
    await visit(page, address());
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await buy(2);
    await expect.poll(quantities, soon).toEqual(['2']);
  });
  afterEach(async () => {
    await context.close();
    await running.end();
    expect(watched.complaints).toEqual([]);
  });

  const asBefore = async () => {
    await expect.poll(link, soon).toBe('open');
    await allCurrent(page);
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true);
    expect(await cellOrder(page)).toEqual(['zn', 'tape', 'lots']);
    expect(await page.locator('#cell-zn .ladder').count()).toBe(1);
    expect(running.streams.size).toBe(1);
  };

  it('says that the console is gone, and goes on where it was when it is back', async () => {
    await running.stop();
    await expect.poll(link, soon).toBe('lost');
    expect(await textOf(page, '.freshness-text')).toMatch(/^lost, /);
    await expect.poll(() => page.locator('#cell-zn').getAttribute('data-state'), soon).toBe('old');
    await running.start();
    await asBefore();
    expect(await quantities()).toEqual(['2']);
    await buy(5);
    await expect.poll(quantities, soon).toEqual(['5', '2']);
    await expect.poll(total, soon).toMatch(/^2 ?7$/);
    await expect.poll(() => textOf(page, '#cell-zn .ladder-foot'), soon).toMatch(/^\+7/);
  });

  it('catches up after the line was cut, without a reload', async () => {
    await context.setOffline(true);
    running.cut();
    await expect.poll(link, soon).toBe('lost');
    await buy(3);
    await context.setOffline(false);
    await asBefore();
    await expect.poll(quantities, soon).toEqual(['3', '2']);
    await expect.poll(total, soon).toMatch(/^2 ?5$/);
  });

  it('loses nothing in a tab that is in the background', async () => {
    const front = await context.newPage();
    await front.bringToFront();
    await hide(page, true);
    for (const quantity of [3, 4, 5]) await buy(quantity);
    await expect.poll(async () => (await running.cells('desk')).get('tape')?.value, soon).toMatchObject({ total: 4 });
    await hide(page, false);
    await page.bringToFront();
    await expect.poll(quantities, soon).toEqual(['5', '4', '3', '2']);
    await asBefore();
    await front.close();
  });

  it('serves nine pins on one stream, and an order still goes through', async () => {
    const pins: WatchedPage[] = [];
    for (let pin = 0; pin < 9; pin += 1) {
      const opened = watchPage(await context.newPage(), running.address);
      await opened.page.goto(`${running.address}/pin/desk/${['zn', 'tape', 'lots'][pin % 3]}`);
      pins.push(opened);
    }
    for (const pin of pins) await allCurrent(pin.page);
    await expect.poll(() => running.streams.size, soon).toBe(1);
    const status = await pins[8]?.page.evaluate(async () => {
      const order = { instrument: 'ZNZ6', side: 'sell', quantity: 6, type: 'market', account: 'HAND' };
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) };
      return (await fetch('/api/orders', init)).status;
    });
    expect(status).toBe(202);
    await pins[7]?.page.bringToFront();
    await expect
      .poll(() => pins[7]?.page.locator('#cell-tape tbody td.number:not(.price)').allTextContents(), soon)
      .toEqual(['6', '2']);
    expect(pins.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

/** Headless pages are never hidden by themselves: they are told that they are, as a browser would tell them. */
async function hide(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    hidden ? 'hidden' : 'visible',
  );
}

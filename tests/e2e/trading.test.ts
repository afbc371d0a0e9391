import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { type CellJson, RunningConsole } from './running.ts';
import { textOf, visit } from './watched-page.ts';

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

\`\`\`pnl pnl span=6
account: HAND
\`\`\`

\`\`\`positions positions span=6
account: HAND
\`\`\`

\`\`\`sql lots every=1s
select side, sum(quantity)::bigint as quantity from fills where account = 'HAND' group by all order by side
\`\`\`
`;

const crossing = `---
title: Crossing
---

\`\`\`ladder zn span=6
instrument: ZNZ6
account: CROSS
\`\`\`
`;

describeInBrowser('trading from a page', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const orders = () => running.requests.filter((request) => /^(POST|DELETE) \/api\/orders/.test(request));
  const arm = async () => {
    await page.keyboard.down('a');
    await page.waitForSelector('#cell-zn cell-ladder[data-armed]');
    await page.keyboard.up('a');
  };
  const focusLadder = () => page.locator('#cell-zn cell-ladder').focus();
  /** So far below the best that nothing reaches it. */
  const deepBid = () => page.locator('#cell-zn td.bid:not(:empty)').last();

  beforeAll(async () => {
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({ overrides: { demo: { enabled: false } }, notebooks: { desk, crossing } }),
    ]);
    kept = await KeptPage.open(browser, running.address);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
  });
  beforeEach(async () => {
    page = kept.page;
    await visit(page, `${running.address}/notebooks/desk`);
    await page.waitForSelector('#cell-zn td.bid:not(:empty)');
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('shows what an order at market did in every live cell and in SQL', async () => {
    await running.order({ account: 'HAND', side: 'buy', quantity: 3, type: 'market' });
    await expect.poll(() => textOf(page, '#cell-zn .ladder-foot'), soon).toMatch(/^\+3/);
    await running.order({ account: 'HAND', side: 'sell', quantity: 1, type: 'market' });
    await expect.poll(() => textOf(page, '#cell-zn .ladder-foot'), soon).toMatch(/^\+2/);
    const tape = page.locator('#cell-tape tbody tr');
    await expect.poll(() => tape.locator('td.side').allTextContents(), soon).toEqual(['sell', 'buy']);
    expect(await tape.locator('td.number:not(.price)').allTextContents()).toEqual(['1', '3']);
    await expect.poll(() => textOf(page, '#cell-pnl .cell-live'), soon).toMatch(/realized [+-]?[\d,.]+/);
    await expect.poll(() => textOf(page, '#cell-positions tbody tr'), soon).toMatch(/^ZNZ6 ?\+2/);
    await expect.poll(() => textOf(page, '#cell-lots tbody'), soon).toMatch(/^buy ?3 ?sell ?1$/);
  });

  it('shows an own resting order with what is in front of it, and cancels it by a click', async () => {
    const tick = await deepBid().locator('xpath=..').getAttribute('data-tick');
    const cells = await running.cells('desk');
    const { rows } = (cells.get('zn') as CellJson).value as { rows: { tick: number; price: { text: string } }[] };
    const price = rows.find((row) => row.tick === Number(tick))?.price.text ?? '';
    const id = await running.order({ account: 'HAND', side: 'buy', quantity: 4, type: 'limit', price });
    const own = page.locator(`#cell-zn .ladder-order[data-order="${id}"]`);
    await expect.poll(() => own.textContent(), soon).toMatch(/^4q[\d,]+$/);
    await expect
      .poll(() => own.getAttribute('title'), soon)
      .toMatch(/^buy 4 limit at 1\d\d'\d{3}, working, [\d,]+ ahead$/);
    expect(await own.locator('xpath=ancestor::tr').getAttribute('data-tick')).toBe(tick);
    await own.click();
    await expect.poll(() => own.count(), soon).toBe(0);
    expect(orders().at(-1)).toBe(`DELETE /api/orders/${id}`);
    const order = await fetch(`${running.address}/api/orders/${id}`);
    expect(await order.json()).toMatchObject({ clientOrderId: id, status: 'canceled', filledQuantity: 0 });
  });

  it('sends nothing from a ladder that is not armed', async () => {
    const before = orders().length;
    await deepBid().click();
    await focusLadder();
    for (const key of ['1', '2', 'ArrowUp', 'PageDown', 'c']) await page.keyboard.press(key);
    // a tap is not a hold
    await page.keyboard.press('a');
    await deepBid().click();
    expect(await page.locator('cell-ladder[data-armed]').count()).toBe(0);
    // what was sent would have arrived before this answer
    await page.evaluate(() => fetch('/api/health'));
    expect(orders().slice(before)).toEqual([]);
  });

  it('sends one order a click once it is armed, and none after Escape', async () => {
    const before = orders().length;
    await focusLadder();
    await arm();
    await page.keyboard.press('2');
    await deepBid().click();
    await expect
      .poll(() => page.locator('#cell-zn .ladder-order').allTextContents(), soon)
      .toEqual([expect.stringMatching(/^5q[\d,]+$/)]);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('cell-ladder[data-armed]').count(), soon).toBe(0);
    await deepBid().click();
    await page.evaluate(() => fetch('/api/health'));
    expect(orders().slice(before)).toEqual(['POST /api/orders']);
    await page.locator('#cell-zn .ladder-order').click();
    await expect.poll(() => page.locator('#cell-zn .ladder-order').count(), soon).toBe(0);
  });

  it('says in the ladder why an order was refused', async () => {
    await page.locator('#cell-zn').evaluate((cell) => {
      const order = { instrument: 'ZNZ6', side: 'buy', quantity: 1, type: 'limit', price: "110'001", account: 'HAND' };
      cell
        .querySelector('cell-ladder')
        ?.dispatchEvent(new CustomEvent('cell-action', { detail: { action: 'order', order }, bubbles: true }));
    });
    await expect
      .poll(() => page.locator('#cell-zn .cell-refusal span').allTextContents(), soon)
      .toEqual([expect.stringMatching(/ZNZ6/)]);
    await focusLadder();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cell-refusal').count()).toBe(0);
  });

  it('says in the ladder why the venue took an order away that was placed here, until something else is done', async () => {
    await visit(page, `${running.address}/notebooks/crossing`);
    const ladder = page.locator('#cell-zn cell-ladder');
    const said = page.locator('#cell-zn .cell-refusal[role="alert"] span');
    await ladder.locator('td.bid:not(:empty)').last().click({ trial: true });
    await ladder.focus();
    await arm();
    await page.keyboard.press('2');
    await deepBid().click();
    const own = page.locator('#cell-zn .ladder-order');
    await expect.poll(() => own.textContent(), soon).toMatch(/^5q[\d,]+$/);
    await expect.poll(() => own.getAttribute('title'), soon).toMatch(/, working/);
    const price = /at (\S+), working/.exec((await own.getAttribute('title')) ?? '')?.[1] ?? '';
    await running.order({
      account: 'CROSS',
      side: 'sell',
      quantity: 30_000,
      type: 'limit',
      timeInForce: 'ioc',
      price,
    });
    const why =
      /^The limit order to buy 5 at \S+ was canceled\. 5 of 5 canceled by self-trade prevention: .* would have traded with it\.$/;
    await expect.poll(() => said.allTextContents(), soon).toEqual([expect.stringMatching(why)]);
    await page.locator('#cell-zn td.bid:not(:empty)').first().click();
    await expect.poll(() => said.count(), soon).toBe(0);
  });
});

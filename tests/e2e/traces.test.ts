import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { textOf, visit } from './watched-page.ts';

const desk = `---
title: Desk
---

\`\`\`fills tape
account: HAND
\`\`\`

\`\`\`sql lots
select count(*) as orders from orders where account = 'HAND'
\`\`\`
`;

const health = `---
title: Health
---

\`\`\`metrics health
\`\`\`

\`\`\`dependency-graph graph
\`\`\`
`;

describeInBrowser('the ways to a trace', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const processes = () => page.locator('.fall-row .fall-process').allTextContents();

  beforeAll(async () => {
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({ overrides: { demo: { enabled: false } }, notebooks: { desk, health } }),
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
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('go from the header of a cell to its last run, by a key too, and back', async () => {
    await expect.poll(() => textOf(page, '#cell-lots .cell-word'), soon).toBe('current');
    await page.locator('#cell-lots').focus();
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect.poll(processes, soon).toContain('sql.run');
    expect(await processes()).toContain('client.Analytics.run');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className), soon).toBe('fall');
    await page.getByText('← Desk').click();
    await page.waitForURL('**/notebooks/desk');
  });

  it('go from a fill to the order, its fill in the same trace', async () => {
    const id = await running.order({ account: 'HAND', side: 'buy', quantity: 3, type: 'market' });
    await page.locator('#cell-tape .fill-trace').first().click(soon);
    await expect.poll(processes, soon).toContain('paper.place');
    expect(await processes()).toContain('http POST /api/orders');
    expect(await page.locator('.fall-row .tree-subject').allTextContents()).toContain(`order ${id}`);
    await page.locator('.fall-row', { hasText: 'appendOrderEvents' }).last().dblclick();
    await expect.poll(() => textOf(page, '.tree-body'), soon).toContain('filled');
  });

  it('are not in an export, which shows all figures and the whole graph', async () => {
    await page.goto(`${running.address}/notebooks/health/export.html`);
    for (const drawn of ['.metrics', '.graph']) {
      const [outer, inner] = await page
        .locator(drawn)
        .evaluate((shown) => [shown.parentElement?.clientHeight ?? 0, shown.scrollHeight]);
      expect(outer).toBeGreaterThan(100);
      expect(outer).toBeGreaterThanOrEqual(inner ?? 0);
    }
    expect(await page.locator('a[href^="/"]').count()).toBe(0);
  });
});

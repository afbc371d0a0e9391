import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { allCurrent, cellOrder, openPage, textOf, visit } from './watched-page.ts';

const order = [
  'note_1',
  'instrument',
  'account',
  'day',
  'note_2',
  'zn',
  'pnl',
  'tape',
  'positions',
  'note_3',
  'by_strategy',
  'by_bucket',
  'note_4',
  'summary',
];

describeInBrowser('Morning', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const morning = () => `${running.address}/notebooks/morning`;
  const chart = () =>
    page.locator('#cell-by_bucket canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const choose = (input: string, text: string) => page.locator(`#cell-${input} select`).selectOption(text);

  beforeAll(async () => {
    [browser, running] = await Promise.all([launch(), RunningConsole.open()]);
    kept = await KeptPage.open(browser, running.address);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
  });
  beforeEach(() => {
    page = kept.page;
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('shows the value of every cell in its first HTML, without a script', async () => {
    await running.cells('morning');
    const still = await openPage(browser, running.address, { javaScriptEnabled: false });
    await still.page.goto(morning());
    expect(await cellOrder(still.page)).toEqual(order);
    const shown = (cell: string) => still.page.locator(`#cell-${cell} .cell-live`);
    expect(await shown('note_1').locator('h1').textContent()).toBe('Morning');
    expect(await shown('note_1').innerText()).toMatch(
      /^Morning\s+ZNZ6 in account DEMO on \d{4}-\d\d-\d\d: \d+ lots closed/,
    );
    expect(await shown('instrument').locator('select').inputValue()).toBe('ZNZ6');
    expect(await shown('day').locator('input').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await shown('zn').locator('tbody tr').count()).toBe(27);
    expect(await shown('zn').locator('td.bid').allTextContents()).toContainEqual(expect.stringMatching(/^[\d,]+$/));
    expect(await shown('pnl').innerText()).toMatch(/total [+-]?[\d,.]+/);
    expect(await shown('tape').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await shown('positions').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await shown('by_strategy').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await shown('summary').locator('tbody tr').count()).toBe(1);
    expect(await still.page.locator('.cell-wait:visible').count()).toBe(0);
    await still.page.context().close();
  });

  it('comes alive without a complaint, and asks nobody but its console', async () => {
    await visit(page, morning());
    await allCurrent(page);
    expect(await cellOrder(page)).toEqual(order);
    await page.waitForSelector('#cell-by_bucket canvas');
    expect(await page.locator('.cell-wait:visible').count()).toBe(0);
  });

  it('ticks', async () => {
    await visit(page, morning());
    const sizes = () => page.locator('#cell-zn :is(td.bid, td.ask)').allTextContents();
    const seen = new Set<string>();
    await expect.poll(async () => seen.add(JSON.stringify(await sizes())).size, soon).toBeGreaterThan(3);
  });

  it('takes the instrument to the ladder, to SQL and to the chart', async () => {
    await visit(page, morning());
    await allCurrent(page);
    await page.waitForSelector('#cell-by_bucket canvas');
    const [rows, drawn] = [await textOf(page, '#cell-by_strategy tbody'), await chart()];
    await choose('instrument', 'ESZ6');
    await expect.poll(() => textOf(page, '#cell-zn .ladder-head b'), soon).toBe('ESZ6');
    await expect.poll(() => textOf(page, '#cell-by_strategy tbody'), soon).not.toBe(rows);
    await expect.poll(chart, soon).not.toBe(drawn);
    await expect.poll(() => textOf(page, '#cell-note_1 .cell-live'), soon).toMatch(/ESZ6 in account DEMO/);
    await allCurrent(page);
    await choose('instrument', 'ZNZ6');
    await expect.poll(() => textOf(page, '#cell-zn .ladder-head b'), soon).toBe('ZNZ6');
  });

  it('takes the day to SQL and to the chart', async () => {
    await visit(page, morning());
    await allCurrent(page);
    const [{ value }] = [(await running.cells('morning')).get('day') as { value: { text: string } }];
    const reply = await fetch(`${running.address}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        sql: `select trade_date::varchar, count(*) from matches where instrument = 'ZNZ6' and account = 'DEMO' and trade_date < $day::date group by all order by 1 desc limit 1`,
        params: { day: value.text },
      }),
    });
    const { rows } = (await reply.json()) as { rows: [string, string][] };
    const [before, lots] = rows[0] ?? [];
    expect(before).toMatch(/^\d{4}-\d\d-\d\d$/);
    const drawn = await chart();
    await page.locator('#cell-day input').fill(String(before));
    const sentence = new RegExp(`on ${before}: ${lots} lots closed`);
    await expect.poll(() => textOf(page, '#cell-note_1 .cell-live'), soon).toMatch(sentence);
    await expect.poll(() => textOf(page, '#cell-by_strategy tbody'), soon).toContain(String(before));
    await expect.poll(chart, soon).not.toBe(drawn);
    await page.locator('#cell-day input').fill(value.text);
    await expect.poll(() => textOf(page, '#cell-note_1 .cell-live'), soon).toContain(`on ${value.text}:`);
  });

  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  it.each(['dark', 'light', 'contrast'])('fits a window of 1280 pixels in %s from its first paint', async (theme) => {
    await page.context().addCookies([{ name: 'deskbook-theme', value: theme, url: running.address }]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await visit(page, morning());
    await allCurrent(page);
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
    expect(await overflow()).toBe(0);
    const [background, text] = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.documentElement);
      return [backgroundColor, color].map((tone) => Number(/\d*\.?\d+/.exec(tone)?.[0])) as [number, number];
    });
    if (theme === 'light') expect(background - text).toBeGreaterThan(0.5);
    else expect(text - background).toBeGreaterThan(0.5);
  });

  it('fits into pins of 320 pixels', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide: string[] = [];
    for (const cell of ['note_1', 'day', 'zn', 'pnl', 'tape', 'positions', 'by_strategy', 'by_bucket']) {
      await page.goto(`${running.address}/pin/morning/${cell}`);
      await allCurrent(page);
      if ((await overflow()) > 0) wide.push(cell);
    }
    expect(wide).toEqual([]);
  });
});

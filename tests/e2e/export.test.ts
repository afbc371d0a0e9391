import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, launch } from './harness.ts';
import { RunningConsole } from './running.ts';
import { allCurrent, cellOrder, openPage, textOf, visit } from './watched-page.ts';

describeInBrowser('an exported notebook', () => {
  let browser: Browser;
  let running: RunningConsole;
  let folder: string;

  /** Presses Share and keeps what the browser was given. */
  const download = async (notebook: string): Promise<{ file: string; order: string[] }> => {
    const { page, complaints } = await openPage(browser, running.address);
    await visit(page, `${running.address}/notebooks/${notebook}`);
    await allCurrent(page);
    const [given] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      // the file is made before it begins to come, which is what the download waits for
      page.locator('.bar [data-act="export"]').click({ noWaitAfter: true }),
    ]);
    expect(given.suggestedFilename()).toMatch(new RegExp(`^${notebook}-\\d{4}-\\d\\d-\\d\\d\\.html$`));
    const file = path.join(folder, given.suggestedFilename());
    await given.saveAs(file);
    const order = await cellOrder(page);
    await page.context().close();
    expect(complaints).toEqual([]);
    return { file, order };
  };

  /** Opens the file as somebody would who was sent it: no network, no script. */
  const openFile = async (file: string): Promise<{ page: Page; asked: string[] }> => {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, asked };
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-export-'));
    [browser, running] = await Promise.all([launch(), RunningConsole.open()]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    await rm(folder, { recursive: true, force: true });
  });

  it('opens from disk with everything that stood on the page', async () => {
    const { file, order } = await download('morning');
    const { page, asked } = await openFile(file);
    const cell = (id: string) => page.locator(`#cell-${id}`);
    expect(await page.locator('.cell').evaluateAll((all) => all.map(({ id }) => id.slice(5)))).toEqual(order);
    expect(await textOf(page, 'h1')).toBe('Morning');
    expect(await textOf(page, '#cell-note_1 p')).toMatch(/^ZNZ6 in account DEMO on [\d-]+: \d+ lots closed/);
    expect(await cell('instrument').innerText()).toMatch(/instrument\s+ZNZ6/);
    expect(await cell('zn').locator('tbody tr').count()).toBe(27);
    expect(await cell('zn').locator('td.bid').allTextContents()).toContainEqual(expect.stringMatching(/^[\d,]+$/));
    expect(await cell('pnl').locator('svg path').count()).toBeGreaterThan(2);
    expect(await cell('tape').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await cell('positions').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await cell('by_strategy').locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await cell('by_bucket').locator('svg [aria-roledescription="bar"]').count()).toBeGreaterThan(0);
    expect(await cell('summary').locator('tbody tr').count()).toBe(1);
    const foot = await page.locator('.provenance dt').allTextContents();
    expect(foot.slice(0, 9)).toEqual([
      'notebook',
      'exported',
      'trade date',
      'environment',
      'venue',
      'own fills',
      'inputs',
      'versions',
      'values',
    ]);
    expect(await textOf(page, '.provenance')).toMatch(/environment ?paper.*a synthetic market.*sha256 [0-9a-f]{64}/);
    expect(await page.locator('script, link, iframe, object, embed, form, button').count()).toBe(0);
    expect(asked.filter((address) => !address.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    await page.setViewportSize({ width: 800, height: 600 });
    await page.context().close();
  }, 90_000);

  it('holds every kind of the tour, in the look of a page', async () => {
    const { file, order } = await download('tour');
    const { page, asked } = await openFile(file);
    expect(await page.locator('.cell').evaluateAll((all) => all.map(({ id }) => id.slice(5)))).toEqual(order);
    expect(await page.locator('.cell-failed').allTextContents()).toEqual([]);
    const empty = await page
      .locator('.cell .cell-live')
      .evaluateAll((all) => all.filter((live) => live.textContent?.trim() === '').map(({ localName }) => localName));
    expect(empty).toEqual([]);
    expect(await page.locator('#cell-chart svg').count()).toBe(1);
    const width = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);
    expect(width).toBe(0);
    expect(asked.filter((address) => !address.startsWith('data:'))).toHaveLength(1);
    await page.context().close();
  }, 90_000);
});

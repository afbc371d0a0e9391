import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { actions } from '../../views/keymap.ts';
import { type FixtureServer, startFixture } from './fixture-server.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { watchPage } from './watched-page.ts';

describeInBrowser('the frame of a notebook in a browser', () => {
  let browser: Browser;
  let server: FixtureServer;
  let kept: KeptPage;
  let page: Page;

  const open = async (path = '/notebooks/morning') => {
    await page.goto(`${server.address}${path}`);
    await page.waitForSelector('.freshness[data-link="open"]');
  };
  const order = () => page.locator('.cell[data-cell]').evaluateAll((cells) => cells.map((cell) => cell.id.slice(5)));
  const go = async (cell: string) => page.locator(`#cell-${cell}`).focus();

  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startFixture()]);
    kept = await KeptPage.open(browser, server.address);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(() => {
    server.renew();
    page = kept.page;
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('goes from cell to cell with j and k, and one of them is in the tab order', async () => {
    await open();
    for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-instrument');
    expect(await page.locator('.cell[data-cell][tabindex="0"]').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
      'cell-instrument',
    ]);
  });

  it('moves a cell and leaves the live element of every cell alone', async () => {
    await open();
    await page.evaluate(() => {
      for (const live of document.querySelectorAll('.cell-live'))
        (live as HTMLElement & { kept?: boolean }).kept = true;
    });
    await go('pnl');
    await page.keyboard.press('Shift+K');
    await expect.poll(order, soon).toContain('pnl');
    await expect.poll(async () => (await order()).slice(3, 5), soon).toEqual(['pnl', 'zn']);
    const unmoved = await page
      .locator('.cell-live')
      .evaluateAll((all) => all.map((live) => (live as HTMLElement & { kept?: boolean }).kept === true));
    expect(unmoved.every(Boolean)).toBe(true);
    expect(server.writes).toEqual(['POST /notebooks/morning/cells/pnl/move application/json {"by":-1}']);
  });

  it('shows a refusal beside the cells and not in their place', async () => {
    await open();
    const before = await order();
    await go('intro');
    await page.keyboard.press('Shift+K');
    await expect
      .poll(() => page.locator('.message-text').allTextContents(), soon)
      .toEqual(['intro cannot go further.']);
    expect(await order()).toEqual(before);
  });

  it('deletes with d d and brings the cell back as it was', async () => {
    await open();
    await go('tape');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(order, soon).not.toContain('tape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await order()).slice(3, 7), soon).toEqual(['zn', 'pnl', 'tape', 'by_strategy']);
    const tape = server.session.snapshot().cells.find((cell) => cell.id === 'tape');
    expect([tape?.kind, tape?.options]).toEqual(['table', { rows: '11', span: '3' }]);
  });

  it('edits above the output, underlines the error, saves plain text and leaves', async () => {
    await open();
    await go('by_strategy');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#cell-by_strategy .cm-content');
    expect(await page.locator('#cell-by_strategy .editor-error').textContent()).toBe('quantitty');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('select 1');
    // the first Escape closes a list of completions, if there is one
    await page.waitForTimeout(300);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.locator('.message').allTextContents(), soon)
      .toEqual([expect.stringContaining('Not saved')]);
    await page.keyboard.press('Shift+Enter');
    await expect
      .poll(() => server.writes, soon)
      .toEqual(['PUT /notebooks/morning/cells/by_strategy text/plain; charset=utf-8 select 1']);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.cm-editor').count(), soon).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-by_strategy');
  });

  it('adds a cell of the kind that was picked', async () => {
    await open();
    await go('zn');
    await page.keyboard.press('a');
    await page.keyboard.type('table');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await order()).slice(3, 5), soon).toEqual(['zn', 'table_new']);
  });

  it('lists every action with its key behind ? and does what is picked', async () => {
    await open();
    await page.keyboard.press('?');
    expect(await page.locator('.dialog-item > span:first-child').allTextContents()).toEqual(
      actions.map((action) => action.about),
    );
    await page.keyboard.type('change the theme');
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
  });

  it('paints what the stream says', async () => {
    await open();
    await page.waitForFunction(() => document.querySelector('#cell-two .cell-word')?.textContent === 'queued');
    const { cells } = server.session.snapshot();
    const two = cells.find((cell) => cell.id === 'two');
    if (!two) throw new Error('the fixture has no cell two');
    server.session.say({
      ...two,
      validity: 'failed',
      activity: 'idle',
      error: { code: 'query', message: 'No <b>table</b>.' },
    });
    await expect.poll(() => page.locator('#cell-two .cell-word').textContent(), soon).toBe('failed');
    expect(await page.locator('#cell-two .error-message').textContent()).toBe('No <b>table</b>.');
  });

  it('says when the connection is lost, marks live values as old, and goes on by itself', async () => {
    await open();
    const { port } = new URL(server.address);
    await server.close();
    await page.waitForSelector('.freshness[data-link="lost"]');
    await page.waitForSelector('#cell-zn[data-state="old"]');
    server = await startFixture(Number(port));
    await page.waitForSelector('.freshness[data-link="open"]');
    await page.waitForSelector('#cell-zn[data-state="live"]');
  });

  it('holds one stream for nine pins, and a request still goes through', async () => {
    await open();
    const { cells } = server.session.snapshot();
    for (const cell of cells.slice(0, 9)) {
      const { page: pin } = watchPage(await page.context().newPage(), server.address);
      await pin.goto(`${server.address}/pin/morning/${cell.id}`);
      await pin.waitForSelector('.freshness[data-link="open"]');
    }
    await expect.poll(() => server.streams.size, soon).toBe(1);
    await page.bringToFront();
    await page.keyboard.press('r');
    await expect.poll(() => server.session.log, soon).toEqual(['run stale']);
  });

  it('deletes a notebook at once and brings it back by the key of undo', async () => {
    await page.goto(server.address);
    for (const key of ['j', 'j', 'j', 'd', 'd']) await page.keyboard.press(key);
    await expect.poll(() => page.locator('#notebook-carry').count(), soon).toBe(0);
    expect(await page.locator('.message-text').textContent()).toBe('Deleted Carry.');
    await page.keyboard.press('z');
    await expect.poll(() => page.locator('#notebook-carry').count(), soon).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.closest('[data-row]')?.id)).toBe('notebook-carry');
  });
});

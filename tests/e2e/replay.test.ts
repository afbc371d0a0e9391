import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Host } from '../../server/host.ts';
import { type Listening, listen } from '../../server/listen.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { openPage, textOf, visit, type WatchedPage } from './watched-page.ts';

const first = Date.UTC(2013, 9, 7, 14, 0);
const ticks = Array.from({ length: 1_200 }, (_, index) => [
  first + index * 1_000,
  (1_320 + (index % 20) / 10).toFixed(1),
  1 + (index % 3),
]);

describeInBrowser('a recording in the browser', () => {
  let folder: string;
  let host: Host;
  let listening: Listening;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const strip = (part: string) => textOf(page, `#transport .transport-${part}`);
  const played = () => textOf(page, '#cell-replay .cell-caption');

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-e2e-'));
    const file = path.join(folder, 'gold.csv');
    await writeFile(file, `ts_ms_utc,price,qty\n${ticks.map((row) => row.join(',')).join('\n')}\n`);
    const overrides = { demo: { enabled: false } };
    host = new Host({ dataFolder: path.join(folder, 'data'), overrides, log: pino({ level: 'silent' }) });
    const console = await host.open({ replay: { recording: file, instrument: 'GCZ3', speed: 60, playing: false } });
    listening = await listen(host, 0);
    await console.start();
    browser = await launch();
    watched = await openPage(browser, listening.address);
    page = watched.page;
    await visit(page, `${listening.address}/notebooks/market-replay`);
  });

  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await host?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stands where it was opened, plays and pauses by key, and says so', async () => {
    expect(await textOf(page, '.environment')).toBe('REPLAY ×60');
    expect(await strip('play')).toBe('Play');
    expect(await strip('moment')).toBe('2013-10-07 09:00:00');
    await page.keyboard.press('.');
    await expect.poll(() => strip('play'), soon).toBe('Pause');
    await expect.poll(() => textOf(page, '#cell-tape tbody tr'), soon).toMatch(/132\d/);
    await page.keyboard.press('.');
    await expect.poll(played, soon).toBe('paused ×60');
    await page.keyboard.press('>');
    await expect.poll(() => textOf(page, '.environment'), soon).toBe('REPLAY ×120');
  });

  it('jumps ahead by the line, and back into another run without a reload by hand', async () => {
    const line = page.locator('.transport-line');
    await line.fill(String(first + 15 * 60_000));
    await expect.poll(() => strip('moment'), soon).toBe('2013-10-07 09:15:00');
    await expect.poll(() => textOf(page, '#cell-replay'), soon).toContain('replay-1');
    await line.fill(String(first + 5 * 60_000));
    await expect.poll(() => textOf(page, '#cell-replay').catch(() => ''), soon).toContain('replay-2');
    await expect.poll(() => strip('moment'), soon).toBe('2013-10-07 09:05:00');
  });

  it('goes by minutes and hours with keys', async () => {
    await page.locator('.transport-line').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => strip('moment'), soon).toBe('2013-10-07 09:07:00');
    await page.locator('body').press(']');
    await expect.poll(() => textOf(page, '#cell-replay'), soon).toContain('2013-10-07 09:08:00');
  });

  it('says that it ended, and plays again from its beginning', async () => {
    await page.locator('.transport-line').fill(String(first + 1_199_000));
    await expect.poll(() => strip('play'), soon).toBe('Play again');
    await expect.poll(played, soon).toBe('ended ×120');
    await page.keyboard.press('.');
    await expect.poll(() => textOf(page, '#cell-replay').catch(() => ''), soon).toContain('replay-3');
    expect(await strip('play')).toBe('Pause');
  });

  it('goes back to the paper market, and the page with it', async () => {
    await page.click('#transport [data-act="replay-close"]');
    await expect.poll(() => textOf(page, '.environment').catch(() => ''), soon).toBe('PAPER');
    expect(await page.locator('#transport').count()).toBe(0);
    await expect.poll(() => textOf(page, '#cell-replay').catch(() => ''), soon).toContain('No recording is played.');
    expect(watched.complaints).toEqual([]);
  });
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { shownLine } from '../../../cells/logs/row.ts';
import type { LogsProps, LogsValue } from '../../../cells/logs/schema.ts';
import type { LoggedRow } from '../../../core/trace/query.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { logRow } from '../../server/trace/rows.ts';
import { asked, elementPage, give } from '../in-browser.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
const props: LogsProps = { level: 'info', limit: 30 };
const lines: readonly LoggedRow[] = Array.from({ length: 60 }, (_, index) => ({
  ...logRow(60 - index),
  seq: 60 - index,
}));
const shownValue = (rows: readonly LoggedRow[]): LogsValue => ({
  rows: rows.map(shownLine),
  newest: rows[0]?.seq ?? 0,
  older: rows.at(-1)?.seq ?? null,
  searchedTo: rows.at(-1)?.ts ?? 0,
  searching: false,
  zone: 'America/Chicago',
});
const first = shownValue(lines.slice(10, 40));
const second = shownValue(lines.slice(7, 37));

describe.skipIf(!runs)(`logs in the browser${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;

  const shown = () =>
    page.locator('.log').evaluateAll((all) => all.map((one) => Number((one as HTMLElement).dataset.seq)));
  const newer = () => page.locator('.list-newer').textContent();
  const foot = () => page.locator('.logs-foot').textContent();
  const settle = (address: string, reply: unknown) =>
    page.evaluate(
      (given) => {
        const cell = document.getElementById('cell') as HTMLElement & {
          answered(reply: unknown, action: unknown): void;
          unanswered(action: unknown): void;
        };
        const action = { action: 'read', address: given.address };
        if (given.reply === null) cell.unanswered(action);
        else cell.answered(given.reply, action);
      },
      { address, reply: JSON.parse(JSON.stringify(reply)) as object | null },
    );
  const addresses = async () => (await asked(page)).map((action) => (action as { address: string }).address);

  beforeAll(async () => {
    ({ browser, page } = await elementPage('logs'));
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    await page.evaluate(() =>
      document.getElementById('cell')?.replaceWith(Object.assign(document.createElement('cell-logs'), { id: 'cell' })),
    );
    await give(page, first, props);
    await page.locator('[data-action="freeze"]').waitFor();
    await asked(page);
    await page.locator('#cell').focus();
  });

  it('is live', async () => {
    await give(page, second);
    expect((await shown())[0]).toBe(53);
    expect(await newer()).toBe('');
  });

  it('stands still under a line that is opened or gone to, says how much is new, and follows again', async () => {
    await page.locator('.log summary').nth(1).click();
    await expect.poll(() => page.locator('[data-action="freeze"]').textContent(), soon).toBe('follow');
    await give(page, second);
    await expect.poll(newer, soon).toBe('3 newer');
    expect((await shown())[0]).toBe(50);
    await page.keyboard.press('f');
    await expect.poll(async () => (await shown())[0], soon).toBe(53);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.locator('[data-action="freeze"]').textContent(), soon).toBe('follow');
  });

  it('reads older lines, and again where that failed', async () => {
    const address = '/api/logs?level=info&limit=30&before=21';
    await page.keyboard.press('PageDown');
    expect(await addresses()).toEqual([address]);
    await settle(address, null);
    await expect.poll(() => page.locator('[data-action="older"]').textContent(), soon).toBe('older');
    await page.locator('[data-action="older"]').click();
    expect(await addresses()).toEqual([address]);
    await settle(address, { rows: lines.slice(40), newest: 60, searchedTo: 0 });
    await expect.poll(async () => (await shown()).length, soon).toBe(50);
    expect(await foot()).toBe('50 lines; there is nothing older');
  });

  it('shows what a reader chose, goes on where a search rests, and adds what comes', async () => {
    await page.locator('[data-filter="level"]').selectOption('error');
    const address = '/api/logs?level=error&limit=30';
    await expect.poll(addresses, soon).toEqual([address]);
    await settle(address, { rows: lines.slice(20, 21), newest: 50, before: 30, searchedTo: 0 });
    const onward = '/api/logs?level=error&limit=29&before=30';
    await expect.poll(addresses, soon).toEqual([onward]);
    await settle(onward, { rows: [], newest: 50, searchedTo: 0 });
    await expect.poll(shown, soon).toEqual([40]);
    const since = '/api/logs?level=error&limit=30&after=50';
    await expect.poll(addresses, soon).toEqual([since]);
    await settle(since, { rows: lines.slice(0, 1), newest: 60, searchedTo: 0 });
    await expect.poll(shown, soon).toEqual([60, 40]);
    await page.locator('[data-action="clear"]').click();
    await expect.poll(async () => (await shown()).length, soon).toBe(30);
    expect(await page.locator('[data-filter="level"]').inputValue()).toBe('info');
  });
});

import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../../server/paths.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';

const fixture = (name: string): string => path.join(projectRoot, 'tests', 'fixtures', 'import', name);

const mixed = `time,instrument,side,quantity,price,exec_id,account
2025-07-22T13:30:00Z,ZNU5,buy,2,111,e1,MIXED
2025-07-22T13:30:01Z,ZNU5,buy,2,<b>111</b>,e2,MIXED
2025-07-22T13:30:02Z,ZXQ9,buy,2,111,e3,MIXED
`;

describeInBrowser('the import page', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const outcome = () => page.locator('[data-outcome]').getAttribute('data-outcome');
  const figures = async () =>
    Object.fromEntries(
      await page
        .locator('.import-figure')
        .evaluateAll((all) =>
          all.map((one) => [one.querySelector('dt')?.textContent, Number(one.querySelector('dd')?.textContent)]),
        ),
    );
  const shown = (state: string) => page.waitForSelector(`[data-outcome="${state}"]`);
  const button = (name: RegExp) => page.getByRole('button', { name });
  const choose = async (file: string | { name: string; mimeType: string; buffer: Buffer }) => {
    await page.setInputFiles('input[type="file"]', file);
    await shown('preview');
  };
  const fillsOf = async (account: string) => {
    const sql = `select count(*)::integer as fills from fills where account = '${account}'`;
    const reply = await fetch(`${running.address}/api/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sql }),
    });
    return ((await reply.json()) as { rows: unknown[][] }).rows[0]?.[0];
  };

  beforeAll(async () => {
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({ overrides: { demo: { enabled: false } } }),
    ]);
    kept = await KeptPage.open(browser, running.address);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
  });
  beforeEach(async () => {
    page = kept.page;
    await page.goto(`${running.address}/import`);
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('is reached by its key', async () => {
    await page.goto(running.address);
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await page.waitForURL(`${running.address}/import`);
  });

  it('previews a file, takes it, and finds nothing new in it again', async () => {
    await page.fill('input[name="account"]', 'E1');
    await choose(fixture('continuous_fills.csv'));
    expect(await figures()).toMatchObject({ New: 83, 'There already': 0, Bad: 0 });
    expect(await fillsOf('E1')).toBe(0);
    await button(/^Import all 83 fills$/).click();
    await shown('imported');
    expect(await fillsOf('E1')).toBe(83);
    await page.getByRole('button', { name: 'Preview' }).click();
    await shown('preview');
    expect(await figures()).toMatchObject({ New: 0, 'There already': 83 });
    expect(await button(/^Import all/).isDisabled()).toBe(true);
    expect(await page.locator('#import-why').textContent()).toBe('Nothing in it is new.');
  });

  it('names bad rows by row and column, as text, and keeps the good ones when asked', async () => {
    await choose({ name: 'mixed.csv', mimeType: 'text/csv', buffer: Buffer.from(mixed) });
    expect(await button(/^Import all/).isDisabled()).toBe(true);
    const cells = await page
      .locator('.import-table')
      .first()
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.querySelectorAll('td')].slice(0, 3).map((td) => td.textContent)),
      );
    expect(cells).toEqual([
      ['3', 'price', '<b>111</b>'],
      ['4', 'instrument', 'ZXQ9'],
    ]);
    await button(/^Keep the 1 fill that is good$/).click();
    await shown('imported');
    expect(await fillsOf('MIXED')).toBe(1);
  });

  it('takes a file that was chosen before the page had its script', async () => {
    let begin = () => {};
    const scriptMayCome = new Promise<void>((resolve) => {
      begin = resolve;
    });
    await page.route('**/static/page.js', async (route) => {
      await scriptMayCome;
      await route.continue();
    });
    await page.goto(`${running.address}/import`, { waitUntil: 'commit' });
    await page.setInputFiles('input[type="file"]', fixture('sod.csv'));
    begin();
    await shown('preview');
    expect(await page.locator('#import-result .error-message').count()).toBe(0);
  });

  it('says why a file is nothing to take, and takes the next one', async () => {
    const odd = { name: 'odd.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') };
    await page.setInputFiles('input[type="file"]', odd);
    await page.waitForSelector('#import-result .error-message');
    expect(await page.locator('#import-result').textContent()).toContain('odd.csv is of no format');
    await choose(fixture('sod.csv'));
    expect(await outcome()).toBe('preview');
  });

  it('takes a file that is dropped on the page, and leads to queries over it', async () => {
    const transfer = await page.evaluateHandle(
      (text) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([text], 'fills.csv', { type: 'text/csv' }));
        return dropped;
      },
      `${mixed.split('\n').slice(0, 1)}\n2025-07-22T14:30:00Z,ZNU5,sell,1,111,d1,DROPPED\n`,
    );
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await shown('preview');
    await button(/^Import all 1 fill$/).click();
    await shown('imported');
    await button(/^Query them/).click();
    await page.waitForURL(/\/notebooks\//);
    await expect.poll(() => page.locator('#cell-imported_fills .cell-value').textContent(), soon).toContain('DROPPED');
  });
});

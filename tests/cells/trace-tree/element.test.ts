import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { columnsOf } from '../../../core/trace/tree/columns.ts';
import { treeOfRows } from '../../../core/trace/tree/from-rows.ts';
import { traceOf } from '../../core/trace/tree/calls.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { propsOf, refused, shownOf, trace } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
const { origin } = treeOfRows(refused);

describe.skipIf(!runs)(`the element of a tree${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    ({ browser, page } = await elementPage('trace-tree'));
    await page.addStyleTag({ content: '#cell{height:500px}' });
  });
  beforeEach(async () => {
    await give(page, { head: null, missing: 'none', rows: [], columns: null }, propsOf());
    await give(page, shownOf(refused), propsOf());
    await page.locator('.fall').focus();
    await asked(page);
  });
  afterAll(() => browser?.close());

  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(60);
  };
  const names = () => page.locator('.fall-process').allTextContents();
  const chosen = () => page.locator('.fall-row[aria-selected="true"] .fall-process').textContent();

  it('folds, unfolds and walks by key', async () => {
    await press('ArrowDown', 'ArrowLeft');
    expect(await names()).toEqual(['http.handle', 'desk.Desk.submit']);
    await press('ArrowRight', 'ArrowRight', 'End');
    expect([await chosen(), (await names()).length]).toEqual(['http.send', 6]);
    await press('ArrowLeft');
    expect(await chosen()).toBe('paper.Paper.place');
    await press('e');
    expect(await chosen()).toBe('http.handle');
  });

  it('asks for a call that is opened and shows what was kept of it', async () => {
    await press('ArrowDown', 'Enter');
    const address = `/api/traces/${trace}/spans/a2?near=${origin + 300}`;
    expect(await asked(page)).toEqual([{ action: 'read', address }]);
    await page.evaluate(
      ({ address }) => {
        const cell = document.querySelector('cell-trace-tree') as unknown as {
          answered(reply: unknown, action: unknown): void;
        };
        const call = { span_id: 'a2', exception: 'Refused: <closed>', status: 'ERR' };
        const inputs = [{ name: 'order', value: '{side: "buy"}' }];
        const reply = { call, inputs, outputs: [], logs: [], place: null, source: null };
        cell.answered(reply, { action: 'read', address });
      },
      { address },
    );
    await page.waitForTimeout(60);
    expect(await page.locator('.opened').innerText()).toMatch(/Refused: <closed>[\s\S]*order\s+\{side: "buy"\}/);
    await press('Escape');
    expect(await page.locator('.opened').count()).toBe(0);
  });

  it('says where a call could not be read, and keeps it open by its id as the trace grows', async () => {
    await press('ArrowDown', 'Enter');
    const address = `/api/traces/${trace}/spans/a2?near=${origin + 300}`;
    await page.evaluate((address) => {
      const cell = document.querySelector('cell-trace-tree') as unknown as { unanswered(action: unknown): void };
      cell.unanswered({ action: 'read', address });
    }, address);
    await expect.poll(() => page.locator('.opened-body').innerText(), soon).toContain('The call could not be read');
    const earlier = refused.find(({ span_id }) => span_id === 'a2');
    if (earlier === undefined) throw new Error('the trace has no such call');
    const grown = {
      ...earlier,
      span_id: 'a0',
      process: 'auth',
      start_ts_us: earlier.start_ts_us - 100,
      duration_ms: 0.05,
    };
    await give(page, shownOf([...refused, grown]), propsOf());
    await expect.poll(names, soon).toContain('auth');
    expect([await chosen(), await page.locator('.opened strong').textContent()]).toEqual([
      'desk.Desk.submit',
      earlier.process,
    ]);
    await page.locator('.opened [data-action="close"]').click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.className), soon).toBe('fall');
  });

  it('finds and goes to what is found', async () => {
    await press('/');
    await page.keyboard.type('venue');
    await press('Enter');
    expect([await chosen(), await page.locator('.fall-row.found').count()]).toEqual(['desk.Desk.submit', 4]);
    await page.locator('.tree-search').fill('');
  });

  it('goes on to the flame and to statistics, sorted by a column', async () => {
    await press('v');
    expect(await page.locator('.flame-words').innerText()).toMatch(/as wide as the time spent/);
    await press('v');
    await page.locator('button[data-name="group"]').click();
    await page.locator('[data-action="sort"][data-name="count"]').click();
    expect((await page.locator('.sums-table tbody .tree-name').allTextContents())[0]).toBe('venue');
    await page.locator('button[data-name="waterfall"]').click();
  });

  it('asks for the columns of a large trace and has only the rows in sight in the page', async () => {
    const rows = traceOf(20_000);
    await give(page, { head: null, missing: 'none', rows: [], columns: null });
    await give(page, shownOf(rows), propsOf());
    const address = `/api/traces/${trace}/columns?near=${origin}`;
    expect(await asked(page)).toEqual([{ action: 'read', address }]);
    expect(await page.locator('.tree-table tbody tr').count()).toBe(200);
    await page.evaluate(
      ({ columns, address }) => {
        const cell = document.querySelector('cell-trace-tree') as unknown as {
          answered(reply: unknown, action: unknown): void;
        };
        cell.answered(columns, { action: 'read', address });
      },
      { columns: columnsOf(treeOfRows(rows)), address },
    );
    await page.waitForTimeout(200);
    await page.locator('.fall').focus();
    await press('End');
    expect(await page.locator('.fall-row').count()).toBeLessThan(90);
    expect(await page.locator('.fall').getAttribute('aria-rowcount')).toBe('20000');
    expect(await page.locator('.fall-row[aria-selected="true"]').getAttribute('aria-rowindex')).toBe('20000');
  });
});

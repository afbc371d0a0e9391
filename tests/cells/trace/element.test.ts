import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TraceProps, TraceRow, TraceValue } from '../../../cells/trace/schema.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { values } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
const props: TraceProps = { rows: 'data', last: '15m', limit: 30 };
const shownValue = (rows: readonly TraceRow[]): TraceValue => ({
  rows: [...rows],
  newest: rows[0]?.seq ?? 0,
  older: rows.at(-1)?.seq ?? null,
  searchedTo: rows.at(-1)?.ts ?? 0,
  searching: false,
  zone: 'America/Chicago',
});
const first = shownValue(values.slice(10, 40));
const second = shownValue(values.slice(7, 37));

describe.skipIf(!runs)(`traces in the browser${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;

  const top = () => page.locator('tr[data-seq]').first().getAttribute('data-seq');
  const newer = () => page.locator('.list-newer').textContent();
  const answer = (address: string, reply: unknown) =>
    page.evaluate(
      (given) => {
        const cell = document.getElementById('cell') as HTMLElement & {
          answered(reply: unknown, action: unknown): void;
        };
        cell.answered(given.reply, { action: 'read', address: given.address });
      },
      { address, reply: JSON.parse(JSON.stringify(reply)) as object },
    );
  const addresses = async () => (await asked(page)).map((action) => (action as { address: string }).address);

  beforeAll(async () => {
    ({ browser, page } = await elementPage('trace'));
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    await page.evaluate(() =>
      document.getElementById('cell')?.replaceWith(Object.assign(document.createElement('cell-trace'), { id: 'cell' })),
    );
    await give(page, first, props);
    await page.locator('[data-action="freeze"]').waitFor();
    await asked(page);
    await page.locator('#cell').focus();
  });

  it('is live', async () => {
    await give(page, second);
    expect(await top()).toBe(String(second.rows[0]?.seq));
    expect(await newer()).toBe('');
  });

  it('stands still while it is frozen, says how much is new, and follows again', async () => {
    await page.keyboard.press('f');
    await give(page, second);
    await expect.poll(newer, soon).toBe('3 newer');
    expect(await top()).toBe(String(first.rows[0]?.seq));
    await page.keyboard.press('f');
    await expect.poll(top, soon).toBe(String(second.rows[0]?.seq));
  });

  it('opens a call below its row, and stands still meanwhile', async () => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const row = first.rows[1]!;
    const address = `/api/traces/${row.traceId}/spans/${row.spanId}?near=${row.ts}`;
    expect(await addresses()).toEqual([address]);
    const detail = {
      call: {
        process: row.process,
        process_group: 'desk',
        service: 'deskbook',
        duration_ms: 1.5,
        start_ts_us: row.ts - 1500,
        ts: row.ts,
        thread_id: 0,
        call_depth: 2,
        subject: 'order T-1',
        trace_id: row.traceId,
        exception: 'Error: no\n    at here',
      },
      inputs: [{ name: 'price', value: "'<b>110</b>'" }],
      outputs: [],
      logs: [],
      place: 'server/desk/desk.ts:12',
      source: 'function submit() {}',
    };
    await answer(address, detail);
    const opened = page.locator('.trace-detail');
    await expect.poll(() => opened.locator('dd').textContent(), soon).toBe("'<b>110</b>'");
    expect(await opened.locator('pre').allTextContents()).toEqual(['Error: no\n    at here', 'function submit() {}']);
    expect(await opened.locator('a').getAttribute('href')).toBe(`/traces/${row.traceId}?near=${row.ts}`);
    await give(page, second);
    await expect.poll(newer, soon).toBe('3 newer');
    await page.keyboard.press('Escape');
    await expect.poll(() => opened.count(), soon).toBe(0);
  });

  it('reads older rows below those that are there', async () => {
    await page.keyboard.press('PageDown');
    const address = `/api/traces?rows=data&last=15m&limit=30&before=${first.older}`;
    expect(await addresses()).toEqual([address]);
    await answer(address, { rows: values.slice(40, 60), newest: 1, searchedTo: values[59]?.ts });
    await expect.poll(() => page.locator('tr[data-seq]').count(), soon).toBe(50);
    await expect
      .poll(() => page.locator('.trace-foot').textContent(), soon)
      .toContain('50 rows; there is nothing older');
  });

  it('shows what a reader chose, as it is typed, and keeps it while it is live', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('f110');
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { asked: { address: string }[] }).asked.length), soon)
      .toBe(2);
    const address = '/api/traces?rows=data&last=15m&text=f110&limit=30';
    expect((await addresses()).sort()).toEqual(['/api/traces/names', address].sort());
    await answer(address, { rows: values.slice(20, 22), newest: first.newest, before: 40, searchedTo: values[21]?.ts });
    await expect.poll(() => page.locator('tr[data-seq]').count(), soon).toBe(2);
    const onward = '/api/traces?rows=data&last=15m&text=f110&limit=28&before=40';
    await expect.poll(addresses, soon).toEqual([onward]);
    await answer(onward, { rows: [], newest: first.newest, searchedTo: 0 });
    await expect
      .poll(() => page.locator('.trace-foot').textContent(), soon)
      .toContain('2 rows; there is nothing older');
    await give(page, second);
    await expect
      .poll(addresses, soon)
      .toEqual([`/api/traces?rows=data&last=15m&text=f110&limit=30&after=${first.newest}`]);
    await page.locator('[data-action="clear"]').click();
    await expect.poll(() => page.locator('tr[data-seq]').count(), soon).toBe(30);
  });

  it('says so where nothing is recorded', async () => {
    await give(page, { ...shownValue([]), newest: null }, props);
    await expect
      .poll(() => page.locator('.trace-empty').textContent(), soon)
      .toContain('"enabled" in config/trace.json');
  });
});

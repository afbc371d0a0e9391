import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { allCurrent, cellOrder, openPage, textOf, visit } from './watched-page.ts';

const text = `---
title: Carry
---

# Carry

What is carried.

\`\`\`sql base span=6
select x from range(4) numbers(x)
\`\`\`

\`\`\`sql apart span=6
select 'apart' as word
\`\`\`

## Below

\`\`\`sql deep
select 'deep' as word
\`\`\`
`;

describeInBrowser('a notebook and its past', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;
  let round = 0;
  let id = '';

  const file = () => readFile(running.file(id), 'utf8');
  const message = async () => (await page.locator('.message-text').allTextContents()).join();
  const focusOn = (cell: string) => page.locator(`#cell-${cell}`).focus();
  const folded = () =>
    page.locator('.cell[data-folded="true"]').evaluateAll((all) => all.map((cell) => cell.id.slice(5)));
  const all = ['note_1', 'base', 'apart', 'note_2', 'deep'];
  const write = async (cell: string, body: string, on = page) => {
    await on.locator(`#cell-${cell}`).focus();
    await on.keyboard.press('Enter');
    await on.waitForSelector(`#cell-${cell} .cm-content`);
    await on.keyboard.press('Control+A');
    await on.keyboard.insertText(body);
    await on.keyboard.press('Shift+Enter');
    await expect.poll(async () => (await file()).includes(body), soon).toBe(true);
    // the first Escape closes a list of completions, if there is one
    const left = async () => {
      const editors = await on.locator(`#cell-${cell} .cm-editor`).count();
      if (editors > 0) await on.keyboard.press('Escape');
      return editors;
    };
    await expect.poll(left, soon).toBe(0);
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
    id = `carry-${++round}`;
    await writeFile(running.file(id), text);
    await visit(page, `${running.address}/notebooks/${id}`);
    await allCurrent(page);
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('is undone and redone by key, over a reload, and not while something is typed', async () => {
    await write('apart', `select 'changed' as word`);
    await focusOn('base');
    await page.keyboard.press('Shift+J');
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'apart', 'base', 'note_2', 'deep']);
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'apart', 'note_2', 'deep']);
    expect(await message()).toBe('Deleted base.');
    await page.reload();
    await page.waitForSelector('.freshness[data-link="open"], .freshness[data-link="none"]');
    await page.keyboard.press('z');
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'apart', 'base', 'note_2', 'deep']);
    await expect.poll(message, soon).toBe('Undone: delete base.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-base');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => cellOrder(page), soon).toEqual(all);
    await page.locator('.rail-filter').focus();
    await page.keyboard.type('zz');
    await page.keyboard.press('Control+Z');
    await focusOn('apart');
    expect(await file()).toBe(text.replace(`'apart'`, `'changed'`));
    await page.keyboard.press('z');
    await expect.poll(file, soon).toBe(text);
    await page.keyboard.press('Shift+Z');
    await expect.poll(file, soon).toBe(text.replace(`'apart'`, `'changed'`));
    await page.locator('.rail-filter').fill('');
  });

  it('keeps what another page wrote, and says so', async () => {
    const other = await openPage(browser, running.address);
    await visit(other.page, `${running.address}/notebooks/${id}`);
    await write('base', 'select 7 as x');
    await write('apart', `select 'theirs' as word`, other.page);
    await focusOn('base');
    await page.keyboard.press('z');
    await expect.poll(message, soon).toBe('Undone: edit base. What was changed elsewhere since then stays.');
    expect(await file()).toBe(text.replace(`'apart'`, `'theirs'`));
    await page.keyboard.press('Escape');
    await page.keyboard.press('z');
    await expect
      .poll(message, soon)
      .toMatch(/^This page has nothing to undo. The last change, "edit apart", was made elsewhere/);
    expect(await file()).toBe(text.replace(`'apart'`, `'theirs'`));
    await page.keyboard.press('z');
    await expect.poll(file, soon).toBe(text);
    await other.page.context().close();
    expect(other.complaints).toEqual([]);
  });

  it('folds a cell, the section of a heading, and all; they stay so, and are exported so', async () => {
    await focusOn('base');
    await page.keyboard.press('f');
    await expect.poll(folded, soon).toEqual(['base']);
    expect(await page.locator('#value-base').isVisible()).toBe(false);
    expect(await textOf(page, '#cell-base .cell-caption')).toMatch(/^4 rows/);
    await focusOn('note_2');
    await page.keyboard.press('f');
    await expect.poll(() => page.locator('#section-note_2').count(), soon).toBe(1);
    expect(await textOf(page, '#section-note_2')).toBe('1 cell foldeddeep');
    await page.reload();
    expect([await folded(), await cellOrder(page)]).toEqual([
      ['base', 'note_2'],
      ['note_1', 'base', 'apart', 'note_2'],
    ]);
    const exported = await (await fetch(`${running.address}/notebooks/${id}/export.html`)).text();
    expect(exported).toMatch(
      /id="cell-base" data-frame="box" data-state="current" data-folded="true"><div class="cell-header">/,
    );
    expect([exported.includes('id="cell-apart"'), exported.includes('id="cell-deep"')]).toEqual([true, false]);
    expect(exported).toContain('folded: deep');
    await page.locator('#outline [data-cell="deep"]').click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe('cell-deep');
    await page.keyboard.press('Shift+F');
    await expect.poll(folded, soon).toEqual(['base', 'apart', 'deep']);
    await page.keyboard.press('Shift+U');
    await expect.poll(folded, soon).toEqual([]);
    expect(await file()).toBe(text);
  });

  it('is gone through by its outline, which says kind and state', async () => {
    const entries = () =>
      page
        .locator('#outline .outline-item')
        .evaluateAll((items) => items.map((item) => (item as HTMLElement).innerText.split('\n')[0]));
    expect(await entries()).toEqual(['Carry', 'base', 'apart', 'Below', 'deep']);
    await writeFile(running.file(id), text.replace(`'deep'`, 'nothing'));
    await expect
      .poll(() => page.locator('#outline [data-cell="deep"]').getAttribute('data-state'), soon)
      .toBe('failed');
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.cell)).toBe('base');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), soon).toBe('cell-base');
    expect(await page.locator('#outline [aria-current]').getAttribute('data-cell')).toBe('base');
  });

  it('takes the options of a cell from a form', async () => {
    await focusOn('base');
    await page.keyboard.press('o');
    await page.locator('.options [name="span"]').fill('13');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.options-refusal').textContent(), soon)
      .toBe('span=13: expected a whole number from 1 to 12.');
    await page.locator('.options [name="span"]').fill('4');
    await page.locator('.options [name="policy"]').selectOption('lazy');
    await page.keyboard.press('Enter');
    await expect.poll(file, soon).toBe(text.replace('base span=6', 'base span=4 policy=lazy'));
    await expect.poll(() => page.locator('.options').count(), soon).toBe(0);
    await page.keyboard.press('z');
    await expect.poll(file, soon).toBe(text);
  });

  it('shows what a revision changed, cell by cell, and restores one as one more', async () => {
    await write('apart', `select 'changed' as word`);
    await focusOn('base');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(() => cellOrder(page), soon).not.toContain('base');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.waitForSelector('.revisions');
    expect(
      await page
        .locator('.revision-reason')
        .evaluateAll((all) => all.map((each) => each.textContent?.trim().split(/\s{2,}|\n/)[0])),
    ).toEqual(['delete base now', 'edit apart', 'as it was found']);
    expect(await page.locator('.change-head').allTextContents()).toEqual([expect.stringMatching(/^base sql removed$/)]);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/to=/);
    expect(await page.locator('.change-line[data-change="added"] b').allTextContents()).toEqual(['changed']);
    await page.locator('.revision a').last().click();
    await page.waitForURL(/to=/);
    await page.getByRole('button', { name: 'Restore this text' }).click();
    await page.waitForURL(new RegExp(`/notebooks/${id}$`));
    expect(await file()).toBe(text);
    await page.waitForSelector('.freshness:not([data-link="connecting"])');
    await page.keyboard.press('z');
    await expect.poll(() => cellOrder(page), soon).not.toContain('base');
  });

  it('is renamed, duplicated and deleted in the list, and comes back after a restart', async () => {
    await page.goto(running.address);
    await page.locator(`#notebook-${id} a`).first().focus();
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.keyboard.type('Roll <week>');
    await page.keyboard.press('Enter');
    await expect.poll(() => textOf(page, `#notebook-${id} .notebook-title`), soon).toBe('Roll <week>');
    expect(await message()).toBe(
      `Renamed to Roll <week>. Its address stays /notebooks/${id}, so links to it still work.`,
    );
    expect(await file()).toBe(text.replace('title: Carry', 'title: "Roll <week>"'));
    await page.keyboard.press('z');
    await expect.poll(() => textOf(page, `#notebook-${id} .notebook-title`), soon).toBe('Carry');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toMatch(/^Carry copy/);
    const copy = await page.evaluate(() => document.activeElement?.closest('li')?.dataset.notebook ?? '');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(() => page.locator(`.notebook-list #notebook-${copy}`).count(), soon).toBe(0);
    await running.stop();
    await running.start();
    await page.goto(running.address);
    await page.locator('.deleted summary').click();
    await page.locator(`[data-restore="${copy}"]`).click();
    await expect.poll(() => page.locator(`.notebook-list #notebook-${copy}`).count(), soon).toBe(1);
    expect(await readFile(running.file(copy), 'utf8')).toContain('select x from range(4) numbers(x)');
    await page.locator('#home-filter').fill('zzz');
    expect(await page.locator('.notebook-none').isVisible()).toBe(true);
  });

  it('goes back to the shipped one, and forward again', async () => {
    await page.goto(`${running.address}/notebooks/tour`);
    await page.locator('.cell[data-cell]').first().focus();
    await page.keyboard.press('Shift+J');
    await expect.poll(() => readFile(running.file('tour'), 'utf8').catch(() => ''), soon).not.toBe('');
    const own = await readFile(running.file('tour'), 'utf8');
    await page.goto(running.address);
    await page.locator('#notebook-tour').hover();
    await page.getByRole('button', { name: 'Revert Tour' }).click();
    await expect.poll(() => page.locator('#notebook-tour').getAttribute('data-origin'), soon).toBe('shipped');
    await page.keyboard.press('z');
    await expect.poll(() => readFile(running.file('tour'), 'utf8').catch(() => ''), soon).toBe(own);
  });
});

import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { actions } from '../../views/keymap.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { allCurrent, cellOrder, openPage, textOf, visit } from './watched-page.ts';

const sums = `---
title: Sums
---

# Sums

\`\`\`input factor
type: number
default: 3
\`\`\`

\`\`\`sql base span=6
select x from range(4) numbers(x)
\`\`\`

\`\`\`sql reader span=6
select sum(x)::bigint as all_of_it, sum(x * $factor)::bigint as scaled from base
\`\`\`

\`\`\`sql apart span=6
select 'apart' as word
\`\`\`

The total is **{reader.all_of_it}**.
`;

describeInBrowser('editing a notebook', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const address = () => `${running.address}/notebooks/sums`;
  const file = () => readFile(running.file('sums'), 'utf8');
  const focusOn = (cell: string) => page.locator(`#cell-${cell}`).focus();
  const button = (cell: string, act: string) => page.locator(`#cell-${cell} [data-act="${act}"]`);
  const shownBy = (cell: string) => textOf(page, `#cell-${cell} .cell-live`);
  const madeAt = async () =>
    Object.fromEntries(
      await page
        .locator('.cell[data-cell]')
        .evaluateAll((cells) => cells.map(({ dataset }) => [dataset.cell, dataset.at]) as [string, string][]),
    );
  /** Replaces the body of a cell through its editor and saves. */
  const write = async (cell: string, text: string, on = page) => {
    await on.locator(`#cell-${cell}`).focus();
    await on.keyboard.press('Enter');
    await on.waitForSelector(`#cell-${cell} .cm-content`);
    await on.keyboard.press('Control+A');
    await on.keyboard.insertText(text);
    await on.keyboard.press('Shift+Enter');
  };
  const closeEditor = async (cell: string) => {
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator(`#cell-${cell} .cm-editor`).count(), soon).toBe(0);
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
    await writeFile(running.file('sums'), sums);
    await expect
      .poll(async () => [...(await running.cells('sums')).keys()], soon)
      .toEqual(['note_1', 'factor', 'base', 'reader', 'apart', 'note_2']);
    await visit(page, address());
    await allCurrent(page);
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('runs the readers of an edited SQL cell again and nothing else', async () => {
    const before = await madeAt();
    expect(await shownBy('note_2')).toBe('The total is 6.');
    await write('base', 'select x + 10 as x from range(4) numbers(x)');
    await expect.poll(() => shownBy('note_2'), soon).toBe('The total is 46.');
    await allCurrent(page);
    const after = await madeAt();
    const changed = Object.keys(after).filter((cell) => after[cell] !== before[cell]);
    expect(changed).toEqual(['base', 'reader', 'note_2']);
    expect(await file()).toBe(sums.replace('select x from', 'select x + 10 as x from'));
  });

  it('does not run the readers of a cell whose new text has the same result', async () => {
    const before = await madeAt();
    await write('base', 'select x from range(2 + 2) numbers(x)');
    await expect.poll(async () => (await madeAt()).base, soon).not.toBe(before.base);
    await allCurrent(page);
    const { base: _, ...others } = await madeAt();
    expect(before).toMatchObject(others);
  });

  it('underlines what does not parse where it stands and keeps the last good value', async () => {
    await write('reader', 'select all_of_it\nfrm base where');
    const mark = page.locator('#cell-reader .error-mark');
    await expect.poll(() => mark.allTextContents(), soon).toEqual(['base']);
    expect(await page.locator('#cell-reader .editor-error').allTextContents()).toEqual(['base']);
    expect(await textOf(page, '#cell-reader .error-panel')).toMatch(/line 2, column 5/);
    expect(await page.locator('#cell-reader').getAttribute('data-state')).toBe('failed');
    expect(await page.locator('#cell-reader .cell-live tbody').isVisible()).toBe(true);
    expect(await textOf(page, '#cell-reader .cell-live tbody')).toMatch(/^6 ?18$/);
    await write('reader', 'select 7 as all_of_it');
    await expect.poll(() => shownBy('note_2'), soon).toBe('The total is 7.');
    expect(await page.locator('#cell-reader .error-panel, #cell-reader .editor-error').count()).toBe(0);
  });

  it('lets an input drive the cells that read it and no others', async () => {
    const before = await madeAt();
    await page.locator('#cell-factor input').fill('5');
    await expect.poll(() => textOf(page, '#cell-reader .cell-live tbody'), soon).toMatch(/^6 ?30$/);
    const after = await madeAt();
    expect([after.base, after.apart]).toEqual([before.base, before.apart]);
    await page.locator('#cell-factor input').fill('3');
    await expect.poll(() => textOf(page, '#cell-reader .cell-live tbody'), soon).toMatch(/^6 ?18$/);
  });

  it('moves, runs and deletes by the buttons of a cell, and takes a deletion back', async () => {
    await focusOn('apart');
    await button('apart', 'move-up').click();
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'factor', 'base', 'apart', 'reader', 'note_2']);
    await button('apart', 'move-down').click();
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'factor', 'base', 'reader', 'apart', 'note_2']);
    expect(await file()).toBe(sums);
    const ran = (await madeAt()).apart;
    await button('apart', 'run').click();
    await expect.poll(async () => (await madeAt()).apart, soon).not.toBe(ran);
    await button('apart', 'delete').click();
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'factor', 'base', 'reader', 'note_2']);
    expect(running.requests.filter((request) => request.startsWith('DELETE /notebooks/'))).toEqual([
      'DELETE /notebooks/sums/cells/apart',
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => cellOrder(page), soon).toEqual(['note_1', 'factor', 'base', 'reader', 'apart', 'note_2']);
    await expect.poll(file, soon).toBe(sums);
    await allCurrent(page);
  });

  it('does it all by the keyboard alone', async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-base');
    await page.keyboard.press('a');
    await page.keyboard.type('sql');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cell .cm-content');
    const [made = ''] = (await cellOrder(page)).filter(
      (cell) => !sums.includes(` ${cell}`) && !cell.startsWith('note'),
    );
    expect((await cellOrder(page)).indexOf(made)).toBe(3);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('select 40 + 2 as answer');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => textOf(page, `#cell-${made} .cell-live tbody`), soon).toBe('42');
    await closeEditor(made);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`cell-${made}`);
    await page.keyboard.press('Shift+J');
    await expect.poll(async () => (await cellOrder(page)).indexOf(made), soon).toBe(4);
    const ran = (await madeAt())[made];
    await page.keyboard.press('Shift+Enter');
    await expect.poll(async () => (await madeAt())[made], soon).not.toBe(ran);
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    await expect.poll(() => cellOrder(page), soon).not.toContain(made);
    await expect.poll(file, soon).toBe(sums);
  });

  it('lists every key behind ?', async () => {
    await page.keyboard.press('?');
    const words = await page.locator('.dialog-item > span:first-child').allTextContents();
    expect(words).toEqual(actions.map(({ about }) => about));
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count(), soon).toBe(0);
  });

  it('edits prose in place and shows its new form', async () => {
    await write('note_2', 'Now it is _{reader.all_of_it}_.');
    await expect.poll(() => shownBy('note_2'), soon).toBe('Now it is 6.');
    expect(await page.locator('#cell-note_2 em').count()).toBe(1);
    expect(await page.locator('.cm-editor').count()).toBe(0);
    expect(await file()).toBe(sums.replace('The total is **{reader.all_of_it}**.', 'Now it is _{reader.all_of_it}_.'));
  });

  it('shows two pages the edits of each other, and edits made outside', async () => {
    const other = await openPage(browser, running.address);
    await visit(other.page, address());
    await write('apart', `select 'first' as word`);
    await expect.poll(() => textOf(other.page, '#cell-apart .cell-live tbody'), soon).toBe('first');
    await closeEditor('apart');
    await write('apart', `select 'second' as word`, other.page);
    await expect.poll(() => shownBy('apart'), soon).toContain('second');
    await other.page.keyboard.press('Escape');
    await page.locator('#cell-reader').focus();
    await page.keyboard.press('Shift+K');
    const moved = ['note_1', 'factor', 'reader', 'base', 'apart', 'note_2'];
    for (const each of [page, other.page]) await expect.poll(() => cellOrder(each), soon).toEqual(moved);
    await writeFile(running.file('sums'), `${await file()}\n\`\`\`sql outside\nselect 'hello' as word\n\`\`\`\n`);
    for (const each of [page, other.page])
      await expect.poll(() => textOf(each, '#cell-outside .cell-live tbody').catch(() => ''), soon).toBe('hello');
    await other.page.context().close();
    expect(other.complaints).toEqual([]);
  });

  const openAndType = async (cell: string, text: string) => {
    await focusOn(cell);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`#cell-${cell} .cm-content`);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  const theirs = sums.replace(`'apart'`, `'theirs'`);
  const mine = sums.replace(`'apart'`, `'mine'`);
  const message = () => page.locator('.message-text').allTextContents();

  it('asks before it replaces what somebody else wrote while the editor was open', async () => {
    await openAndType('apart', `select 'mine' as word`);
    await writeFile(running.file('sums'), theirs);
    await expect.poll(() => textOf(page, '#cell-apart .cell-live tbody'), soon).toBe('theirs');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(message, soon).toEqual([expect.stringMatching(/^apart was changed elsewhere/)]);
    expect(await file()).toBe(theirs);
    await page.keyboard.press('Shift+Enter');
    await expect.poll(file, soon).toBe(mine);
    await expect.poll(() => textOf(page, '#cell-apart .cell-live tbody'), soon).toBe('mine');
    expect(await message()).toEqual([]);
  });

  it('shows a conflict with a file that changed at the same moment, and saves on the next try', async () => {
    running.before = (request) => {
      if (!request.startsWith('PUT')) return;
      running.before = () => {};
      writeFileSync(running.file('sums'), theirs);
    };
    await openAndType('apart', `select 'mine' as word`);
    await page.keyboard.press('Shift+Enter');
    await expect.poll(message, soon).toEqual([expect.stringMatching(/^sums\.md was changed elsewhere/)]);
    await expect.poll(() => textOf(page, '#notice'), soon).toMatch(/^Changed elsewhere/);
    expect(await file()).toBe(theirs);
    expect(await page.locator('#cell-apart .cm-content').textContent()).toContain('mine');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(file, soon).toBe(mine);
    await expect.poll(() => page.locator('#notice [role="alert"]').count(), soon).toBe(0);
    await expect.poll(() => textOf(page, '#cell-apart .cell-live tbody'), soon).toBe('mine');
  });

  it('makes a notebook on the first page and deletes it', async () => {
    await page.goto(running.address);
    expect(await page.locator('#notebooks a').first().textContent()).toBe('Morning');
    await page.getByLabel('Name of a new notebook').fill('Carry <trade>');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/notebooks\/carry/);
    expect(await textOf(page, '.bar-title')).toBe('Carry <trade>');
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await page.goto(running.address);
    await page.locator(`#notebook-${id}`).hover();
    await page.getByRole('button', { name: 'Delete Carry <trade>' }).click();
    await expect.poll(() => page.locator(`#notebook-${id}`).count(), soon).toBe(0);
    expect((await fetch(`${running.address}/notebooks/${id}`)).status).toBe(404);
  });
});

import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { openPage, textOf, visit } from './watched-page.ts';

const people = `---
title: People
---

# People

## Everybody

Of **{team}**: {names}, from {period.from}, as [above](#everybody).

\`\`\`input team
type: select
options: [red, blue]
\`\`\`

\`\`\`input names
type: select
multiple: true
query: select name, upper(name) from persons where team = $team order by 1
\`\`\`

\`\`\`input period
type: dates
default: [2026-11-02, 2026-11-06]
\`\`\`

\`\`\`input least
type: range
min: 0
max: 50
default: 5
\`\`\`

\`\`\`sql persons
select * from (values ('red', 'ann', 3), ('red', 'bob', 30), ('blue', 'cy', 40)) t(team, name, age)
\`\`\`

\`\`\`sql found
select name from persons where list_contains($names, name) and age >= $least order by 1
\`\`\`
`;

describeInBrowser('inputs and the address of a page', () => {
  let browser: Browser;
  let running: RunningConsole;
  let kept: KeptPage;
  let page: Page;

  const address = (query = '') => `${running.address}/notebooks/people${query}`;
  const query = (on = page) => new URL(on.url()).search;
  const live = (cell: string) => page.locator(`#cell-${cell} .cell-live`);
  const found = () => live('found').locator('tbody tr').allTextContents();
  const settings = async () => {
    const cells = await running.cells('people');
    return ['team', 'names', 'period', 'least'].map(
      (name) => (cells.get(name)?.value as { setting?: string } | undefined)?.setting,
    );
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
    await running.console.sessions.drop('people');
    await writeFile(running.file('people'), people);
    await visit(page, address('?least=5'));
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('opens with what its address says, in the first HTML already', async () => {
    const still = await openPage(browser, running.address, { javaScriptEnabled: false });
    await still.page.goto(address('?names=ann,bob&period=2026-11-03..2026-11-05&least=20'));
    expect(await textOf(still.page, '#cell-names summary')).toBe('all 2');
    expect(await textOf(still.page, '#cell-least output')).toBe('20');
    expect(await still.page.locator('#cell-period [data-part="to"]').inputValue()).toBe('2026-11-05');
    await still.page.context().close();
    await page.goto(address('?names=bob'));
    await expect.poll(found, soon).toEqual(['bob']);
    await expect.poll(settings, soon).toEqual(['red', 'bob', '2026-11-02..2026-11-06', '5']);
  });

  it('holds what differs from the standard, as it is changed with the keyboard alone', async () => {
    await expect.poll(query, soon).toBe('');
    await page.locator('#cell-names summary').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(query, soon).toBe('?names=ann');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(query, soon).toBe('?names=ann,bob');
    await expect.poll(found, soon).toEqual(['bob']);
    await page.keyboard.press('Escape');
    await page.locator('#cell-least [data-part="at"]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(query, soon).toBe('?names=ann,bob&least=3');
    await expect.poll(found, soon).toEqual(['ann', 'bob']);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(query, soon).toBe('?names=ann,bob&least=13');
    await page.locator('#cell-period [data-part="period"]').selectOption('month');
    await expect.poll(query, soon).toBe('?names=ann,bob&least=13&period=month');
    const copied = page.url();
    await page.locator('#cell-names summary').click();
    await page.locator('#cell-names [data-part="none"]').click();
    await expect.poll(query, soon).toBe('?least=13&period=month');
    const other = await openPage(browser, running.address);
    await visit(other.page, copied);
    await expect.poll(settings, soon).toEqual(['red', 'ann,bob', 'month', '13']);
    await expect.poll(query, soon).toBe('?least=13&period=month&names=ann,bob');
    expect(other.complaints).toEqual([]);
    await other.page.context().close();
  });

  it.each([1280, 400, 320])('has every control within reach of the pointer on a page of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.mouse.move(0, 0);
    const covered = () =>
      page.locator('.inputs :is(input, select, summary)').evaluateAll((controls) =>
        controls.flatMap((control) => {
          if (!control.checkVisibility()) return [];
          const { x, y, width: wide, height, right } = control.getBoundingClientRect();
          const found = document.elementFromPoint(x + wide / 2, y + height / 2);
          const reached = found !== null && control.closest('.input-cell')?.contains(found);
          return reached && right <= document.documentElement.clientWidth ? [] : [control.closest('.cell')?.id];
        }),
      );
    await expect.poll(covered, soon).toEqual([]);
  });

  it('holds an input that a folded section keeps away, too', async () => {
    await visit(page, address('?names=bob'));
    const section = page.locator('.section-fold');
    await page
      .locator('.cell[data-frame="prose"] [data-act="fold"]')
      .first()
      .evaluate((button: HTMLElement) => button.click());
    await section.waitFor();
    expect([await page.locator('#cell-names').count(), query()]).toEqual([0, '?names=bob']);
    await visit(page, page.url());
    await section.waitFor();
    expect([query(), (await settings())[1]]).toEqual(['?names=bob', 'bob']);
    await section.locator('button').click();
    await page.locator('#cell-names').waitFor();
    expect(query()).toBe('?names=bob');
  });

  it('keeps a choice that is no longer offered, and says so', async () => {
    await visit(page, address('?names=bob'));
    await page.locator('#cell-team select').selectOption('blue');
    await expect.poll(() => textOf(page, '#cell-names summary'), soon).toBe('bob');
    await expect.poll(() => live('names').locator('summary').getAttribute('data-missing'), soon).toBe('true');
    await page.locator('#cell-names summary').click();
    await expect
      .poll(() => live('names').locator('.input-option').allTextContents(), soon)
      .toEqual(['CY', 'bob (no longer listed)']);
    expect(await found()).toEqual(['bob']);
    await expect.poll(query, soon).toBe('?names=bob&team=blue');
  });

  it('says what of an address does not fit, at the input, and keeps what it was', async () => {
    await visit(page, address('?team=green&least=7&nmes=ann'));
    expect(await textOf(page, '#cell-team .cell-refusal span')).toBe(
      '"green" is not a choice: expected one of red, blue.',
    );
    expect(await textOf(page, '.notice')).toContain(
      'The address sets "nmes", which is no input of this notebook. Did you mean names?',
    );
    expect(await settings()).toEqual(['red', '', '2026-11-02..2026-11-06', '7']);
    await expect.poll(query, soon).toBe('?least=7&nmes=ann');
    await page.locator('#cell-team .cell-refusal button').click();
    expect(await page.locator('.cell-refusal').count()).toBe(0);
  });

  it('goes back over headings with its inputs as they are, and to another page with those that it had', async () => {
    await visit(page, address('?least=7'));
    await page.locator('.note a', { hasText: 'above' }).click();
    await expect.poll(() => new URL(page.url()).hash, soon).not.toBe('');
    await page.locator('#cell-team select').selectOption('blue');
    await expect.poll(query, soon).toBe('?least=7&team=blue');
    await page.goBack();
    await expect.poll(() => new URL(page.url()).hash, soon).toBe('');
    await expect.poll(query, soon).toBe('?least=7&team=blue');
    await page.goto(running.address);
    await page.goBack();
    await expect.poll(query, soon).toBe('?least=7&team=blue');
    expect((await settings())[0]).toBe('blue');
  });

  it('is set and followed by a pin for the inputs that its cell reads', async () => {
    const pin = await openPage(browser, running.address);
    await visit(pin.page, `${running.address}/pin/people/found?least=8&names=ann,bob`);
    await expect.poll(() => textOf(pin.page, 'tbody'), soon).toBe('bob');
    await page.locator('#cell-least [data-part="at"]').focus();
    await page.keyboard.press('Home');
    await expect.poll(() => query(pin.page), soon).toBe('?least=0&names=ann,bob');
    await expect.poll(() => textOf(pin.page, 'tbody'), soon).toBe('annbob');
    await visit(pin.page, `${running.address}/pin/people/found?team=green`);
    expect(await textOf(pin.page, '.cell-refusal span')).toContain('"green" is not a choice');
    expect((await settings())[3]).toBe('0');
    expect(pin.complaints).toEqual([]);
    await pin.page.context().close();
  });

  it('is not taken from a page that embeds, fetches or foresees it', async () => {
    for (const headers of [
      { 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-dest': 'empty' },
      { 'sec-purpose': 'prefetch' },
    ]) {
      await fetch(address('?least=44'), { headers: headers as Record<string, string> });
    }
    expect((await settings())[3]).toBe('5');
  });
});

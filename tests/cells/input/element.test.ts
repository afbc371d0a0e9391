import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { input } from '../../../cells/input/index.ts';
import { type InputProps, props } from '../../../cells/input/schema.ts';
import type { InputValue } from '../../../cells/input/value.ts';
import type { QueryResult, Tag } from '../../../cells/kind.ts';
import { keyTable } from '../../../server/keys.ts';
import { chromiumPath, launch, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { bundleElement, drawnMarkup, readMarkup } from '../element-page.ts';
import { cellContext, settingOf } from './context.ts';

test.each(['input', 'note'])('the element of %s brings no schema and no parser into the browser', async (kind) => {
  const { packages } = await bundleElement(kind);
  expect(packages).toEqual(['@lit/reactive-element', 'lit', 'lit-element', 'lit-html']);
});

const skipped = chromiumPath === undefined && !mustHaveChromium;

const traders: QueryResult = {
  columns: [],
  rows: [
    ['A', 'Ann'],
    ['B', 'Bob'],
    ['C', 'Carl'],
  ],
  rowCount: 3,
  hash: '',
  milliseconds: 0,
};

/** What the console would send of an input that is set so. */
async function frameOf(raw: unknown, text?: string): Promise<{ value: InputValue; props: InputProps }> {
  const checked = props.parse(raw);
  for await (const value of input.frames(checked, cellContext(settingOf(checked, text), traders))) {
    return { value, props: checked };
  }
  throw new Error('no frame');
}

const text = { type: 'text' };
const side = { type: 'select', options: ['buy', 'sell', 'both'] };
const slider = { type: 'range', min: 0, max: 100, step: 2, default: 10, label: 'share' };
const pair = { ...slider, default: [10, 90] };
const several = { type: 'select', query: 'select 1', multiple: true };
const period = { type: 'dates' };

describe.skipIf(skipped)(`a control in a browser${skipped ? ` (${noChromium})` : ''}`, () => {
  let browser: Browser;
  let page: Page;

  const control = () => page.locator('.input-control');
  const part = (name: string) => page.locator(`[data-part="${name}"]`);
  const asked = () => page.evaluate(() => (window as unknown as { asked: { text: string }[] }).asked);
  const askedTexts = async () => (await asked()).map((action) => action.text);
  const feed = async (raw: unknown, set?: string) =>
    page.evaluate(
      async (newest) => {
        const element = document.querySelector('cell-input') as unknown as {
          updateComplete: Promise<unknown>;
        };
        Object.assign(element, newest);
        await element.updateComplete;
      },
      await frameOf(raw, set),
    );

  let code: string;

  beforeAll(async () => {
    [browser, { code }] = await Promise.all([launch(), bundleElement('input')]);
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    await page.goto('about:blank');
    const data = JSON.stringify({ keys: keyTable([input], []) });
    await page.setContent(`<cell-input></cell-input><script type="application/json" id="page-data">${data}</script>`);
    await page.addScriptTag({ content: code });
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { asked: heard });
      document.addEventListener('cell-action', (event) => heard.push((event as CustomEvent).detail));
    });
  });

  test.each<[unknown, string | undefined]>([
    [text, 'maker'],
    [side, 'sell'],
    [{ type: 'number', default: 5, min: 1, step: 0.5, label: '<n>' }, undefined],
    [{ type: 'date' }, undefined],
    [{ type: 'toggle' }, 'true'],
    [{ type: 'toggle' }, undefined],
    [slider, '20'],
    [pair, '20..40'],
    [several, 'A,Z'],
    [period, 'last-5'],
  ])('is drawn as the server drew it: %j', async (raw, set) => {
    await feed(raw, set);
    const { value, props: checked } = await frameOf(raw, set);
    const served = String(await input.view(html as Tag<unknown>, value, checked));
    expect(await drawnMarkup(page, 'cell-input')).toBe(await readMarkup(page, served));
  });

  test('asks once after a pause in the typing, and keeps caret and keys when a frame comes in between', async () => {
    await feed(text, 'maker');
    await control().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('a ');
    await feed(text, 'taker');
    await page.keyboard.type('new ');
    expect(await control().evaluate((field: HTMLInputElement) => [field.value, field.selectionStart])).toEqual([
      'a new maker',
      6,
    ]);
    await expect.poll(asked, soon).toEqual([{ action: 'input', name: 'it', text: 'a new maker' }]);
    await feed(text, 'A NEW MAKER');
    expect(await control().inputValue()).toBe('a new maker');
    await control().blur();
    await expect.poll(() => control().inputValue(), soon).toBe('A NEW MAKER');
    expect(await asked()).toHaveLength(1);
  });

  test('shows what was refused no longer than it has the focus', async () => {
    await feed(text, 'maker');
    await control().fill('nobody');
    await expect.poll(asked, soon).toHaveLength(1);
    await control().blur();
    await expect.poll(() => control().inputValue(), soon).toBe('maker');
  });

  test('a list asks at once and follows what others choose', async () => {
    await feed(side, 'buy');
    await control().selectOption('sell');
    expect(await askedTexts()).toEqual(['sell']);
    await feed(side, 'sell');
    await feed(side, 'both');
    expect(await control().inputValue()).toBe('both');
  });

  test('a number that does not fit is not asked for', async () => {
    await feed({ type: 'number', default: 5, min: 1, max: 9 });
    await control().fill('90');
    await control().press('Enter');
    await control().fill('8');
    await control().press('Enter');
    await expect.poll(askedTexts, soon).toEqual(['8']);
  });

  test('a slider says its value while it moves, by a step or with Shift by ten, and stops at its end', async () => {
    await feed(slider);
    await part('at').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('output').textContent(), soon).toBe('12');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(() => page.locator('output').textContent(), soon).toBe('32');
    await expect.poll(async () => (await askedTexts()).at(-1), soon).toBe('32');
    for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await askedTexts()).at(-1), soon).toBe('100');
    await feed(slider, '50');
    await part('at').blur();
    await expect.poll(() => part('at').inputValue(), soon).toBe('50');
  });

  test('an end of a range takes the other along', async () => {
    await feed(pair, '40..50');
    await part('from').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await askedTexts()).at(-1), soon).toBe('60..60');
    await expect.poll(() => page.locator('output').allTextContents(), soon).toEqual(['60', '60']);
  });

  test('a switch is turned by Space and keeps the focus', async () => {
    await feed({ type: 'toggle' });
    await part('on').focus();
    await page.keyboard.press('Space');
    expect(await askedTexts()).toEqual(['true']);
    await feed({ type: 'toggle' }, 'true');
    await page.keyboard.press('Space');
    expect(await askedTexts()).toEqual(['true', 'false']);
  });

  test('several are checked with the keyboard alone: arrows, a first letter, Space, Escape', async () => {
    await feed(several);
    await part('summary').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await feed(several, 'A');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('A');
    await page.keyboard.press('c');
    await page.keyboard.press('Space');
    await expect.poll(askedTexts, soon).toEqual(['A', 'A,C']);
    await feed(several, 'A,C');
    await page.keyboard.press('Escape');
    expect(await page.locator('details').getAttribute('open')).toBeNull();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ann, Carl');
    await page.keyboard.press('Enter');
    await part('all').click();
    await expect.poll(async () => (await askedTexts()).at(-1), soon).toBe('A,B,C');
    await feed(several, 'A,B,C');
    await part('none').click();
    await expect.poll(async () => (await askedTexts()).at(-1), soon).toBe('');
    await page.mouse.click(700, 500);
    expect(await page.locator('details').getAttribute('open')).toBeNull();
  });

  test('two dates: a quick choice, or either day, and never one after the other', async () => {
    await feed(period, '2026-11-02..2026-11-06');
    expect(await part('period').inputValue()).toBe('');
    await part('period').selectOption('quarter');
    await feed(period, 'quarter');
    await part('from').fill('2026-11-23');
    await part('from').blur();
    expect(await askedTexts()).toEqual(['quarter', '2026-11-23..2026-11-23']);
    await feed(period, '2026-11-23..2026-11-23');
    expect([await part('period').inputValue(), await part('to').inputValue()]).toEqual(['', '2026-11-23']);
  });
});

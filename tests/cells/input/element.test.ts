import { html } from 'hono/html';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InputProps, InputValue } from '../../../cells/input/schema.ts';
import { view } from '../../../cells/input/view.ts';
import type { Tag } from '../../../cells/kind.ts';
import { chromiumPath, launch, mustHaveChromium, noChromium } from '../../e2e/harness.ts';
import { bundleElement, drawnMarkup, readMarkup } from '../element-page.ts';

test.each(['input', 'note'])('the element of %s brings no schema and no parser into the browser', async (kind) => {
  const { packages } = await bundleElement(kind);
  expect(packages).toEqual(['@lit/reactive-element', 'lit', 'lit-element', 'lit-html']);
});

const skipped = chromiumPath === undefined && !mustHaveChromium;

describe.skipIf(skipped)(`a control in a browser${skipped ? ` (${noChromium})` : ''}`, () => {
  let browser: Browser;
  let page: Page;

  const text: InputValue = { name: 'who', type: 'text', label: 'who', text: 'maker' };
  const textProps: InputProps = { type: 'text', default: '' };
  const choice: InputValue = {
    name: 'side',
    type: 'choice',
    label: 'side',
    text: 'buy',
    choices: ['buy', 'sell', 'both'],
  };
  const choiceProps: InputProps = { type: 'choice', choices: ['buy', 'sell', 'both'] };
  const number: InputProps = { type: 'number', default: 5, min: 1, step: 0.5 };
  const drawn: readonly (readonly [InputValue, InputProps])[] = [
    [text, textProps],
    [choice, choiceProps],
    [{ name: 'n', type: 'number', label: '<n>', text: '5' }, number],
    [
      { name: 'day', type: 'date', label: 'day', text: '2026-11-20' },
      { type: 'date', default: 'today' },
    ],
  ];
  const control = () => page.locator('.input-control');
  const asked = () => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
  const feed = (value: InputValue, props: InputProps) =>
    page.evaluate(
      async ([newest, given]) => {
        const element = document.querySelector('cell-input') as unknown as {
          value: unknown;
          props: unknown;
          updateComplete: Promise<unknown>;
        };
        Object.assign(element, { value: newest, props: given });
        await element.updateComplete;
      },
      [value, props] as const,
    );

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    page = await browser.newPage();
    await page.setContent('<cell-input></cell-input>');
    await page.addScriptTag({ content: (await bundleElement('input')).code });
    await page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { asked: heard });
      document.addEventListener('cell-action', (event) => heard.push((event as CustomEvent).detail));
    });
  });
  afterEach(() => page.close());

  test('is drawn as the server drew it', async () => {
    for (const [value, props] of drawn) {
      await feed(value, props);
      const served = String(await view(html as Tag<unknown>, value, props));
      expect(await drawnMarkup(page, 'cell-input')).toBe(await readMarkup(page, served));
    }
  });

  test('asks once after a pause in the typing, and keeps caret and keys when a frame comes in between', async () => {
    await feed(text, textProps);
    await control().click();
    await page.keyboard.press('Home');
    await page.keyboard.type('a ');
    await feed({ ...text, text: 'taker' }, textProps);
    await page.keyboard.type('new ');
    expect(await control().evaluate((input: HTMLInputElement) => [input.value, input.selectionStart])).toEqual([
      'a new maker',
      6,
    ]);
    await expect.poll(asked).toEqual([{ action: 'input', name: 'who', text: 'a new maker' }]);
    await feed({ ...text, text: 'A NEW MAKER' }, textProps);
    expect(await control().inputValue()).toBe('a new maker');
    await control().blur();
    await expect.poll(() => control().inputValue()).toBe('A NEW MAKER');
    expect(await asked()).toHaveLength(1);
  });

  test('shows what was refused no longer than it has the focus', async () => {
    await feed(text, textProps);
    await control().fill('nobody');
    await expect.poll(asked).toHaveLength(1);
    await control().blur();
    await expect.poll(() => control().inputValue()).toBe('maker');
  });

  test('a choice asks at once and follows what others choose', async () => {
    await feed(choice, choiceProps);
    await control().selectOption('sell');
    expect(await asked()).toEqual([{ action: 'input', name: 'side', text: 'sell' }]);
    await feed({ ...choice, text: 'sell' }, choiceProps);
    await feed({ ...choice, text: 'both' }, choiceProps);
    expect(await control().inputValue()).toBe('both');
  });

  test('a number that does not fit is not asked for', async () => {
    await feed({ name: 'n', type: 'number', label: 'n', text: '5' }, { type: 'number', default: 5, min: 1, max: 9 });
    await control().fill('90');
    await control().press('Enter');
    await control().fill('8');
    await control().press('Enter');
    await expect.poll(asked).toEqual([{ action: 'input', name: 'n', text: '8' }]);
  });
});

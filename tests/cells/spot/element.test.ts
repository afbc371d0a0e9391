import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { spotValue } from '../../../cells/spot/server.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { contextOf } from '../live-topics.ts';
import { morningSpots } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
const value = spotValue({}, morningSpots, contextOf({}).instrument);

describe.skipIf(!runs)(`the spots in the browser${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;

  const reading = () => page.locator('.reading').textContent();
  const paste = (text: string) =>
    page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const target = document.querySelector('.spot-field') ?? document.getElementById('cell');
      target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);

  beforeAll(async () => {
    ({ browser, page } = await elementPage('spot'));
  });
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    await page.evaluate(() =>
      document.getElementById('cell')?.replaceWith(Object.assign(document.createElement('cell-spot'), { id: 'cell' })),
    );
    await give(page, value, {});
    await asked(page);
    await page.locator('#cell').focus();
  });

  it('takes a price that is typed, once Enter is pressed', async () => {
    await page.keyboard.type('110-17');
    await expect.poll(reading, soon).toBe("⏎ 110'170, dash, 0.0% from 110'165");
    expect(await asked(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([{ action: 'spot', instrument: 'ZNZ6', change: { price: '110-17' } }]);
    await expect.poll(() => page.locator('.spot-field').count(), soon).toBe(0);
  });

  it('takes an instrument and a price that are typed, and leaves no letter of them to the keys of the page', async () => {
    await page.evaluate(() => {
      const left: string[] = [];
      Object.assign(window, { left });
      document.addEventListener('keydown', ({ key, defaultPrevented, target }) => {
        if (!defaultPrevented && !(target instanceof HTMLInputElement)) left.push(key);
      });
    });
    await page.keyboard.type('ES 6130');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([{ action: 'spot', instrument: 'ESZ6', change: { price: '6130' } }]);
    expect(await page.evaluate(() => (window as unknown as { left: string[] }).left)).toEqual([]);
  });

  it('asks again before it takes a price that is far, and Escape takes it back', async () => {
    await page.keyboard.type('98-16');
    await page.keyboard.press('Enter');
    await expect.poll(reading, soon).toBe("98'160, dash, 10.9% from 110'165: ⏎ again if it is meant");
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.spot-field').count(), soon).toBe(0);
    await page.keyboard.type('98-16');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([]);
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([
      { action: 'spot', instrument: 'ZNZ6', change: { price: '98-16', confirm: true } },
    ]);
  });

  it('forgets that it has asked when the text is changed', async () => {
    await page.keyboard.type('98-16');
    await page.keyboard.press('Enter');
    await page.keyboard.type('+');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([]);
  });

  it('offers what a text may mean, and takes the one that is chosen', async () => {
    await page.keyboard.type('110-085');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([]);
    await page.locator('.spot-reading').nth(1).click();
    await expect.poll(() => page.locator('.spot-field').inputValue(), soon).toBe("110'08.625");
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([{ action: 'spot', instrument: 'ZNZ6', change: { price: "110'08.625" } }]);
  });

  it('takes a paste of a price, or of an instrument and a price, wherever the focus is in it', async () => {
    await page.keyboard.press('ArrowDown');
    await paste(' 6,130.25 ');
    await page.locator('.reading').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.spot-field').waitFor({ state: 'detached' });
    await paste('ZN 110-16+');
    await expect.poll(reading, soon).toBe("⏎ ZNZ6 110'165, plus, 0.0% from 110'165");
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([
      { action: 'spot', instrument: 'ESZ6', change: { price: '6,130.25' } },
      { action: 'spot', instrument: 'ZNZ6', change: { price: '110-16+' } },
    ]);
  });

  it('goes through the sources by key and by the list, and takes a price back', async () => {
    await page.keyboard.press('x');
    await page.locator('.spot-source').selectOption('venue mid');
    await page.locator('#cell').focus();
    await page.keyboard.press('Delete');
    expect(await asked(page)).toEqual([
      { action: 'spot', instrument: 'ZNZ6', change: { source: 'manual' } },
      { action: 'spot', instrument: 'ZNZ6', change: { source: 'venue mid' } },
      { action: 'spot', instrument: 'ZNZ6', change: { withdraw: true } },
    ]);
  });

  it('keeps what is typed when a new value arrives, and opens where one clicks', async () => {
    await page.locator('tr[data-instrument="ESZ6"] td.price').click();
    await page.keyboard.type('6130');
    await give(page, { ...value, askBeyondPercent: 1 });
    await expect.poll(() => page.locator('.spot-field').inputValue(), soon).toBe('6130');
    await expect.poll(() => page.evaluate(() => document.activeElement?.className), soon).toBe('spot-field');
    await page.keyboard.press('Enter');
    expect(await asked(page)).toEqual([{ action: 'spot', instrument: 'ESZ6', change: { price: '6130' } }]);
  });
});

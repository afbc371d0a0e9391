import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { props as schema } from '../../../cells/candles/schema.ts';
import { frames } from '../../../cells/candles/server.ts';
import { chromiumPath, mustHaveChromium, soon } from '../../e2e/harness.ts';
import { emptyReader } from '../../fixtures/empty-reader.ts';
import { elementPage, give } from '../in-browser.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { wanderingMarket } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (runs) ({ browser, page } = await elementPage('candles'));
});
afterAll(async () => {
  await browser?.close();
});

it.skipIf(!runs)('reads one candle at the pointer or by arrows', async () => {
  const props = schema.parse({ instrument: 'ZN', frame: '15m', count: 40 });
  const [value] = await framesOf(frames(props, contextOf({}, 1, undefined, emptyReader, wanderingMarket)));
  await give(page, value, props);
  const readout = page.locator('.candles-readout');
  const shown = async () => (await readout.innerText()).split('\n').map((line) => line.trim());
  await expect.poll(() => readout.count(), soon).toBe(0);
  await page.locator('cell-candles').focus();
  await page.keyboard.press('ArrowLeft');
  const [time, , , , , volume] = value!.candles.at(-1)!;
  await expect.poll(shown, soon).toEqual(expect.arrayContaining([time, 'partial', String(volume)]));
  await page.keyboard.press('ArrowLeft');
  await expect.poll(shown, soon).toEqual(expect.arrayContaining([value!.candles.at(-2)![0], 'CST']));
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await expect.poll(async () => (await shown())[0], soon).toBe(time);
  await page.keyboard.press('Escape');
  await expect.poll(() => readout.count(), soon).toBe(0);
  const box = (await page.locator('.candles-plot').boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5 + 2, box.y + 20);
  await expect.poll(async () => (await shown())[0], soon).toBe(value!.candles[20]![0]);
  await page.mouse.move(box.x + box.width + 40, box.y + 20);
  await expect.poll(() => readout.count(), soon).toBe(0);
});

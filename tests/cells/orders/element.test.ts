import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { props as schema } from '../../../cells/orders/schema.ts';
import { frames } from '../../../cells/orders/server.ts';
import { chromiumPath, mustHaveChromium, soon } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { morning } from '../ladder/fixture.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  if (runs) ({ browser, page } = await elementPage('orders'));
});
afterAll(async () => {
  await browser?.close();
});

it.skipIf(!runs)('leads to traces by arrows, and cancels an open order by key or click', async () => {
  const props = schema.parse({ show: 'open' });
  const [value] = await framesOf(frames(props, contextOf({ orders: morning.orders })));
  await give(page, value, props);
  const links = page.locator('.order-trace');
  await expect.poll(() => links.count(), soon).toBe(value!.rows.length);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  const second = value!.rows[1]!;
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
    `/traces/of?subject=order%20${second.key}`,
  );
  await page.keyboard.press('Delete');
  expect(await asked(page)).toEqual([{ action: 'cancel', clientOrderId: second.key }]);
  await page.locator('.order-cancel:enabled').first().click();
  expect(await asked(page)).toEqual([{ action: 'cancel', clientOrderId: value!.rows.find((row) => !row.asked)?.key }]);
});

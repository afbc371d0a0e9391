import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { props as schema } from '../../../cells/fills/schema.ts';
import { frames } from '../../../cells/fills/server.ts';
import { chromiumPath, mustHaveChromium, soon } from '../../e2e/harness.ts';
import { elementPage, give } from '../in-browser.ts';
import { contextOf, framesOf } from '../live-topics.ts';
import { morningFills, tapeOf } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
let browser: Browser;
let page: Page;

async function shown(given: Record<string, unknown>, topics: Record<string, unknown>): Promise<void> {
  const props = schema.parse(given);
  const [value] = await framesOf(frames(props, contextOf(topics)));
  await give(page, value, props);
}
const links = () => page.locator('.fill-trace');
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));

beforeAll(async () => {
  if (runs) ({ browser, page } = await elementPage('fills'));
});
afterAll(async () => {
  await browser?.close();
});

it.skipIf(!runs)("leads from an own fill to its order's trace, by one stop of the tab key and arrows", async () => {
  await shown({}, { fills: morningFills });
  await expect.poll(() => links().count(), soon).toBe(5);
  expect(await links().first().textContent()).toBe('10:31:06.741');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('/traces/of?subject=order%20o-x-5');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('/traces/of?subject=order%20o-x-4');
  const newer = { ...morningFills.fills[0]!, executionId: 'x-6', clientOrderId: 'o-x-6' };
  await shown({}, { fills: { fills: [newer, ...morningFills.fills], total: 1_205 } });
  await expect.poll(() => links().count(), soon).toBe(6);
  expect(await focused()).toBe('/traces/of?subject=order%20o-x-4');
  expect(await page.locator('.fill-trace[tabindex="0"]').count()).toBe(1);
});

it.skipIf(!runs)('leads nowhere from a trade of the market', async () => {
  await shown(
    { source: 'market', instrument: 'ZN' },
    { 'tape.ZNZ6': tapeOf([{ side: 'buy', quantity: 1, price: '110.25', ago: 4 }], 1) },
  );
  await expect.poll(() => page.locator('.fills tbody tr').count(), soon).toBe(1);
  expect(await links().count()).toBe(0);
});

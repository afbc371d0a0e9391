import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metrics as kind } from '../../../cells/metrics/index.ts';
import { observedAfter } from '../../core/trace/observed.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { elementPage, give } from '../in-browser.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;

describe.skipIf(!runs)(`the element of metrics${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;
  const props = kind.props.parse({ show: ['latency'] });
  const valueAfter = async (seconds: number) =>
    (await framesOf(kind.frames(props, contextOf({ observability: observedAfter(seconds) }))))[0];
  const names = () =>
    page.locator('tbody th').evaluateAll((heads) => heads.map((head) => head.textContent?.split(' ')[0]));
  const sorted = () => page.locator('th[aria-sort="descending"]').getAttribute('data-column');

  const first = async () => [await sorted(), (await names())[0]];

  beforeAll(async () => {
    ({ browser, page } = await elementPage('metrics'));
    await give(page, await valueAfter(60), props);
  });
  afterAll(() => browser?.close());

  it('has the worst by another column first when its head is clicked, or by key', async () => {
    await expect.poll(first, soon).toEqual(['errors', 'orders.submit']);
    await page.locator('th[data-column="calls"]').click();
    await expect.poll(first, soon).toEqual(['calls', 'market.onBook']);
    await page.locator('cell-metrics').press('ArrowRight');
    await expect.poll(first, soon).toEqual(['errors', 'orders.submit']);
    await page.locator('cell-metrics').press('ArrowLeft');
    await page.locator('cell-metrics').press('ArrowLeft');
    await expect.poll(first, soon).toEqual(['max', 'run.run']);
  });

  it('leaves the lines where they are when new values come', async () => {
    const before = await names();
    const top = await page.locator('tbody tr').first().boundingBox();
    await give(page, await valueAfter(61));
    expect(await names()).toEqual(before);
    expect(await page.locator('tbody tr').first().boundingBox()).toEqual(top);
  });
});

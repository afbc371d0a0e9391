import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dependencyGraph as kind } from '../../../cells/dependency-graph/index.ts';
import { observedAfter } from '../../core/trace/observed.ts';
import { chromiumPath, mustHaveChromium, noChromium, soon } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { contextOf, framesOf } from '../live-topics.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;

describe.skipIf(!runs)(`the element of dependency-graph${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;
  const props = kind.props.parse({});
  const valueAfter = async (seconds: number) =>
    (await framesOf(kind.frames(props, contextOf({ observability: observedAfter(seconds) }))))[0];
  const cell = () => page.locator('cell-dependency-graph');
  const node = (short: string) => page.locator('.node', { hasText: short }).first();
  const box = async () => ((await page.locator('.graph-picture').getAttribute('viewBox')) ?? '').split(' ').map(Number);
  const corner = () => page.locator('.graph-corner').innerText();

  beforeAll(async () => {
    ({ browser, page } = await elementPage('dependency-graph'));
    await page.addStyleTag({ content: 'cell-dependency-graph { height: 500px }' });
    await give(page, await valueAfter(60), props);
  });
  afterAll(() => browser?.close());

  it('tells the numbers of what is pointed at, and marks its neighbors', async () => {
    await node('desk.Desk.submit').hover();
    await expect
      .poll(corner, soon)
      .toContain('called by fills.take, orders.submit; calls paper.Paper.place, check-order.check, journal.append');
    expect(await page.locator('.node.near .name').allTextContents()).toHaveLength(6);
    expect(await page.locator('.way.near').count()).toBe(5);
    expect(await page.locator('.node.aside').count()).toBe(6);
    await page.mouse.move(0, 0);
    await expect.poll(corner, soon).toContain('12 processes, 12 ways');
  });

  it('goes nearer, farther, aside and back by key, by button and by wheel', async () => {
    await cell().press('0');
    const all = await box();
    await cell().press('+');
    await expect.poll(async () => (await box())[2]! < all[2]!, soon).toBe(true);
    const nearer = await box();
    await cell().press('ArrowRight');
    await expect.poll(async () => (await box())[0]! > nearer[0]!, soon).toBe(true);
    await page.locator('.graph-buttons [data-action="farther"]').click();
    await expect.poll(async () => (await box())[2]! > nearer[2]!, soon).toBe(true);
    const before = await box();
    await page.locator('.graph-stage').hover();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(async () => (await box())[2]! < before[2]!, soon).toBe(true);
    await cell().press('0');
    await expect.poll(box, soon).toEqual(all);
  });

  it('is dragged, which opens nothing', async () => {
    const before = await box();
    const at = (await node('fills.take').boundingBox())!;
    await page.mouse.move(at.x + 10, at.y + 10);
    await page.mouse.down();
    await page.mouse.move(at.x - 60, at.y + 30, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await box())[0]! > before[0]!, soon).toBe(true);
    expect([await page.locator('.graph-opened').count(), await asked(page)]).toEqual([0, []]);
    await cell().press('0');
  });

  it('lists the calls of what is opened, by click and by key', async () => {
    await node('journal.append').focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.locator('.graph-opened').innerText(), soon)
      .toContain('Its newest calls are on their way.');
    const [action] = await asked(page);
    expect(action).toEqual({
      action: 'read',
      address: '/api/traces?rows=calls&process=server%2Fjournal%2Fjournal.append&limit=25',
    });
    const call = {
      ts: 1_795_192_267_250_000,
      duration_ms: 1.5,
      trace_id: 'ab',
      status: 'OK',
      exception: null,
      subject: 'order T-17',
    };
    await page.evaluate(
      ([reply, done]) =>
        (document.getElementById('cell') as unknown as { answered(reply: unknown, done: unknown): void }).answered(
          reply,
          done,
        ),
      [{ rows: [call] }, action] as const,
    );
    await expect
      .poll(() => page.locator('.graph-opened a').getAttribute('href'), soon)
      .toBe('/traces/ab?near=1795192267250000');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.graph-opened').count(), soon).toBe(0);
  });

  it('keeps what is looked at while numbers change', async () => {
    const all = await box();
    await cell().press('+');
    await expect.poll(async () => (await box())[2]! < all[2]!, soon).toBe(true);
    const places = await page
      .locator('.node')
      .evaluateAll((nodes) => nodes.map((each) => [each.getAttribute('x'), each.getAttribute('y')]));
    const before = await box();
    const told = await page.locator('.node .figures').allTextContents();
    await give(page, await valueAfter(61));
    expect(
      await page
        .locator('.node')
        .evaluateAll((nodes) => nodes.map((each) => [each.getAttribute('x'), each.getAttribute('y')])),
    ).toEqual(places);
    expect([await box(), await page.locator('.node .figures').allTextContents()]).not.toEqual([before, told]);
    expect(await box()).toEqual(before);
  });
});

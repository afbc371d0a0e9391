import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LadderProps, props as schema } from '../../../cells/ladder/schema.ts';
import { ladder } from '../../../cells/ladder/server.ts';
import type { CellElement } from '../../../views/client/cell-element.ts';
import { chromiumPath, mustHaveChromium, noChromium } from '../../e2e/harness.ts';
import { asked, elementPage, give } from '../in-browser.ts';
import { zn } from '../live-topics.ts';
import { type BookGiven, bookOf, middle, morning, stopped } from './fixture.ts';

const runs = chromiumPath !== undefined || mustHaveChromium;
const props: LadderProps = schema.parse({ instrument: 'ZN', levels: 9 });
const frameOf = (book: BookGiven) => ladder(props, zn)({ ...morning, book: bookOf(book) });
const at = (tick: number) => frameOf({ bid: tick - 1, ask: tick + 1 });

describe.skipIf(!runs)(`the ladder in the browser${runs ? '' : ` (${noChromium})`}`, () => {
  let browser: Browser;
  let page: Page;

  const middleTick = () =>
    page.evaluate(() => Number(document.querySelectorAll('tbody tr')[9]?.getAttribute('data-tick')));
  const hint = () => page.locator('.ladder-hint').textContent();
  const armIt = async () => {
    await page.locator('#cell').focus();
    await page.keyboard.down('a');
    await page.locator('.ladder-armed').waitFor();
    await page.keyboard.up('a');
  };

  beforeAll(async () => {
    ({ browser, page } = await elementPage('ladder'));
  });

  afterAll(async () => {
    await browser?.close();
  });

  beforeEach(async () => {
    await page.mouse.move(690, 890);
    await page.evaluate(() =>
      document
        .getElementById('cell')
        ?.replaceWith(Object.assign(document.createElement('cell-ladder'), { id: 'cell' })),
    );
    await give(page, at(middle), props);
    await asked(page);
  });

  it('stands still while the market is near and follows it when it has left', async () => {
    const seen = [await middleTick()];
    for (const tick of [middle + 3, middle - 3, middle + 4]) {
      await give(page, at(tick));
      seen.push(await middleTick());
    }
    expect(seen.map((tick) => tick - middle)).toEqual([0, 0, 0, 4]);
  });

  it('does not move under a pointer that is over the prices', async () => {
    await page.locator('tbody tr:nth-child(4) .price').hover();
    await give(page, at(middle + 6));
    expect((await middleTick()) - middle).toBe(0);
    await page.mouse.move(690, 890);
    await give(page, at(middle + 6));
    expect((await middleTick()) - middle).toBe(6);
  });

  it('scrolls by hand, says so, and centers with c', async () => {
    await page.locator('#cell').focus();
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageUp']) await page.keyboard.press(key);
    // a frame that comes before the scroll is drawn brings rows of its own to scroll to
    await give(page, at(middle));
    await give(page, at(middle + 1));
    expect((await middleTick()) - middle).toBe(9);
    expect(await hint()).toContain('center');
    await page.keyboard.press('c');
    await give(page, at(middle + 1));
    expect((await middleTick()) - middle).toBe(1);
  });

  it('sends nothing while it is disarmed', async () => {
    await page.locator('tbody tr:nth-child(12) .bid').click();
    await page.keyboard.press('a');
    await page.locator('tbody tr:nth-child(12) .bid').click();
    expect(await asked(page)).toEqual([]);
    expect(await hint()).toContain('to arm');
  });

  it('buys on the bid side and sells on the ask side once armed, with the size chosen', async () => {
    await armIt();
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).click();
    await page.keyboard.press('3');
    await page.locator(`tr[data-tick="${middle + 5}"] .ask`).click();
    await page.locator(`tr[data-tick="${middle + 5}"] .price`).click();
    const order = {
      action: 'order',
      order: { instrument: 'ZNZ6', type: 'limit', timeInForce: 'day', account: 'demo' },
    };
    expect(await asked(page)).toEqual([
      { ...order, order: { ...order.order, side: 'buy', quantity: 1, price: '110.203125' } },
      { ...order, order: { ...order.order, side: 'sell', quantity: 10, price: '110.34375' } },
    ]);
  });

  it('asks for exits where it is told to, and says so', async () => {
    await give(page, at(middle), schema.parse({ instrument: 'ZN', levels: 9, protection: { stop: 8, target: 16 } }));
    await armIt();
    expect(await page.locator('.ladder-protection').textContent()).toBe('s8 t16');
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).click();
    expect(await asked(page)).toMatchObject([
      { order: { side: 'buy', protection: { stopLoss: { ticks: 8 }, takeProfit: { ticks: 16 } } } },
    ]);
  });

  it('places a stop with Shift, and says that it would', async () => {
    await armIt();
    await page.keyboard.down('Shift');
    await page.locator('.ladder-armed', { hasText: 'STOP demo' }).waitFor();
    await page.locator(`tr[data-tick="${middle - 4}"] .ask`).click();
    await page.keyboard.up('Shift');
    await page.locator('.ladder-armed', { hasText: 'ARMED demo' }).waitFor();
    const order = { instrument: 'ZNZ6', side: 'sell', quantity: 1, type: 'stop', stopPrice: '110.203125' };
    expect(await asked(page)).toEqual([{ action: 'order', order: { ...order, timeInForce: 'day', account: 'demo' } }]);
  });

  it('replaces an order that is dragged to another row, and cancels none by it', async () => {
    const chip = page.locator('[data-order="o-1"]');
    const target = page.locator(`tr[data-tick="${middle + 2}"] .price`);
    await chip.hover();
    await page.mouse.down();
    await target.hover();
    await page.mouse.up();
    expect(await asked(page)).toEqual([]);
    await armIt();
    await chip.hover();
    await page.mouse.down();
    await target.hover();
    await page.locator(`tr[data-tick="${middle + 2}"][data-move-to]`).waitFor();
    await page.mouse.up();
    await page.locator('tr[data-move-to]').waitFor({ state: 'detached' });
    expect(await asked(page)).toEqual([{ action: 'replace', clientOrderId: 'o-1', changes: { price: '110.296875' } }]);
  });

  it('leaves an order that is dragged back to its row', async () => {
    await armIt();
    const chip = page.locator('[data-order="o-1"]');
    await chip.hover();
    await page.mouse.down();
    await page.locator(`tr[data-tick="${middle + 2}"] .price`).hover();
    await chip.hover();
    await page.mouse.up();
    expect(await asked(page)).toEqual([]);
  });

  it('moves stops by keys: their stop prices, and a limit with them', async () => {
    await give(page, ladder(props, zn)(stopped));
    await armIt();
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowDown');
    await page.locator('.ladder-hint', { hasText: "sell 24 110'060 → 110'055" }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.locator('.ladder-armed').waitFor();
    expect(await asked(page)).toEqual([
      { action: 'replace', clientOrderId: 's-2', changes: { price: '110.375', stopPrice: '110.34375' } },
      { action: 'replace', clientOrderId: 's-1', changes: { stopPrice: '110.171875' } },
    ]);
  });

  it('cancels all and flattens by keys that are held, and not by a tap', async () => {
    await page.locator('#cell').focus();
    await page.keyboard.press('x');
    await page.keyboard.down('f');
    await page.keyboard.up('f');
    await page.keyboard.down('x');
    await page.locator('.ladder-hold', { hasText: 'cancel all of demo' }).waitFor();
    await page.locator('.ladder-hold').waitFor({ state: 'detached' });
    await page.keyboard.up('x');
    expect(await asked(page)).toEqual([{ action: 'cancel-all', instrument: 'ZNZ6', account: 'demo' }]);
    await armIt();
    await page.keyboard.down('f');
    await page.locator('.ladder-hold', { hasText: 'flatten demo' }).waitFor();
    await page.locator('.ladder-hold').waitFor({ state: 'detached' });
    await page.keyboard.up('f');
    expect(await asked(page)).toEqual([{ action: 'flatten', instrument: 'ZNZ6', account: 'demo' }]);
  });

  it('says once why the venue did not take what was asked for here', async () => {
    await page.evaluate(() => {
      const refused: unknown[] = [];
      Object.assign(window, { refused });
      document.addEventListener('cell-refused', (event) => refused.push((event as CustomEvent).detail));
    });
    const reply = (order: unknown) =>
      page.evaluate((given) => (document.getElementById('cell') as unknown as CellElement).answered(given), order);
    const refusal = (id: string) => ({ id, at: 0, ended: true, text: `${id} was rejected. The market is closed.` });
    await armIt();
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).click();
    await reply({ clientOrderId: 'D1', status: 'pending' });
    await give(page, { ...at(middle), refusals: [refusal('D2'), refusal('D1')] });
    await give(page, { ...at(middle + 1), refusals: [refusal('D2'), refusal('D1')] });
    const refused = await page.evaluate(() => (window as unknown as { refused: unknown[] }).refused);
    expect(refused).toEqual(['D1 was rejected. The market is closed.']);
  });

  it('sends one order for a double click', async () => {
    await armIt();
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).dblclick();
    expect(await asked(page)).toHaveLength(1);
  });

  it.each([
    ['Escape', () => page.keyboard.press('Escape')],
    ['losing the focus', () => page.locator('#cell').evaluate((cell) => (cell as HTMLElement).blur())],
    ['another instrument', () => give(page, { ...at(middle), instrument: { id: 'ZNH7', name: '', currency: 'USD' } })],
  ])('%s disarms', async (_, disarm) => {
    await armIt();
    await disarm();
    await page.locator('.ladder-armed').waitFor({ state: 'detached' });
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).click();
    expect(await asked(page)).toEqual([]);
  });

  it('cannot be armed without knowing for which account', async () => {
    await give(page, { ...at(middle), account: null });
    await page.locator('#cell').focus();
    await page.keyboard.down('a');
    await page.waitForTimeout(450);
    await page.keyboard.up('a');
    expect(await hint()).toContain('account');
    expect(await page.locator('.ladder-armed').count()).toBe(0);
  });

  it('cancels an own order by a click on it, once', async () => {
    await page.locator('[data-order="o-3"]').click();
    await page.locator('[data-order="o-4"]').click();
    expect(await asked(page)).toEqual([{ action: 'cancel', clientOrderId: 'o-3' }]);
  });

  it('sends nothing from a scenario of an assumed market', async () => {
    const assumed = schema.parse({
      instrument: 'ZN',
      levels: 9,
      spot: "110'085",
      orders: [{ side: 'buy', quantity: 40, price: "110'070" }],
    });
    await give(page, ladder(assumed, zn)({ ...morning }), assumed);
    await page.locator('#cell').focus();
    await page.keyboard.down('a');
    await page.waitForTimeout(450);
    await page.keyboard.up('a');
    await page.locator('.ladder-order.what-if').click();
    await page.locator(`tr[data-tick="${middle - 3}"] .profit`).click();
    expect([await hint(), await asked(page), await page.locator('td[data-side]').count()]).toEqual(['what-if', [], 0]);
  });

  it('trades in a scenario of the live market, and cancels only what is at the venue', async () => {
    const live = schema.parse({
      instrument: 'ZN',
      levels: 9,
      orders: [{ side: 'buy', quantity: 40, price: "110'075" }],
    });
    await give(page, ladder(live, zn)({ ...morning, book: bookOf({ bid: middle - 1, ask: middle + 1 }) }), live);
    await page.locator('.ladder-order.what-if').click();
    await page.locator('[data-order="o-3"]').click();
    await armIt();
    await page.locator(`tr[data-tick="${middle - 4}"] .bid`).click();
    expect(await asked(page)).toMatchObject([{ action: 'cancel', clientOrderId: 'o-3' }, { action: 'order' }]);
  });

  it('draws only what changed', async () => {
    const book: BookGiven = { bid: middle - 1, ask: middle + 1, bidSizes: [10, 20, 30], askSizes: [10, 20, 30] };
    await give(page, frameOf(book));
    await page.evaluate(() => {
      const rows = new Set<string | undefined>();
      Object.assign(window, { rows });
      const note = (records: MutationRecord[]) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          rows.add(element?.closest<HTMLElement>('tr')?.dataset.tick);
        }
      };
      const observer = new MutationObserver(note);
      observer.observe(document.querySelector('tbody')!, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    await give(page, frameOf({ ...book, bidSizes: [10, 25, 30] }));
    const changed = await page.evaluate(() => [...(window as unknown as { rows: Set<string> }).rows]);
    expect(changed).toEqual([String(middle - 2)]);
    expect(await page.locator(`tr[data-tick="${middle - 2}"] .bid`).getAttribute('class')).toBe('bid flash-b');
  });
});

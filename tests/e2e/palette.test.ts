import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { actions } from '../../views/keymap.ts';
import type { ReplayInfo } from '../../views/wire.ts';
import { fixtureNow } from '../views/fixture.ts';
import { type FixtureServer, startFixture } from './fixture-server.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { KeptPage } from './kept-page.ts';
import { RunningConsole } from './running.ts';
import { openPage, visit } from './watched-page.ts';

const recording: ReplayInfo = {
  ...{ name: 'gold.csv', id: '5a79', matching: 'by trades', jump: null },
  ...{ from: fixtureNow - 3_600_000, position: fixtureNow - 1_800_000, to: fixtureNow + 7_200_000 },
  ...{ playing: true, speed: 2, ended: false, played: 24_412, total: 156_452 },
};

describeInBrowser('the palette', () => {
  let browser: Browser;
  let server: FixtureServer;
  let kept: KeptPage;
  let page: Page;

  const open = async (path = '/notebooks/morning') => {
    await page.goto(`${server.address}${path}`);
    await page.waitForSelector(path === '/' ? '#notebooks' : '.freshness[data-link="open"]');
  };
  const groups = () => page.locator('.dialog-group').allTextContents();
  const words = () => page.locator('.dialog-item > span:first-child').allTextContents();
  const chosen = () => page.locator('.dialog-item[aria-selected="true"] > span:first-child').textContent();
  const focused = () => page.evaluate(() => document.activeElement?.id);

  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), startFixture()]);
    kept = await KeptPage.open(browser, server.address);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(() => {
    server.renew();
    page = kept.page;
  });
  afterEach(async () => {
    expect(await kept.clear()).toEqual([]);
  });

  it('has actions, cells, notebooks and kinds, each in its group', async () => {
    await open();
    await page.keyboard.press('Control+K');
    expect(await groups()).toEqual([
      'Cells',
      'This cell',
      'Notebook',
      'Console',
      'Go to a cell',
      'Open a notebook',
      'Add a cell',
    ]);
    expect(await words()).toEqual([
      ...actions.map(({ about }) => about),
      ...server.session.snapshot().cells.map(({ id }) => id),
      ...['Morning', 'Tour', 'Carry'],
      ...['words', 'field', 'book', 'table'],
    ]);
  });

  it('finds by the beginnings of words, marks the letters, and says why something cannot be done', async () => {
    await open();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('rst');
    expect(await words()).toEqual(['Run what is stale']);
    expect(await page.locator('.dialog-item b').allTextContents()).toEqual(['R', 's', 't']);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('delete');
    expect(await page.locator('.dialog-item').first().getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator('.dialog-item .dialog-about').first().textContent()).toBe('No cell has the focus');
    await page.keyboard.press('Enter');
    expect(await page.locator('.dialog').count()).toBe(1);
  });

  it('is walked through by arrows and by Control with N and P, stands still, and leaves the focus where it was', async () => {
    await open();
    await page.locator('#cell-zn').focus();
    await page.keyboard.press('Control+K');
    const place = () => page.locator('.dialog').boundingBox();
    const before = await place();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await chosen()).toBe(actions[1].about);
    const pressed = (key: string) =>
      page.locator('.dialog-filter').evaluate((field, letter) => {
        const event = new KeyboardEvent('keydown', { key: letter, ctrlKey: true, bubbles: true, cancelable: true });
        return !field.dispatchEvent(event);
      }, key);
    expect([await pressed('n'), await chosen()]).toEqual([true, actions[2].about]);
    expect([await pressed('p'), await chosen()]).toEqual([true, actions[1].about]);
    const field = page.locator('.dialog-filter');
    const active = await field.getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active} > span:first-child`).textContent()).toBe(actions[1].about);
    await page.keyboard.press('Tab');
    await page.keyboard.type('tape');
    expect(await place()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.dialog').count(), soon).toBe(0);
    expect(await focused()).toBe('cell-zn');
  });

  it('goes to a cell, and has what was chosen last first', async () => {
    await open();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('tape');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('cell-tape');
    await page.reload();
    await page.waitForSelector('.freshness[data-link="open"]');
    await page.keyboard.press('Control+K');
    expect([(await groups())[0], await chosen()]).toEqual(['Recent', 'tape']);
    await page.keyboard.type('carry');
    await page.keyboard.press('Enter');
    await page.waitForURL(/notebooks\/carry$/);
  });

  it('opens over a list of notebooks, too, with what works there', async () => {
    await open('/');
    await page.keyboard.press('Control+K');
    const can = await page.locator('.dialog-item[aria-disabled="false"] > span:first-child').allTextContents();
    expect(can).toContain('Change the theme: dark, light, high contrast');
    expect(can).not.toContain('Run what is stale');
    await page.keyboard.type('tour');
    await page.keyboard.press('Enter');
    await page.waitForURL(/notebooks\/tour$/);
  });

  it('leads to the name of a new notebook from anywhere', async () => {
    await open();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('new notebook');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#new$/);
    const field = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    await expect.poll(field, soon).toBe('title');
  });

  /** Everything that happens after a key, but for clocks and ages. */
  const happensAfter = async (keys: string) => {
    await open();
    await page.locator('#cell-zn').focus();
    await page.evaluate(() => {
      // it asks by itself, whatever key is pressed
      document.querySelector('#sources')?.remove();
      const seen = { changes: 0 };
      Object.assign(window, { seen });
      const count = () => {
        seen.changes += 1;
      };
      for (const type of ['focusin', 'focusout', 'click']) document.addEventListener(type, count);
      const ticking = '#clock, #freshness, .cell-age';
      const changed = (changes: readonly MutationRecord[]) => {
        const other = changes.some(({ target }) => !(target instanceof Element && target.closest(ticking)));
        if (other) count();
      };
      new MutationObserver(changed).observe(document.documentElement, {
        attributes: true,
        childList: true,
        subtree: true,
      });
    });
    let requests = 0;
    const underWay = new Set<Request>();
    const asked = (request: Request) => {
      requests += 1;
      underWay.add(request);
    };
    const answered = (request: Request) => void underWay.delete(request);
    page.on('request', asked).on('requestfinished', answered).on('requestfailed', answered);
    // a page on its way elsewhere, a download or a new window that nobody waits for keep the browser from closing
    const elsewhere = ({ pathname }: URL) =>
      !/^\/(?:notebooks\/morning(?!\/(?:export|revisions))|static|stream|sources)/.test(pathname);
    await page.context().route(elsewhere, (route) => route.abort());
    for (const chord of keys.split(' ')) {
      await page.keyboard.press(chord.replace('Ctrl', 'Control').replaceAll('-', '+'));
    }
    const changes = () => (window as unknown as { seen?: { changes: number } }).seen?.changes ?? 1;
    const happened = async () => requests + (await page.evaluate(changes).catch(() => 1));
    const settled = async () => {
      await expect.poll(() => underWay.size, soon).toBe(0);
      page.off('request', asked).off('requestfinished', answered).off('requestfailed', answered);
    };
    return { happened, settled };
  };

  it.each(actions)('$name does something by its key', async ({ name, keys }) => {
    if (name.startsWith('replay-')) server.renew(recording);
    const { happened, settled } = await happensAfter(keys[0]);
    await expect.poll(happened, { ...soon, message: name }).toBeGreaterThan(0);
    await settled();
  });

  it('is not moved by a key that means nothing', async () => {
    const { happened } = await happensAfter('w');
    await page.waitForTimeout(1_200);
    expect(await happened()).toBe(0);
  });
});

const notebook = `---
title: Keys
---

\`\`\`ladder zn span=6
instrument: ZNZ6
account: HAND
\`\`\`

\`\`\`sql one
select 1 as n
\`\`\`
`;

describeInBrowser('keys that a person has bound', () => {
  let browser: Browser;
  let running: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    running = await RunningConsole.open({
      notebooks: { keys: notebook },
      overrides: {
        demo: { enabled: false },
        keys: {
          theme: 'Alt-T',
          next: ['n', 'ArrowDown'],
          delete: [],
          run: 'Ctrl-Enter',
          'ladder.arm': 'q',
          'ladder.up': 'u',
        },
      },
    });
    ({ page } = await openPage(browser, running.address));
    await visit(page, `${running.address}/notebooks/keys`);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
  });

  it('act, and the usual ones do not', async () => {
    const theme = () => page.locator('html').getAttribute('data-theme');
    await page.keyboard.press('t');
    expect(await theme()).toBe('dark');
    await page.keyboard.press('Alt+T');
    expect(await theme()).toBe('light');
    for (const key of ['n', 'j', 'n']) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('cell-one');
    await page.keyboard.press('d');
    await page.keyboard.press('d');
    expect(await page.locator('#cell-one').count()).toBe(1);
  });

  it('stand on the buttons, in the list and in the palette', async () => {
    expect(await page.locator('[data-act="theme"]').getAttribute('title')).toBe('Change the theme (Alt T)');
    expect(await page.locator('#cell-one [data-act="delete"]').getAttribute('title')).toBe('Delete');
    await page.keyboard.press('?');
    await page.keyboard.type('change the theme');
    expect(await page.locator('.dialog-item kbd').allTextContents()).toEqual(['Alt T']);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.dialog').count(), soon).toBe(0);
  });

  it('save and run in the editor', async () => {
    await page.locator('#cell-one').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#cell-one .cm-content');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('select 2 as n');
    await page.keyboard.press('Control+Enter');
    const value = async () => (await page.locator('#cell-one .cell-live').textContent()) ?? '';
    await expect.poll(value, soon).toContain('2');
    await page.keyboard.press('Escape');
  });

  it('arm the ladder while they are held', async () => {
    await page.locator('#cell-zn .cell-live').focus();
    await expect.poll(() => page.locator('.ladder-hint').textContent(), soon).toContain('hold q');
    await page.keyboard.down('q');
    await page.locator('.ladder-armed').waitFor();
    await page.keyboard.up('q');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.ladder-armed').count(), soon).toBe(0);
    await page.keyboard.down('a');
    await page.waitForTimeout(600);
    await page.keyboard.up('a');
    expect(await page.locator('.ladder-armed').count()).toBe(0);
  });
});

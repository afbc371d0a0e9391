import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { machineClock } from '../../core/clock.ts';
import { DeskInstruments } from '../../server/desk/instruments.ts';
import { projectRoot } from '../../server/paths.ts';
import type { Simulator } from '../../server/simulators/port.ts';
import { createProjectxSimulator } from '../../server/simulators/projectx/simulator.ts';
import { describeInBrowser, launch, soon } from './harness.ts';
import { RunningConsole } from './running.ts';
import { openPage, textOf, visit, type WatchedPage } from './watched-page.ts';

const venueNotebook = `---
title: Venue
---

\`\`\`ladder es span=6
instrument: ES
account: "10001"
protection: {stop: 8, target: 16}
\`\`\`

\`\`\`orders at_work span=6
show: all
\`\`\`

\`\`\`health standing
\`\`\`
`;

describeInBrowser('trading at a venue over the network', () => {
  let folder: string;
  let simulator: Simulator;
  let running: RunningConsole;
  let browser: Browser;
  let watched: WatchedPage;
  let page: Page;

  const isOpen = (status: string): boolean => !['filled', 'canceled', 'rejected', 'expired'].includes(status);
  /** What the venue keeps, as side, quantity and price. */
  const atTheVenue = () =>
    simulator.exchange.accounts.flatMap(({ id }) =>
      simulator.exchange
        .orders(id)
        .filter(({ status }) => isOpen(status))
        .map(({ request, terms }) => `${request.side} ${terms.quantity} at ${(terms.price ?? 0) / 1e9}`),
    );

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deskbook-venue-'));
    await cp(path.join(projectRoot, 'config'), folder, { recursive: true });
    const config = await loadConfig(folder);
    const { traded, registry } = DeskInstruments.ofRoots(
      config.instruments,
      ['ES'],
      machineClock.now(),
      config.calendars,
    );
    simulator = await createProjectxSimulator({ port: 0, instruments: traded, registry, seed: 'venue' });
    const file = path.join(folder, 'venues.json');
    const text = await readFile(file, 'utf8');
    const venues = text.replaceAll('http://127.0.0.1:4881', simulator.address);
    await writeFile(file, venues.replace('["ES", "NQ", "MES", "MNQ"]', '["ES"]'));
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({
        configFolder: folder,
        choice: { venue: { name: 'projectx' } },
        notebooks: { venue: venueNotebook },
      }),
    ]);
    watched = await openPage(browser, running.address);
    page = watched.page;
    await visit(page, `${running.address}/notebooks/venue`);
    await page.waitForSelector('#cell-es td.bid:not(:empty)');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await running?.end();
    await simulator?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('places from the ladder with protection, shows the order on both sides, cancels it, and holds orders when the venue is gone', async () => {
    expect(await textOf(page, '.bar .environment')).toMatch(/projectx simulator/i);
    await page.locator('#cell-es cell-ladder').focus();
    await page.keyboard.down('a');
    await page.waitForSelector('#cell-es cell-ladder[data-armed]');
    await page.keyboard.up('a');
    await page.locator('#cell-es td.bid:not(:empty)').last().click();
    const row = page.locator('#cell-at_work tbody tr').first();
    await expect.poll(() => row.locator('td.state').textContent(), soon).toBe('working');
    const price = ((await row.locator('td.price').first().textContent()) ?? '').trim();
    expect(atTheVenue()).toEqual([`buy 1 at ${Number(price)}`]);
    const order = await fetch(`${running.address}/api/orders/D1`);
    expect(await order.json()).toMatchObject({ status: 'working', group: 'D1', role: 'entry' });

    await page.locator('#cell-es .ladder-order').click();
    await expect.poll(() => row.locator('td.state').textContent(), soon).toBe('canceled');
    expect(atTheVenue()).toEqual([]);

    await simulator.close();
    await expect.poll(() => textOf(page, '#cell-standing .health-trouble'), soon).toMatch(/^No order is taken\. /);
    const refused = await fetch(`${running.address}/api/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: '10001', instrument: 'ES', side: 'buy', quantity: 1, type: 'limit', price }),
    });
    expect(refused.ok).toBe(false);
    expect(await refused.json()).toMatchObject({ error: { message: expect.stringMatching(/projectx/) } });
    expect(watched.complaints).toEqual([]);
  }, 40_000);
});

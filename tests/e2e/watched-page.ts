import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { soon } from './harness.ts';

/** A page and everything that went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts and of the console, broken policies, requests that left the console. */
  readonly complaints: string[];
}

/** What the browser says by itself while the console cannot be reached. */
const network = /net::ERR|Failed to load resource/;

export function watchPage(page: Page, home: string): WatchedPage {
  const complaints: string[] = [];
  page.setDefaultTimeout(soon.timeout);
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !network.test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const address = request.url();
    const own = address.startsWith(`${home}/`) || /^(data|blob|about):/.test(address);
    if (!own) complaints.push(`a request to ${address}`);
  });
  return { page, complaints };
}

export async function openPage(
  browser: Browser | BrowserContext,
  home: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = 'newContext' in browser ? await browser.newContext(options) : browser;
  return watchPage(await context.newPage(), home);
}

/** Opens a page of the console and waits until its stream says what it knows. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForSelector('.freshness:not([data-link="connecting"]):not([data-link="lost"])');
}

export const cellOrder = (page: Page): Promise<string[]> =>
  page
    .locator('.cell[data-cell]')
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell ?? ''));

/** Waits until no cell is on its way any more and none has failed. */
export async function allCurrent(page: Page): Promise<void> {
  const others = () =>
    page.locator('.cell[data-cell]:not([data-state="live"], [data-state="current"])').evaluateAll((cells) =>
      (cells as HTMLElement[]).map((cell) => {
        const problem = cell.querySelector('.error-message')?.textContent ?? '';
        return `${cell.dataset.cell} is ${cell.dataset.state} ${problem}`.trim();
      }),
    );
  await expect.poll(others, soon).toEqual([]);
}

export const textOf = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();

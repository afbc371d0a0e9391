import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type WatchedPage, watchPage } from './watched-page.ts';

const size = { width: 1280, height: 720 };

/**
 * One tab for the tests of a file. A new one begins with a process and with empty caches, which takes two seconds of a processor where
 * a page in the same tab takes half of one; what a test leaves behind is cleared instead.
 */
export class KeptPage {
  readonly #context: BrowserContext;
  readonly #home: string;
  #watched: WatchedPage;

  private constructor(context: BrowserContext, watched: WatchedPage, home: string) {
    this.#context = context;
    this.#watched = watched;
    this.#home = home;
  }

  static async open(browser: Browser, home: string): Promise<KeptPage> {
    const context = await browser.newContext({ viewport: size });
    return new KeptPage(context, watchPage(await context.newPage(), home), home);
  }

  /** The same as before, but for a test after one that left it on its way elsewhere. */
  get page(): Page {
    return this.#watched.page;
  }

  /** As a new tab of a new browser would be; gives what was complained about until now. */
  async clear(): Promise<readonly string[]> {
    const complaints = this.#watched.complaints.splice(0);
    await this.#context.setOffline(false);
    await this.#leave();
    const { page } = this;
    for (const other of this.#context.pages()) if (other !== page) await other.close();
    await this.#context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.setViewportSize(size);
    await page.mouse.move(0, 0);
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await this.#context.clearCookies();
    return complaints;
  }

  /** To a page without a script, by which the storage is reached. One that is on its way elsewhere does not go: another tab does. */
  async #leave(): Promise<void> {
    const still = `${this.#home}/static/stream.js`;
    const left = await this.page.goto(still, { timeout: 5_000 }).catch(() => undefined);
    if (left) return;
    this.#watched = watchPage(await this.#context.newPage(), this.#home);
    await this.page.goto(still);
  }
}

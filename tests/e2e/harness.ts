import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** `CHROMIUM`, then the path, then what playwright-core installed; undefined when there is none. */
export function findChromium(): string | undefined {
  const asked = process.env.CHROMIUM;
  if (asked) return runnable(asked) ? asked : undefined;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(runnable);
  if (found) return found;
  const own = chromium.executablePath();
  return own && runnable(own) ? own : undefined;
}

export const chromiumPath = findChromium();

/** What a skipped browser test says instead of running; with `CI=true` it is a failure, because nobody would look. */
export const noChromium = 'no Chromium: set CHROMIUM to its path, or install the package chromium';

/** How long is waited for what comes sooner or later, on a slow machine too; and how often is looked. */
export const soon = { timeout: 30_000, interval: 20 };

export const mustHaveChromium = process.env.CI === 'true';

const switchedOff = process.env.DESKBOOK_NO_BROWSER !== undefined;

/** Why browser tests do not run; undefined when they do. */
export const skipReason: string | undefined = switchedOff
  ? 'skipped: DESKBOOK_NO_BROWSER is set'
  : chromiumPath === undefined && !mustHaveChromium
    ? `skipped: ${noChromium}`
    : undefined;

/** Tests that need a browser; where there is none their name says why they were skipped. */
export function describeInBrowser(name: string, tests: () => void): void {
  const skipped = skipReason !== undefined;
  describe.skipIf(skipped)(skipped ? `${name} (${skipReason})` : name, { timeout: 90_000 }, tests);
}

export async function launch(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(`The browser tests cannot run: ${noChromium}.`);
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: flags });
}

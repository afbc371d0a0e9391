import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { type Line, note, ok } from './line.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Any browser shows the pages; the tests need a Chromium, which is looked for as they do. */
export function browserLine(environment: NodeJS.ProcessEnv): Line {
  const asked = environment.CHROMIUM;
  if (asked) {
    const todo = 'Set CHROMIUM to the path of a Chromium, or take it out of the environment.';
    return runnable(asked)
      ? ok('browser', `tests use ${asked} (CHROMIUM)`)
      : note('browser', `CHROMIUM names ${asked}, which cannot be run`, todo);
  }
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  const found = folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(runnable);
  if (found) return ok('browser', `tests use ${found}`);
  const todo = 'Set CHROMIUM to its path, or install the package chromium; the console itself opens in any browser.';
  return note('browser', 'no Chromium on the path, so browser tests are skipped', todo);
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

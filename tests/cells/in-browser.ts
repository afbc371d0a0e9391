import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { kinds } from '../../cells/index.ts';
import { keyTable } from '../../server/keys.ts';
import type { KeyTable } from '../../views/keys.ts';
import { launch } from '../e2e/harness.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A page with one element of a kind, its styles, the keys that hold there, and a list of what it asks for. */
export async function elementPage(
  kind: string,
  keys: KeyTable = keyTable(kinds, []),
): Promise<{ browser: Browser; page: Page }> {
  const bundled = await build({
    entryPoints: [path.join(root, 'cells', kind, 'element.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    logLevel: 'error',
  });
  const styles = ['views/static/tokens.css', 'views/static/base.css', `cells/${kind}/style.css`];
  const styled = await build({
    stdin: { contents: styles.map((file) => `@import "./${file}";`).join(''), resolveDir: root, loader: 'css' },
    bundle: true,
    write: false,
    logLevel: 'error',
  });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 700, height: 900 } });
  await page.setContent(
    `<!doctype html><html><head><style>${styled.outputFiles[0]?.text ?? ''}</style></head><body><cell-${kind} id="cell"></cell-${kind}><script type="application/json" id="page-data">${JSON.stringify({ keys })}</script><script>
      window.asked = [];
      document.addEventListener('cell-action', (event) => window.asked.push(event.detail));
      window.give = (value, props) => { const cell = document.getElementById('cell'); cell.props = props ?? cell.props; cell.value = value; return cell.updateComplete.then(() => true); };
    </script></body></html>`,
  );
  await page.addScriptTag({ content: bundled.outputFiles[0]?.text ?? '' });
  return { browser, page };
}

/** What the page keeps for the test. */
export interface TestWindow {
  readonly asked: unknown[];
  give(value: unknown, props?: unknown): Promise<boolean>;
}

export async function give(page: Page, value: unknown, props?: unknown): Promise<void> {
  await page.evaluate((given) => (window as unknown as TestWindow).give(given.value, given.props), {
    value: JSON.parse(JSON.stringify(value)) as unknown,
    props: props as object | undefined,
  });
}

/** What the element has asked for since the last time. */
export const asked = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => (window as unknown as TestWindow).asked.splice(0));

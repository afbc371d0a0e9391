import path from 'node:path';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';

/** The element of a kind as the browser loads it, and the packages that it brings along. */
export async function bundleElement(kind: string): Promise<{ code: string; packages: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [path.resolve(import.meta.dirname, `../../cells/${kind}/element.ts`)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    metafile: true,
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const names = Object.keys(metafile.inputs).flatMap(
    (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
  );
  return { code: outputFiles[0]?.text ?? '', packages: [...new Set(names)].sort() };
}

/** What an element has drawn, without Lit's comments. */
export async function drawnMarkup(page: Page, element: string): Promise<string> {
  return (await page.locator(element).innerHTML()).replace(/<!--.*?-->/g, '');
}

/** The server's markup as the browser writes it once it has read it. */
export const readMarkup = (page: Page, served: string): Promise<string> =>
  page.evaluate((markup) => {
    const template = document.createElement('template');
    template.innerHTML = markup;
    return template.innerHTML;
  }, served);

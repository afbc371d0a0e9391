import { html } from 'hono/html';
import { expect } from 'vitest';
import type { KindSpec, Tag } from '../../cells/kind.ts';

/** The static form as Hono prints it, a line a tag so that a difference can be read. */
export async function markupOf<P, V>(kind: KindSpec<P, V>, value: V, props: P): Promise<string> {
  const markup = String(await kind.view(html as Tag<ReturnType<typeof html>>, value, props));
  return `${markup.replaceAll('><', '>\n<')}\n`;
}

export async function expectGolden<P, V>(kind: KindSpec<P, V>, name: string, value: V, props: P): Promise<void> {
  const file = new URL(`../golden/cells/${kind.name}-${name}.html`, import.meta.url).pathname;
  await expect(await markupOf(kind, value, props)).toMatchFileSnapshot(file);
}

import { html } from 'hono/html';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tag } from '../../../cells/kind.ts';
import { fill } from '../../../cells/note/inline-values.ts';
import { readMarkdown } from '../../../cells/note/markdown.ts';
import { view } from '../../../cells/note/view.ts';
import { chromiumPath, launch, mustHaveChromium, noChromium } from '../../e2e/harness.ts';
import { bundleElement, drawnMarkup, readMarkup } from '../element-page.ts';

const skipped = chromiumPath === undefined && !mustHaveChromium;

const everything = `# One *two*

Text with {day}, {lost.name}, **strong**, ~~gone~~, \`code\`, [a link](https://example.com/?a=b) and a  
break.

## Two

- a
  - b
- [x] c
- [ ] d

3. e

| a | b |
|:-:|--:|
| 1 | {day} |

> quoted

\`\`\`sql
select '<b>'
\`\`\`

---
`;

describe.skipIf(skipped)(`prose in a browser${skipped ? ` (${noChromium})` : ''}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  test('is drawn as the server drew it, and again when a value changes', async () => {
    const page = await browser.newPage();
    await page.setContent('<cell-note></cell-note>');
    await page.addScriptTag({ content: (await bundleElement('note')).code });
    for (const day of ['2026-11-20', '2026-11-23']) {
      const value = { blocks: fill(readMarkdown(everything), (name) => (name === 'day' ? day : undefined)) };
      await page.evaluate(async (newest) => {
        const element = document.querySelector('cell-note') as unknown as { updateComplete: Promise<unknown> };
        Object.assign(element, { value: newest, props: { markdown: '' } });
        await element.updateComplete;
      }, value);
      const served = String(await view(html as Tag<unknown>, value, { markdown: '' }));
      expect(await drawnMarkup(page, 'cell-note')).toBe(await readMarkup(page, served));
    }
    await page.close();
  });
});

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, launch, soon } from './harness.ts';
import { RunningConsole } from './running.ts';
import { openPage, textOf, visit } from './watched-page.ts';

const trouble = `---
title: Trouble
---

\`\`\`sql good
select 41 + 1 as answer
\`\`\`

\`\`\`sql ring_a
select * from ring_b
\`\`\`

\`\`\`sql ring_b
select * from ring_a
\`\`\`

\`\`\`sql twin
select 1 as x
\`\`\`

\`\`\`sql twin
select 2 as x
\`\`\`

\`\`\`lader odd
instrument: ZNZ6
\`\`\`

\`\`\`ladder tinted
instrument: ZNZ6
colour: red
\`\`\`

\`\`\`sql lost
select * from fils
\`\`\`

\`\`\`sql writes
create table mine as select 1
\`\`\`

\`\`\`sql peeks
select * from read_csv('/etc/passwd')
\`\`\`

\`\`\`sql broken
select answer
frm good where
\`\`\`

\`\`\`sql waits
select * from lost
\`\`\`

\`\`\`vega torn
{"data": {"name": "good"},
\`\`\`
`;

describeInBrowser('cells in trouble', () => {
  let browser: Browser;
  let running: RunningConsole;

  beforeAll(async () => {
    [browser, running] = await Promise.all([
      launch(),
      RunningConsole.open({ overrides: { demo: { enabled: false } }, notebooks: { trouble } }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.end();
  });

  it('say what is wrong while the rest runs', async () => {
    const { page, complaints } = await openPage(browser, running.address);
    await visit(page, `${running.address}/notebooks/trouble`);
    await expect.poll(() => textOf(page, '#cell-good tbody'), soon).toBe('42');
    const said = () =>
      page
        .locator('.cell[data-state="failed"]')
        .evaluateAll((cells) =>
          Object.fromEntries(
            (cells as HTMLElement[]).map((cell) => [
              cell.dataset.cell ?? '',
              [...cell.querySelectorAll<HTMLElement>('.error-panel > p:not(.error-path), .error-mark')]
                .map((line) => line.innerText)
                .join(' | '),
            ]),
          ),
        );
    await expect.poll(said, soon).toEqual({
      ring_a: expect.stringMatching(/^These cells read each other: ring_a → ring_b → ring_a\. \| Take one/),
      ring_b: expect.stringMatching(/^These cells read each other: ring_b → ring_a → ring_b\. \| Take one/),
      twin: expect.stringMatching(/^Two cells give the name twin/),
      'twin-2': 'Line 17 already has a cell twin. Give one of them another name.',
      odd: expect.stringMatching(/^There is no kind of cell called lader\. \| .*\bladder\b/),
      tinted: expect.stringMatching(/"colour".* \| .* \| colour$/),
      lost: expect.stringMatching(
        /^Nothing is called fils: no cell of this notebook gives it.* \| Did you mean fills\?/,
      ),
      writes: expect.stringMatching(/^A cell is one SELECT; CREATE is something else\. \| .* \| create$/),
      peeks: expect.stringMatching(/^read_csv reaches outside of the record.* \| .* \| read_csv$/),
      broken: expect.stringMatching(/^syntax error at or near "good" \| good$/),
      waits: expect.stringMatching(/^It waits for lost, which has an error\. \| Mend lost/),
      torn: expect.stringMatching(/^This is not JSON/),
    });
    expect(await textOf(page, '#cell-good tbody')).toBe('42');
    await page.locator('#cell-good').focus();
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => page.locator('#cell-good').getAttribute('data-state'), soon).toBe('current');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

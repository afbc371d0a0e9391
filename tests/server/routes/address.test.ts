import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestConsole, type TestConsole } from '../open-console.ts';

const notebook = `\`\`\`input names
type: select
multiple: true
options: [ann, bob, "c,d"]
\`\`\`

\`\`\`input period
type: dates
default: [2026-11-02, 2026-11-06]
\`\`\`

\`\`\`input big
type: toggle
\`\`\`

\`\`\`sql found
select len($names) as names, $period_to - $period_from as days
\`\`\`

\`\`\`sql below
select days from found
\`\`\`
`;

let desk: TestConsole;
beforeAll(async () => {
  desk = await openTestConsole();
  await mkdir(path.join(desk.folder, 'notebooks'), { recursive: true });
  await writeFile(path.join(desk.folder, 'notebooks', 'some.md'), notebook);
});
afterAll(() => desk.close());

interface Json {
  readonly cells: readonly { readonly id: string; readonly value: { setting?: string; rows?: unknown } | null }[];
}

const settings = async () => {
  const { cells } = await desk.json<Json>('/notebooks/some.json');
  return ['names', 'period', 'big'].map((name) => cells.find(({ id }) => id === name)?.value?.setting);
};
const page = async (route: string, headers: Record<string, string> = {}) =>
  (await desk.request('GET', route, undefined, { accept: 'text/html', ...headers })).text();

describe('the address of a notebook', () => {
  it('sets what it names and puts the rest back', async () => {
    await page('/notebooks/some?names=ann,bob&big=yes');
    expect(await settings()).toEqual(['ann,bob', '2026-11-02..2026-11-06', 'true']);
    await page('/notebooks/some?period=2026-11-03..2026-11-06');
    expect(await settings()).toEqual(['', '2026-11-03..2026-11-06', 'false']);
  });

  it('takes a name that stands twice for both', async () => {
    await page('/notebooks/some?names=bob&names=%22c,d%22');
    expect((await settings())[0]).toBe('bob,"c,d"');
    await page('/notebooks/some?names=%22bob&names=ann');
    expect((await settings())[0]).toBe('bob,"c,d"');
  });

  it('says what it cannot take and leaves it', async () => {
    await page('/notebooks/some?names=ann');
    const shown = await page('/notebooks/some?names=zoe&big=perhaps&nams=1&%3Cscript%3E=1');
    expect(shown).toContain('&quot;zoe&quot; is not a choice: expected one of ann, bob, c,d.');
    expect(shown).toContain('&quot;perhaps&quot; is neither on nor off: expected true or false.');
    expect(shown).toContain(
      'The address sets &quot;nams&quot;, which is no input of this notebook. Did you mean names? ' +
        'The address sets &quot;&lt;script&gt;&quot;, which is no input of this notebook. It has names, period, big.',
    );
    expect(await settings()).toEqual(['ann', '2026-11-02..2026-11-06', 'false']);
  });

  it.each([
    ['embedded', { 'sec-fetch-dest': 'iframe' }],
    ['fetched', { 'sec-fetch-dest': 'empty' }],
    ['foreseen', { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch' }],
  ])('sets nothing where it is %s', async (_, headers) => {
    await page('/notebooks/some?names=ann');
    await page('/notebooks/some?names=bob', headers as Record<string, string>);
    expect((await settings())[0]).toBe('ann');
  });

  it('of a pin sets only what it names, and hears of what its cell reads', async () => {
    await page('/notebooks/some?names=ann&big=true');
    const pin = await page('/pin/some/below?period=2026-11-05..2026-11-06');
    expect(await settings()).toEqual(['ann', '2026-11-05..2026-11-06', 'true']);
    expect(pin).toMatch(/"follows":\["some\/names","some\/period"\]|"follows":\["some\/period","some\/names"\]/);
    expect(await page('/pin/some/below?big=perhaps')).toContain('is neither on nor off');
  });
});

describe('a run aside', () => {
  it('takes the same texts', async () => {
    const params = { names: '"c,d",ann', period: '2026-11-02..2026-11-12' };
    const ran = (await (await desk.request('POST', '/api/run', { notebook: 'some', params })).json()) as Json;
    expect(ran.cells.find(({ id }) => id === 'found')?.value?.rows).toEqual([['2', '10']]);
    const refused = await desk.request('POST', '/api/run', { notebook: 'some', params: { period_to: '2026-11-02' } });
    expect(await refused.json()).toMatchObject({
      error: { message: 'This notebook has no input called period_to. $period_to comes from period: set that.' },
    });
  });
});

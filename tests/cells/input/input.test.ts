import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { input } from '../../../cells/input/index.ts';
import { props } from '../../../cells/input/schema.ts';
import { given } from '../../../cells/input/spec.ts';
import type { InputValue } from '../../../cells/input/value.ts';
import type { Json, QueryResult, Tag } from '../../../cells/kind.ts';
import { cellContext, settingOf } from './context.ts';

const answer = (rows: readonly (readonly Json[])[], rowCount = rows.length): QueryResult => ({
  columns: ['value', 'label'].map((name) => ({ name, type: 'VARCHAR' })),
  rows,
  rowCount,
  hash: '',
  milliseconds: 0,
});

async function frame(raw: unknown, text?: string, answered?: QueryResult) {
  const checked = props.parse(raw);
  for await (const value of input.frames(checked, cellContext(settingOf(checked, text), answered))) {
    return { value, checked };
  }
  throw new Error('no frame');
}

const shown = async (raw: unknown, text?: string, answered?: QueryResult) => {
  const { value, checked } = await frame(raw, text, answered);
  return String(await input.view(html as Tag<unknown>, value, checked));
};

const exported = async (raw: unknown, text?: string) => {
  const { value, checked } = await frame(raw, text);
  const tools = { chart: async () => '', box: { width: 200, height: 100 } };
  return input.exportAs?.html?.(value, checked, tools);
};

const plain = (...values: string[]) => values.map((value) => ({ value, label: value }));
const query = { type: 'select', query: 'select 1' };
const pair = { type: 'range', min: 0, max: 10, default: [2, 8] };
const traders = answer([
  ['A', 'Ann'],
  ['B', null],
  [null, 'nobody'],
  ['A', 'Ann again'],
  [3, 'three'],
]);

describe('a frame', () => {
  const cases: readonly [unknown, string | undefined, Partial<InputValue>][] = [
    [{ type: 'date' }, undefined, { type: 'date', text: '2026-11-20', setting: 'today', standard: 'today' }],
    [{ type: 'number', label: 'n' }, '2.5', { type: 'number', label: 'n', text: '2.5', setting: '2.5', standard: '0' }],
    [{ type: 'toggle' }, 'yes', { type: 'toggle', text: 'on', setting: 'true', standard: 'false', on: true }],
    [{ ...pair, default: 2 }, '3', { type: 'range', text: '3', setting: '3', standard: '2', at: 3 }],
    [pair, '3..4', { type: 'pair', text: '3 to 4', setting: '3..4', standard: '2..8', from: 3, to: 4 }],
    [
      { type: 'choice', choices: ['a', 'b'] },
      'b',
      { type: 'select', text: 'b', setting: 'b', standard: 'a', chosen: 'b', options: plain('a', 'b'), more: 0 },
    ],
    [
      { type: 'select', options: 'accounts', default: 'DEMO' },
      'X',
      {
        type: 'select',
        text: 'X',
        setting: 'X',
        standard: 'DEMO',
        chosen: 'X',
        options: plain('DEMO', 'Z1', 'X'),
        more: 0,
      },
    ],
    [
      { type: 'select', options: ['a', 'b', 'c'], multiple: true },
      'c,a',
      {
        ...{ type: 'multiple', text: 'a, c', setting: 'a,c', standard: '' },
        ...{ chosen: ['a', 'c'], options: plain('a', 'b', 'c'), more: 0 },
      },
    ],
  ];
  test.each(cases)('%j set to %j', async (raw, text, expected) =>
    expect((await frame(raw, text)).value).toEqual({ name: 'it', label: 'it', ...expected }),
  );

  test('lists what a query gives, each value once, with its label', async () => {
    expect((await frame(query, 'A', traders)).value).toMatchObject({
      text: 'Ann',
      chosen: 'A',
      more: 0,
      options: [
        { value: 'A', label: 'Ann' },
        { value: 'B', label: 'B' },
        { value: '3', label: 'three' },
      ],
    });
  });

  test('of two dates has the quick choices, and the one of its own', async () => {
    const { value } = await frame({ type: 'dates', default: 'last-10' });
    expect(value).toMatchObject({ from: '2026-11-09', to: '2026-11-20', text: '2026-11-09 to 2026-11-20' });
    expect(value.type === 'dates' && value.periods.map(({ label }) => label)).toEqual([
      'Today',
      'This week',
      'Last 5 trade dates',
      'Last 20 trade dates',
      'Month to date',
      'Quarter to date',
      'Year to date',
      'Last 10 trade dates',
    ]);
  });

  test('survives the wire, and gives the same to readers whatever else could be chosen', async () => {
    const values = [];
    for (const rows of [traders, answer([['A', 'Ann']], 900)]) {
      const { value } = await frame({ ...query, multiple: true }, 'A', rows);
      expect(input.value.parse(JSON.parse(JSON.stringify(value)))).toEqual(value);
      values.push(given(value));
    }
    expect(values[0]).toEqual(values[1]);
  });
});

describe('a control', () => {
  test('is native and labeled', async () => {
    expect(await shown({ type: 'number', min: 1, step: 1, default: 5, label: 'at <least>' })).toBe(
      '<label class="input-cell"><span class="input-label">at &lt;least&gt;</span><input class="input-control" data-action="input" type="number" inputmode="decimal" required min="1" max="" step="1" value="5"></label>',
    );
    expect(await shown({ type: 'select', options: ['"a"', 'b'], default: 'b' })).toBe(
      '<label class="input-cell"><span class="input-label">it</span><select class="input-control" data-action="input" data-part="chosen" data-missing="false"><option value="&quot;a&quot;">&quot;a&quot;</option><option selected value="b">b</option></select></label>',
    );
  });

  const words: readonly [string, unknown, string | undefined, QueryResult, string][] = [
    ['nothing chosen', query, undefined, traders, '<option selected value="">choose one</option>'],
    ['nothing offered', query, undefined, answer([]), '<option selected value="">nothing to choose from</option>'],
    ['no longer offered', query, 'Z', traders, 'data-missing="true"'],
    ['no longer offered', query, 'Z', traders, '<option selected value="Z">Z (no longer listed)</option>'],
    ['perhaps offered', query, 'Z', answer([['A', 'A']], 501), '<option selected value="Z">Z</option>'],
    [
      'too many',
      query,
      'A',
      answer([['A', 'A']], 501),
      '<option disabled value="">and 500 more that the query gives</option>',
    ],
    ['none of several', { ...query, multiple: true }, undefined, traders, '>none</summary>'],
    ['some of several', { ...query, multiple: true }, 'A,B', traders, 'aria-label="it: Ann, B">Ann, B</summary>'],
    ['all of several', { ...query, multiple: true }, 'A,B,3', traders, '>all 3</summary>'],
    ['gone of several', { ...query, multiple: true }, 'A,Z', traders, '<span>Z (no longer listed)</span>'],
    [
      'an empty list',
      { ...query, multiple: true },
      '',
      answer([]),
      '<span class="input-count">nothing to choose from</span>',
    ],
  ];
  test.each(words)('says in words: %s', async (_, raw, text, answered, said) =>
    expect(await shown(raw, text, answered)).toContain(said),
  );
});

describe('an export shows label and value, and no control', () => {
  test.each([
    [{ type: 'text', default: '<b>', label: '"x"' }, undefined, '&quot;x&quot;', '&lt;b&gt;'],
    [{ type: 'toggle' }, 'true', 'it', 'on'],
    [pair, undefined, 'it', '2 to 8'],
    [{ type: 'select', options: ['a', 'b'], multiple: true }, 'b,a', 'it', 'a, b'],
    [{ type: 'select', options: ['a', 'b'], multiple: true }, undefined, 'it', 'none'],
    [{ type: 'dates' }, undefined, 'it', '2026-11-16 to 2026-11-20 (this week)'],
    [{ type: 'dates' }, '2026-11-20..2026-11-20', 'it', '2026-11-20'],
  ])('%j %j', async (raw, text, label, value) =>
    expect(await exported(raw, text)).toBe(
      `<span class="input-cell"><span class="input-label">${label}</span><output class="input-control">${value}</output></span>`,
    ),
  );
});

describe('the graph hears', () => {
  const refs = (raw: unknown) =>
    input.refs(props.parse(raw), 'day', async (sql) => ({ reads: [`read of ${sql}`, '$other'] }));

  test.each([
    [{ type: 'text' }, { reads: [], gives: '$day' }],
    [{ type: 'date' }, { reads: ['$today'], gives: '$day' }],
    [{ type: 'dates' }, { reads: ['$today'], gives: ['$day_from', '$day_to'] }],
    [pair, { reads: [], gives: ['$day_from', '$day_to'] }],
    [
      { type: 'select', options: 'accounts' },
      { reads: ['positions', 'venue'], gives: '$day' },
    ],
    [query, { reads: ['read of select 1', '$other'], gives: '$day' }],
  ])('of %j', async (raw, expected) => expect(await refs(raw)).toEqual(expected));
});

import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import type { QueryResult, Tag } from '../../../cells/kind.ts';
import { note } from '../../../cells/note/index.ts';
import { valueText } from '../../../cells/note/inline-values.ts';
import { contextWith } from './context.ts';

const result = (columns: readonly [string, string][], ...rows: QueryResult['rows'][number][]): QueryResult => ({
  columns: columns.map(([name, type]) => ({ name, type })),
  rows,
  rowCount: rows.length,
  hash: '',
  milliseconds: 1,
});

async function first(markdown: string, values: Readonly<Record<string, unknown>> = {}) {
  for await (const value of note.frames({ markdown }, contextWith(values))) return value;
  throw new Error('no frame');
}

const shown = async (markdown: string, values: Readonly<Record<string, unknown>> = {}) =>
  String(await note.view(html as Tag<unknown>, await first(markdown, values), { markdown }));

describe('the text of a value', () => {
  const cases: readonly [string, unknown, string, string | undefined][] = [
    ['money', result([['realized', 'DECIMAL(18,6)']], ['-12345.500000']), 'realized', '-12,345.50'],
    ['a price', result([['price', 'DECIMAL(18,9)']], ['110.265625000']), 'PRICE', '110.265625'],
    ['a whole price', result([['price', 'DECIMAL(18,9)']], ['6123.000000000']), 'price', '6,123'],
    [
      'an exact large sum',
      result([['sum', 'HUGEINT']], ['123456789012345678901']),
      'sum',
      '123,456,789,012,345,678,901',
    ],
    ['a count', result([['n', 'BIGINT']], ['1204']), 'n', '1,204'],
    ['a ratio', result([['r', 'DOUBLE']], [0.666666]), 'r', '0.6667'],
    ['a large double', result([['r', 'DOUBLE']], [-1234.5678]), 'r', '-1,234.57'],
    ['text', result([['s', 'VARCHAR']], ['ZNZ6']), 's', 'ZNZ6'],
    ['a day', result([['d', 'DATE']], ['2026-11-20']), 'd', '2026-11-20'],
    ['null', result([['s', 'VARCHAR']], [null]), 's', '–'],
    ['no row', result([['s', 'VARCHAR']]), 's', '–'],
    ['the only column', result([['s', 'VARCHAR']], ['x']), '', 'x'],
    [
      'one of two columns',
      result(
        [
          ['a', 'VARCHAR'],
          ['b', 'VARCHAR'],
        ],
        ['x', 'y'],
      ),
      '',
      undefined,
    ],
    ['an unknown column', result([['s', 'VARCHAR']], ['x']), 't', undefined],
    ['the first of many rows', result([['n', 'INTEGER']], [1], [2]), 'n', '1'],
    ['an input', { name: 'day', type: 'date', label: 'day', text: '2026-11-20' }, '', '2026-11-20'],
    ['a field of a field', { position: { quantity: -24 } }, 'position.quantity', '-24'],
    ['an empty field', { text: '' }, 'text', '–'],
    ['an object', { position: {} }, 'position', undefined],
    ['what every object has', {}, 'constructor.name', undefined],
    ['a cell that is not there', undefined, 'x', undefined],
  ];
  test.each(cases)('%s', (_, value, path, expected) =>
    expect(valueText(value, path === '' ? [] : path.split('.'))).toBe(expected),
  );
});

test('prose is drawn with its values', async () => {
  const values = { zn: result([['last', 'DECIMAL(18,9)']], ['110.5']), day: { text: '2026-11-20' } };
  expect(await shown('## By *day*\n\n{day}: {zn.last}, {zn.lost}, [Tour](/notebooks/tour)\n\n- [x] done', values)).toBe(
    '<div class="note"><h2 id="h-by-day">By <em>day</em></h2>' +
      '<p><b class="note-value" title="day">2026-11-20</b>: <b class="note-value" title="zn.last">110.5</b>, ' +
      '<mark class="note-missing" title="No cell gives zn.lost">{zn.lost?}</mark>, ' +
      '<a rel="noopener noreferrer" href="/notebooks/tour">Tour</a></p>' +
      '<ul><li><input type="checkbox" disabled checked> done</li></ul></div>',
  );
});

test('nothing in a text or a value is markup', async () => {
  const drawn = await shown(
    '# <img src=x onerror=alert(1)>\n\n`</code><script>` {x.y} [a"b](/"onclick="x)\n\n```"><script>\n</pre>\n```',
    {
      x: result([['y', 'VARCHAR']], ['<script>alert(1)</script>']),
    },
  );
  expect(drawn.match(/<[^/][^>]*>/g)).toEqual([
    '<div class="note">',
    '<h1 id="h-img-src-x-onerror-alert-1">',
    '<p>',
    '<code>',
    '<b class="note-value" title="x.y">',
    '<a rel="noopener noreferrer" href="/&quot;onclick=&quot;x">',
    '<pre data-language="&quot;&gt;&lt;script&gt;">',
    '<code>',
  ]);
});

test('prose mentions the cells it names', async () => {
  const markdown = '{zn.last} {zn.size} {day} `{code.x}` {chart.rows}';
  expect(await note.refs({ markdown }, 'note_1', async () => ({ reads: [] }))).toEqual({
    reads: [],
    mentions: ['zn', 'day', 'chart'],
  });
});

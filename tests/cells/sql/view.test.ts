import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import type { SqlValue } from '../../../cells/sql/schema.ts';
import { csv, json } from '../../../cells/sql/tables.ts';
import { caption, view } from '../../../cells/sql/view.ts';

const value: SqlValue = {
  columns: [
    { name: 'strategy', type: 'VARCHAR' },
    { name: 'realized', type: 'DECIMAL(18,6)' },
  ],
  rows: [
    ['<b>maker</b>', '1250.500000'],
    [null, '-31.250000'],
  ],
  rowCount: 1_000_000,
  hash: '',
  milliseconds: 3.14,
};

describe('the grid', () => {
  it('is a table with types, marks and the count of all rows', async () => {
    expect(String(await view(html, value))).toBe(
      '<div class="sql-grid" tabindex="0"><table><thead><tr>' +
        '<th scope="col" class="" title="strategy: VARCHAR"><span class="name">strategy</span><span class="type">varchar</span></th>' +
        '<th scope="col" class="number" title="realized: DECIMAL(18,6)"><span class="name">realized</span><span class="type">decimal(18,6)</span></th>' +
        '</tr></thead><tbody>' +
        '<tr><td class="">&lt;b&gt;maker&lt;/b&gt;</td><td class="number gain">+1,250.50</td></tr>' +
        '<tr><td class=""><span class="null" title="null">∅</span></td><td class="number loss">-31.25</td></tr>' +
        '</tbody></table></div><p class="sql-foot">2 of 1,000,000 rows</p>',
    );
  });

  it('says that there are no rows', async () => {
    const empty = { ...value, rows: [], rowCount: 0 };
    expect(String(await view(html, empty))).toContain('<p class="sql-foot">No rows.</p>');
  });

  it('has a caption of rows and time', () => {
    expect([1, 7, 12_345].map((rowCount) => caption({ ...value, rowCount }))).toEqual([
      '1 row · 3.1 ms',
      '7 rows · 3.1 ms',
      '12,345 rows · 3.1 ms',
    ]);
  });
});

it('leaves as CSV and as objects', () => {
  const rows = [
    ['a,"b"', '1.5'],
    ['', null],
  ];
  expect(csv({ ...value, rows })).toBe('strategy,realized\r\n"a,""b""",1.5\r\n"",\r\n');
  expect(json({ ...value, rows })).toEqual([
    { strategy: 'a,"b"', realized: '1.5' },
    { strategy: '', realized: null },
  ]);
});

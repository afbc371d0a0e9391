import { afterAll, describe, expect, it } from 'vitest';
import type { ParamValue } from '../../../cells/kind.ts';
import { Lab } from './fixture.ts';

const lab = new Lab({});
afterAll(() => lab.dispose());

const rows = `(values ('A', 1, date '2026-11-20'), ('B', 2, date '2026-11-19'), ('c, "d"', 3, null)) as t(name, n, day)`;
const params = (...value: string[]): ReadonlyMap<string, ParamValue> => new Map([['names', { type: 'list', value }]]);

describe('a list', () => {
  const cases: readonly [where: string, chosen: readonly string[], found: readonly number[]][] = [
    ['list_contains($names, name)', ['A', 'c, "d"'], [1, 3]],
    ['list_contains($names, name)', [], []],
    ['name in (select unnest($names))', ['B'], [2]],
    ['name in (select unnest($names))', [], []],
    ['name not in (select unnest($names))', [], [1, 2, 3]],
    ['name = any($names)', ['A', 'B', 'X'], [1, 2]],
    ['len($names) = 0 or list_contains($names, name)', [], [1, 2, 3]],
    ['len($names) = 0 or list_contains($names, name)', ["A'; drop table fills; --"], []],
    ['list_contains($names::integer[], n)', ['1', '3'], [1, 3]],
    ['list_contains($names::date[], day)', ['2026-11-19'], [2]],
  ];
  it.each(cases)('where %s with %j', async (where, chosen, found) => {
    const sql = `select n from ${rows} where ${where} order by n`;
    expect(await lab.rows(sql, { params: params(...chosen) })).toEqual(found.map((n) => [n]));
  });

  it('is a VARCHAR[], the empty one too, and joins', async () => {
    const sql = 'select typeof($names), len($names)';
    expect(await lab.rows(sql, { params: params() })).toEqual([['VARCHAR[]', '0']]);
    expect(await lab.rows(sql, { params: params('A', '') })).toEqual([['VARCHAR[]', '2']]);
    const joined = `select n from ${rows} join (select unnest($names) as name) using (name) order by n`;
    expect(await lab.rows(joined, { params: params('B', 'A') })).toEqual([[1], [2]]);
  });
});

it('a text that is chosen is compared as what the column is', async () => {
  const chosen = (value: string): ReadonlyMap<string, ParamValue> => new Map([['one', { type: 'text', value }]]);
  expect(await lab.rows(`select n from ${rows} where day = $one`, { params: chosen('2026-11-19') })).toEqual([[2]]);
  expect(await lab.rows(`select name from ${rows} where n = $one`, { params: chosen('1') })).toEqual([['A']]);
});

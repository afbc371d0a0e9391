import { afterAll, describe, expect, it } from 'vitest';
import { failure, Lab } from './fixture.ts';

const lab = new Lab();
afterAll(() => lab.dispose());

const reads = async (sql: string): Promise<string[]> => {
  const { reads, unknown } = await lab.analytics.analyse(sql);
  expect(unknown).toBeUndefined();
  return [...reads].sort();
};

describe('what a query reads', () => {
  it.each<[string, string[]]>([
    ['select * from fills', ['fills']],
    ['select * from a where x = $day and y > $limit', ['$day', '$limit', 'a']],
    ['select * from a join b using (k)', ['a', 'b']],
    ['select * from a natural join b', ['a', 'b']],
    ['select * from a asof join b using (k, ts)', ['a', 'b']],
    ['select * from a semi join b using (k)', ['a', 'b']],
    ['select * from a anti join b on a.k = b.k', ['a', 'b']],
    ['select * from a positional join b', ['a', 'b']],
    ["select columns('p.*') from a", ['a']],
    ["select * like 'p%' from a", ['a']],
    ['unpivot a on x, y into name n value v', ['a']],
    ['select * from a unpivot (v for n in (x, y))', ['a']],
    ['pivot a on x using sum(y) group by z', ['a']],
    ["pivot a on x in ('b', 's') using sum(y)", ['a']],
    ['with c as (from a) pivot c on x', ['a']],
    ['from (pivot (select * from a join b using (k)) on x, y)', ['a', 'b']],
    ['summarize a', ['a']],
    ['describe a', ['a']],
    ['from a', ['a']],
    ['from a select x', ['a']],
    ['table a', ['a']],
    ['values (1), (2)', []],
    ['select 1', []],
    ['select * from range(3), generate_series(1, $n)', ['$n']],
    ["select * from query_table('a')", ['a']],
    ["select * from query_table('book.znz6')", ['book.ZNZ6']],
    ['select * from book.ZNZ6', ['book.ZNZ6']],
    ['select * from BOOK."znz6"', ['book.ZNZ6']],
    ['select * from main.fills', ['fills']],
    ['select * from Fills, FILLS', ['fills']],
    ['select * from "fills.2026"', ['fills.2026']],
    ['select * from "With Blank"', ['with blank']],
    ['with a as (from b) select * from a', ['b']],
    ['with A as (from b) select * from a', ['b']],
    ['with fills as (from fills) select * from fills', ['fills']],
    ['with a as (from b), b as (from a) from b', ['b']],
    ['with a as (select 1) select * from (with a as (from c) from a), a', ['c']],
    ['select * from (with a as (select 1) from a), a', ['a']],
    ['with recursive r as (select 1 x union all select x + 1 from r join a using (x)) from r', ['a']],
    ['with recursive r as (from r0 union all from r), s as (from r) from s', ['r0']],
    ['select * from main.a, (with a as (select 1) from a)', ['a']],
    ['select (select max(y) from z where z.k = o.k) from o', ['o', 'z']],
    ['select * from o where exists (from p where p.k = o.k) or k in (select k from q)', ['o', 'p', 'q']],
    ['select * from a, lateral (select * from b where b.k = a.k)', ['a', 'b']],
    ['select orders.x from fills as orders', ['fills']],
    ['select * from a union select * from b order by 1', ['a', 'b']],
    ['from a except from b intersect from c', ['a', 'b', 'c']],
    ['select \'$x\', "$y" from a -- $z\n/* $w */', ['a']],
    ['select $x from a limit $n', ['$n', '$x', 'a']],
    ['select $Day, $day', ['$day']],
    ['select list_transform([1], lambda v: v + $n)', ['$n']],
    ['select sum(x) over (partition by y order by (select max(z) from b)) from a', ['a', 'b']],
    ['select * from bars_by(interval 1 hour)', ['bars']],
    ['select * from bars_by($width) join a using (instrument)', ['$width', 'a', 'bars']],
    ["select * from bars_of('4h')", ['bars', 'instruments']],
    ['select vwap(price, quantity) from trades', ['trades']],
    ['from a tablesample 10%', ['a']],
    ['from a qualify row_number() over () = (select 1 from b)', ['a', 'b']],
    ['select * from a;  ', ['a']],
  ])('%s', async (sql, expected) => {
    expect(await reads(sql)).toEqual(expected);
  });

  it('is unknown, and not nothing, where nobody can tell', async () => {
    const sql = 'from (pivot nowhere on y in (select distinct y from nowhere))';
    expect((await lab.analytics.analyse(sql)).unknown).toContain(
      'it runs by hand: There is no source or cell named nowhere',
    );
    const known = 'from (pivot fills on side in (select distinct side from fills) using sum(quantity))';
    expect(await reads(known)).toEqual(['fills', 'instruments']);
  });
});

describe('what is no query', () => {
  it.each([
    ['selec 1', 0, 1, 1],
    ['select *\nfrom a\nwhere', 21, 3, 6],
    ["select 'größe €', from", 22, 1, 23],
    ["select '😀' x )", 14, 1, 15],
    ['select $x, from a where (', 25, 1, 26],
    ['select :x', 7, 1, 8],
    ['', 0, 1, 1],
    [' ; ', 0, 1, 1],
  ])('%s', async (sql, offset, line, column) => {
    const error = await failure(lab.analytics.analyse(sql));
    expect({ code: error.code, position: error.position }).toEqual({
      code: 'syntax',
      position: { offset, line, column },
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ParamValue } from '../../../cells/kind.ts';
import type { Instant } from '../../../core/model/time.ts';
import { Lab } from './fixture.ts';

const depth = [
  { side: 'bid' as const, level: 1, price: 110_250_000_000, quantity: 12 },
  { side: 'ask' as const, level: 1, price: 110_265_625_000, quantity: 7 },
];
const lab = new Lab({ book: (instrument) => (instrument === 'ZNZ6' ? depth : undefined) });
afterAll(() => lab.dispose());

const params = (values: Record<string, ParamValue>): ReadonlyMap<string, ParamValue> => new Map(Object.entries(values));

describe('a result', () => {
  it('has typed columns and loses no digit', async () => {
    const { columns, rows } = await lab.run(`
      select 9007199254740993 as big, 110.265625::decimal(18,9) as price, 1.5 as d, 0.1::double as x, 'nan'::double as nan,
        '-inf'::double as inf, date '2026-11-20' as day, timestamp '2026-11-20 10:31:07.25' as ts, interval '1 day 2 hours' as span,
        '\\xAA'::blob as bytes, true as yes, null as nothing, {'a': 1::bigint, 'b': [1.5, null]} as nested, 7::int as small`);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'big BIGINT',
      'price DECIMAL(18,9)',
      'd DECIMAL(2,1)',
      'x DOUBLE',
      'nan DOUBLE',
      'inf DOUBLE',
      'day DATE',
      'ts TIMESTAMP',
      'span INTERVAL',
      'bytes BLOB',
      'yes BOOLEAN',
      'nothing INTEGER',
      'nested STRUCT("a" BIGINT, "b" DECIMAL(2,1)[])',
      'small INTEGER',
    ]);
    expect(rows).toEqual([
      [
        '9007199254740993',
        '110.265625000',
        '1.5',
        0.1,
        'NaN',
        '-Infinity',
        '2026-11-20',
        '2026-11-20 10:31:07.25',
        '1 day 02:00:00',
        '\\xAA',
        true,
        null,
        { a: '1', b: ['1.5', null] },
        7,
      ],
    ]);
  });

  it('has the first rows, the count of all and each name once', async () => {
    const { rows, rowCount } = await lab.run('select range as a, 1 as a from range(5000)', { limit: 2 });
    expect({ rows, rowCount }).toEqual({
      rows: [
        ['0', 1],
        ['1', 1],
      ],
      rowCount: 5000,
    });
    expect((await lab.run('select 1 as a, 2 as a')).columns.map(({ name }) => name)).toEqual(['a', 'a_1']);
    expect((await lab.run('select * from fills')).rows).toEqual([]);
    expect((await lab.run('select 1 where false order by 1')).rowCount).toBe(0);
    expect((await lab.run('select 1', { limit: 0 })).rowCount).toBe(1);
  });

  it('runs DESCRIBE, SUMMARIZE, VALUES, FROM and PIVOT', async () => {
    expect(await lab.rows('describe select 1 as x')).toEqual([['x', 'INTEGER', 'YES', null, null, null]]);
    expect(await lab.rows('values (1, 2), (3, 4)')).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect((await lab.run('summarize fills')).rowCount).toBe(18);
    expect(await lab.rows("pivot (values ('b', 1), ('s', 2)) t(side, n) on side using sum(n)")).toEqual([['1', '2']]);
  });
});

describe('the order of rows', () => {
  beforeAll(async () => {
    const sql = "select range as id, 'strategy ' || range % 13 as name, hash(range) as jumble from range(1000000)";
    await lab.run(sql, { notebook: 'order', give: 'rows' });
  });
  const inOrder = { notebook: 'order', cells: ['rows'], limit: 3000 };
  const ids = async (sql: string) => (await lab.rows(sql, inOrder)).map(([id]) => Number(id));

  it.each([
    ['select id, name from rows', (place: number) => place],
    ['select id from rows where id >= 500000', (place: number) => 500_000 + place],
    ['select id, name from rows order by id desc', (place: number) => 999_999 - place],
    ['select id from rows join (select 1 as one) on true', (place: number) => place],
    ['with x as (from rows) from x order by id limit 500000 offset 10', (place: number) => place + 10],
  ])('%s', async (sql, expected) => {
    for (let again = 0; again < 3; again++) {
      expect(await ids(sql)).toEqual(Array.from({ length: 3000 }, (_, place) => expected(place)));
    }
  });

  it('is kept by a relation', async () => {
    await lab.run('from rows order by id desc', { ...inOrder, give: 'descending' });
    const sql = 'select count(*) from descending where id + rowid = 999999';
    expect(await lab.rows(sql, { ...inOrder, cells: ['descending'] })).toEqual([['1000000']]);
  });
});

describe('the hash', () => {
  const hash = async (sql: string, limit = 1000) => (await lab.run(sql, { limit })).hash;
  const ways = [
    ['few rows', 10],
    ['many rows', 50_000],
  ] as const;

  it.each(ways)('of %s is equal for equal rows in any order, unless the query orders them', async (_, count) => {
    const rows = `(select range as a, range % 7 as b from range(${count}))`;
    const backwards = `(select ${count} - 1 - range as a, (${count} - 1 - range) % 7 as b from range(${count}))`;
    expect(await hash(`from ${rows}`)).toBe(await hash(`from ${backwards}`));
    expect(await hash(`from ${rows} order by a`)).toBe(await hash(`from ${backwards} order by a`));
    expect(await hash(`from ${rows} order by a`)).not.toBe(await hash(`from ${rows} order by a desc`));
    expect(await hash(`from ${rows}`)).not.toBe(await hash(`select a, b + 1 as b from ${rows}`));
    expect(await hash(`from ${rows}`)).not.toBe(await hash(`select a, b as c from ${rows}`));
  });

  it('tells pairs of equal rows apart', async () => {
    const pairs = (value: number) => `select ${value} as x from range(4000)`;
    expect(await hash(pairs(1))).not.toBe(await hash(pairs(2)));
  });

  it('of a stream follows rows beyond the first ones', async () => {
    const cell = { notebook: 'hash', limit: 10 };
    await lab.run('select range as id, 0 as x from range(3000)', { ...cell, give: 'one' });
    await lab.run('select range as id, (range = 2999)::int as x from range(3000)', { ...cell, give: 'two' });
    const cells = ['one', 'two'];
    const [one, two, again] = [
      await lab.run('select x, id from one', { ...cell, cells }),
      await lab.run('select x, id from two', { ...cell, cells }),
      await lab.run('select x, id from one', { ...cell, cells }),
    ];
    expect([one.rowCount, one.hash === two.hash, one.hash === again.hash]).toEqual([3000, false, true]);
  });
});

describe('parameters', () => {
  it('are bound with their types', async () => {
    const values = params({
      day: { type: 'date', value: '2026-11-20' },
      at: { type: 'timestamp', value: 1_795_000_000_123_456 as Instant },
      n: { type: 'integer', value: 3 },
      x: { type: 'number', value: 1.5 },
      yes: { type: 'boolean', value: true },
      name: { type: 'text', value: "'; drop table fills; --" },
      unused: { type: 'text', value: '' },
    });
    const { columns, rows } = await lab.run('select $day + 1 as a, $at as b, $n as c, $x as d, $yes as e, $NAME as f', {
      params: values,
    });
    expect(columns.map(({ type }) => type)).toEqual(['DATE', 'TIMESTAMP', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'VARCHAR']);
    expect(rows).toEqual([['2026-11-21', '2026-11-18 11:06:40.123456', '3', 1.5, true, "'; drop table fills; --"]]);
  });

  it('are missed by name and place', async () => {
    expect(await lab.error('select 1 -- $day\n, $day')).toEqual({
      code: 'unknown_name',
      message: 'Nothing gives $day.',
      hint: 'Add an input cell named day, or take $day out of the query.',
      position: { offset: 19, line: 2, column: 3 },
    });
  });

  it('reach a relation and a limit', async () => {
    const request = { params: params({ n: { type: 'integer', value: 2 } }), notebook: 'p' };
    await lab.run('select range as x from range($n)', { ...request, give: 'upto' });
    expect(await lab.rows('from upto where x < $n limit $n', { ...request, cells: ['upto'] })).toEqual([['0'], ['1']]);
  });
});

describe('relations of cells', () => {
  const at = (notebook: string, ...cells: string[]) => ({ notebook, cells });

  it('are read by name in their notebook only, before sources of the same name', async () => {
    await lab.run('select 7 as x', { ...at('one'), give: 'fills' });
    expect(await lab.rows('select * from FILLS', at('one', 'fills'))).toEqual([[7]]);
    expect(await lab.rows('select count(*) from main.fills', at('one', 'fills'))).toEqual([['0']]);
    expect(await lab.rows('select count(*) from fills', at('two'))).toEqual([['0']]);
    expect(await lab.rows('from (with fills as (select 1) from fills), book.ZNZ6', at('one', 'fills'))).toHaveLength(2);
    await lab.run('select 8 as x', { ...at('my-book_2'), give: 'book' });
    expect(await lab.rows('select x, price from book, book.ZNZ6 limit 1', at('my-book_2', 'book'))).toEqual([
      [8, '110.250000000'],
    ]);
  });

  it('of a new notebook may come together', async () => {
    const runs = Array.from({ length: 8 }, (_, index) =>
      lab.run('select 1', { notebook: 'together', give: `c${index}` }),
    );
    expect((await Promise.all(runs)).map(({ rowCount }) => rowCount)).toEqual(Array(8).fill(1));
  });

  it('stay as they were when the new one fails', async () => {
    await lab.run('select 1 as x', { ...at('kept'), give: 'a' });
    const error = await lab.error("select 'no number'::int as x", { ...at('kept'), give: 'a' });
    expect(error.code).toBe('query');
    expect(await lab.rows('from a', at('kept', 'a'))).toEqual([[1]]);
  });

  it('are replaced while others read, and forgotten', async () => {
    const request = at('busy', 'a');
    await lab.run('select 0 as x from range(100000)', { ...request, give: 'a' });
    const replacing = Array.from({ length: 5 }, (_, x) =>
      lab.run(`select ${x} as x from range(100000)`, { ...request, give: 'a' }),
    );
    const reading = Array.from({ length: 10 }, () => lab.rows('select count(distinct x), count(*) from a', request));
    await Promise.all(replacing);
    for (const rows of await Promise.all(reading)) expect(rows).toEqual([['1', '100000']]);
    await lab.analytics.forget('busy', 'a');
    expect((await lab.error('from a', request)).code).toBe('unknown_name');
    await lab.run('select 1', { ...request, give: 'b' });
    await lab.analytics.forget('busy');
    expect((await lab.error('from b', at('busy', 'b'))).code).toBe('unknown_name');
    await lab.run('select 2 as x', { ...request, give: 'b' });
    expect(await lab.rows('from b', at('busy', 'b'))).toEqual([[2]]);
    await lab.analytics.forget('never opened', 'x');
  });
});

describe('the book', () => {
  it('is read live, in any case', async () => {
    const expected = [
      ['bid', '1', '110.250000000', '12'],
      ['ask', '1', '110.265625000', '7'],
    ];
    expect(await lab.rows('select * from book.ZNZ6')).toEqual(expected);
    expect(await lab.rows('select * from Book.znz6 order by side desc')).toEqual(expected);
  });

  it('is missed with a sentence', async () => {
    expect((await lab.error('from book.XXX')).message).toBe('There is no live book of XXX.');
  });
});

describe('errors', () => {
  it('stand where they belong in the text', async () => {
    const unknown = await lab.error("select '€', 1\nfrom nope");
    expect({ code: unknown.code, message: unknown.message, position: unknown.position }).toEqual({
      code: 'unknown_name',
      message: 'There is no source or cell named nope.',
      position: { offset: 19, line: 2, column: 6 },
    });
    const column = await lab.error("select '€', nope from fills where price > 1");
    expect({ code: column.code, offset: column.position?.offset }).toEqual({ code: 'query', offset: 12 });
    const kept = await lab.error('select nope from fills', { notebook: 'n', give: 'x' });
    expect(kept.position?.offset).toBe(7);
    const cast = await lab.error("select 'a'::int");
    expect(cast).toMatchObject({ code: 'query', message: "Could not convert string 'a' to INT32" });
  });

  it('stop a query after its time', async () => {
    const error = await lab.error('select count(*) from range(10000000) a, range(100000) b', {
      timeoutMilliseconds: 200,
    });
    expect(error).toMatchObject({
      code: 'query',
      message: 'The query was stopped after 0.2 s, the longest it may take.',
    });
    expect(await lab.rows('select 1')).toEqual([[1]]);
  });

  it('are an AbortError for what was overtaken, running, waiting or not begun', async () => {
    const long = 'select count(*) from range(10000000) a, range(100000) b';
    const controllers = Array.from({ length: 4 }, () => new AbortController());
    const runs = controllers.map(({ signal }) =>
      lab.run(long, { signal }).catch((reason: unknown) => (reason as Error).name),
    );
    setTimeout(() => {
      for (const controller of controllers) controller.abort();
    }, 100);
    expect(await Promise.all(runs)).toEqual(['AbortError', 'AbortError', 'AbortError', 'AbortError']);
    await expect(lab.run('select 1', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { Lab } from './fixture.ts';

const lab = new Lab();
afterAll(() => lab.dispose());

describe('a query may not', () => {
  it.each<[string, number]>([
    ["select * from read_csv('/etc/passwd')", 14],
    ["select * from read_csv_auto('x.csv')", 14],
    ["from read_parquet('x')", 5],
    ["from read_json('x')", 5],
    ["from read_text('/etc/passwd')", 5],
    ["from read_blob('x')", 5],
    ["from glob('*')", 5],
    ["from sniff_csv('x')", 5],
    ["from parquet_metadata('x')", 5],
    ["from '/etc/passwd'", 5],
    ["from 'data.csv'", 5],
    ['from "x.parquet"', 5],
    ["from 'https://example.org/x'", 5],
    ['select now()', 7],
    ['select x, CURRENT_DATE from fills', 10],
    ['select current_timestamp', 7],
    ['select today()', 7],
    ['select age(ts_event) from fills', 7],
    ["select 'é', get_current_timestamp()", 12],
    ["select getvariable('x')", 7],
    ["select current_setting('threads')", 7],
    ['select current_user', 7],
    ['from duckdb_settings()', 5],
    ['from duckdb_databases()', 5],
    ['from duckdb_secrets()', 5],
    ['from duckdb_settings', 5],
    ['from pragma_database_list()', 5],
    ['from pg_catalog.pg_settings', 5],
    ['from information_schema.tables', 5],
    ['from sqlite_master', 5],
    ['from record.fills', 5],
    ['from analytics.record.fills', 5],
    ['from cells.book."ZNZ6"', 5],
    ['from imports.main."#imports"', 5],
    ["from query('select 1')", 5],
    ["from query_table('f' || 'ills')", 5],
    ["from json_execute_serialized_sql('{}')", 5],
    ['show tables', 0],
    ['show databases', 0],
    ['select * from (select now() as x)', 22],
    ['with a as (select today()) from a', 18],
    ['pivot fills on side using max(now())', 30],
    ['select 1; select 2', 10],
    ['create table x as select 1', 0],
    ['create view x as select 1', 0],
    ['insert into fills values (1)', 0],
    ['update fills set price = 1', 0],
    ['delete from fills', 0],
    ['drop table fills', 0],
    ["attach 'x.db'", 0],
    ['detach analytics', 0],
    ["copy fills to 'x.csv'", 0],
    ["export database 'x'", 0],
    ['install httpfs', 0],
    ['load httpfs', 0],
    ['set threads = 1', 0],
    ['reset threads', 0],
    ['pragma version', 0],
    ['call duckdb_settings()', 0],
    ['use record', 0],
    ['checkpoint', 0],
    ['begin', 0],
    ['explain select 1', 0],
    ['vacuum', 0],
    ['prepare q as select 1', 0],
    ['execute q', 0],
    ['create secret s (type s3)', 0],
    ['set variable x = 1', 0],
  ])('%s', async (sql, offset) => {
    const { code, message, hint, position } = await lab.error(sql);
    expect({ code, offset: position?.offset }).toEqual({ code: 'refused', offset });
    expect(message).toMatch(/[.!]$/);
    expect(hint).toBeTruthy();
  });

  it('use a parameter without a name', async () => {
    expect((await lab.error('select ?')).code).toBe('refused');
    expect((await lab.error('select $1')).code).toBe('refused');
    expect((await lab.error('select $x, ?')).code).toBe('refused');
  });

  it('reach out even where the tree was passed by', async () => {
    const { message } = await lab.error("from (pivot (from read_csv('x')) on a in (select 1))");
    expect(message).toBe('read_csv reaches outside of the record: a query reads no file and no network.');
  });
});

it('lets columns have the names of what is refused', async () => {
  const sql = 'select t."current_date", t.user, "now" from (select 1 as "current_date", 2 as user, 3 as "now") t';
  expect(await lab.rows(sql)).toEqual([[1, 2, 3]]);
});

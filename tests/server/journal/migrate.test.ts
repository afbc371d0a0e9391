import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Instant } from '../../../core/model/time.ts';
import { migrate } from '../../../server/journal/migrate.ts';
import { migrationsOf } from '../../../server/journal/sql.ts';

const at = 1 as Instant;
const first = { number: 1, name: 'begin', text: 'CREATE TABLE a (x INTEGER) STRICT;' };
const second = { number: 2, name: 'more', text: 'CREATE TABLE b (x INTEGER) STRICT;' };

const tablesOf = (database: Sqlite.Database) =>
  database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

test('applies what is missing, once', () => {
  const database = new Sqlite(':memory:');
  migrate(database, [first], at);
  migrate(database, [first, second], at);
  migrate(database, [first, second], at);
  expect(tablesOf(database)).toEqual(['a', 'b', 'migrations']);
  expect(database.prepare('SELECT number, name FROM migrations').all()).toEqual([
    { number: 1, name: 'begin' },
    { number: 2, name: 'more' },
  ]);
});

test('refuses a migration that was changed after it was applied', () => {
  const database = new Sqlite(':memory:');
  migrate(database, [first], at);
  expect(() => migrate(database, [{ ...first, text: 'CREATE TABLE c (x INTEGER);' }], at)).toThrow(
    'Migration 0001_begin was changed after it was applied to :memory:. Restore its text, and put the change into a new migration.',
  );
});

test('refuses a file from a newer version', () => {
  const database = new Sqlite(':memory:');
  migrate(database, [first, second], at);
  expect(() => migrate(database, [first], at)).toThrow(
    ':memory: was written by a newer Deskbook: it has migration 0002_more, this one knows 1.',
  );
});

test('a migration that fails leaves nothing behind', () => {
  const database = new Sqlite(':memory:');
  const broken = { ...second, text: 'CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x INTEGER);' };
  expect(() => migrate(database, [first, broken], at)).toThrow('table a already exists');
  expect(tablesOf(database)).toEqual(['a', 'migrations']);
});

test.each(['journal', 'market'] as const)('every table of the %s is strict', (schema) => {
  const database = new Sqlite(':memory:');
  migrate(database, migrationsOf(schema), at);
  const loose = database
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  expect(loose).toEqual([]);
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Instant } from '../../../core/model/time.ts';
import { migrate } from '../../../server/journal/migrate.ts';
import { migrationsOf, parseQueries, queriesOf, queryNames, readMigrations } from '../../../server/journal/sql.ts';
import { temporaryFolder } from './folder.ts';

test('queries are found by name', () => {
  expect(parseQueries('-- about\n\n-- name: one\nSELECT 1\n\n-- name: two\n-- why\nSELECT 2\n')).toEqual(
    new Map([
      ['one', 'SELECT 1'],
      ['two', '-- why\nSELECT 2'],
    ]),
  );
  expect(() => parseQueries('-- name: one\nSELECT 1\n-- name: one\nSELECT 2')).toThrow('Two queries are named "one".');
  expect(() => queriesOf('retention')('delete_all')).toThrow(
    'sql/queries/retention.sql has no query "delete_all"; it has span_trades, ',
  );
});

test.each([
  ['journal', 'journal'],
  ['market', 'market'],
  ['retention', 'market'],
] as const)('every query of %s binds to the tables of the %s', (file, schema) => {
  const database = new Sqlite(':memory:');
  migrate(database, migrationsOf(schema), 1 as Instant);
  const query = queriesOf(file);
  for (const name of queryNames(file)) expect(() => database.prepare(query(name)), name).not.toThrow();
});

test('migrations are numbered without holes', () => {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, '0001_begin.sql'), 'SELECT 1;\r\n');
  expect(readMigrations(folder)).toEqual([{ number: 1, name: 'begin', text: 'SELECT 1;\n' }]);
  writeFileSync(path.join(folder, '0003_more.sql'), 'SELECT 1;');
  expect(() => readMigrations(folder)).toThrow(
    '0003_more.sql should have number 2: migrations are numbered without holes.',
  );
  writeFileSync(path.join(folder, '0000.sql'), 'SELECT 1;');
  expect(() => readMigrations(folder)).toThrow('0000.sql is not named like 0001_begin.sql.');
});

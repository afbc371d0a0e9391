import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { migrate } from '../../../server/journal/migrate.ts';
import { migrationsOf } from '../../../server/journal/sql.ts';
import { friday, openConsole } from './console.ts';

const releasedMigrations = 2;
const hour = 3_600_000_000;
const at = friday - hour;
const points = (value: number): Price => (value * 1e9) as Price;

const terms = { account: 'SIM-1', instrument: 'ZNZ6', strategy: 'manual', environment: 'paper', run: 'main' };

/** A data folder as the release before stops and replacements left it: an order of three, one of them filled, still open. */
function olderFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'deskbook-older-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const journal = new Sqlite(path.join(folder, 'journal.sqlite'));
  migrate(journal, migrationsOf('journal').slice(0, releasedMigrations), friday);
  const insert = (table: string, row: object) => {
    const names = Object.keys(row);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`;
    journal.prepare(sql).run(row);
  };
  const said = { ...terms, client_order_id: 'D1', trade_date: '2026-11-20', ts_event: at, ts_init: at, ts_machine: at };
  const order = { ...said, side: 'buy', order_type: 'limit', time_in_force: 'day', quantity: 3, price: points(108) };
  const open = { status: 'pending', filled_quantity: 0, leaves_quantity: 3, filled_cost: 0 };
  const working = { ...open, status: 'working', venue_order_id: 'P0-1' };
  const part = { status: 'partially_filled', filled_quantity: 1, leaves_quantity: 2, filled_cost: points(108) };
  const fill = { execution_id: 'P0-E1', liquidity: 'maker' };
  insert('order_events', { ...order, ...open, type: 'intended' });
  insert('order_events', { ...order, ...working, type: 'accepted' });
  const filled = { ...order, ...working, ...part, ...fill, type: 'filled' };
  insert('order_events', { ...filled, event_quantity: 1, event_price: points(108) });
  insert('fills', { ...said, ...fill, side: 'buy', quantity: 1, price: points(108), fee: 0, origin: 'venue' });
  journal.close();
  return folder;
}

test('a data folder of the release before opens with its orders, which can be replaced, and opens again', async () => {
  const folder = olderFolder();
  const first = await openConsole(folder);
  const id = 'D1' as ClientOrderId;
  expect(first.desk.order(id)).toMatchObject({
    status: 'partially_filled',
    filledQuantity: 1,
    leavesQuantity: 2,
    terms: { quantity: 3, price: points(108) },
  });
  await first.desk.replace(id, { quantity: quantity(2) });
  await first.desk.settled();
  const replaced = { filledQuantity: 1, leavesQuantity: 1, terms: { quantity: 2, price: points(108) } };
  expect(first.desk.order(id)).toMatchObject(replaced);
  await first.close();

  const journal = new Sqlite(path.join(folder, 'journal.sqlite'), { readonly: true });
  const rows = journal.prepare(
    "SELECT type, working_quantity, working_price FROM order_events WHERE client_order_id = 'D1' ORDER BY seq LIMIT 3",
  );
  expect(rows.all()).toEqual(
    ['intended', 'accepted', 'filled'].map((type) => ({ type, working_quantity: 3, working_price: points(108) })),
  );
  journal.close();

  const second = await openConsole(folder);
  expect(second.desk.order(id)).toMatchObject(replaced);
  expect(second.problems).toEqual([]);
});

import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../../core/model/time.ts';
import type { BookState, FillsState, OrdersState, PositionsState, StatusState } from '../../../core/topics.ts';
import { DeskUnavailable } from '../../../server/desk/port.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { id, marketBuy, openConsole, type TestConsole } from './console.ts';

/** Holds the write lock of the journal as another program does. */
function lockJournal(folder: string): () => void {
  const other = new Sqlite(path.join(folder, 'journal.sqlite'));
  other.exec('BEGIN EXCLUSIVE');
  return () => {
    other.exec('ROLLBACK');
    other.close();
  };
}

const isBack = ({ journal }: TestConsole) =>
  new Promise<void>((resolve) => {
    const end = journal.onFault(() => {
      if (journal.fault()) return;
      end();
      resolve();
    });
  });

/** Lets the market happen; no minute is waited for longer than the desk does. */
async function pass({ clock, desk }: TestConsole, microseconds: number): Promise<void> {
  for (let passed = 0; passed < microseconds; passed += 5 * SECOND) {
    clock.advance(5 * SECOND);
    await desk.driver?.step();
  }
}

const status = ({ desk }: TestConsole) => desk.bus.read<StatusState>('status');
const orderOf = ({ desk }: TestConsole, name: string) =>
  desk.bus.read<OrdersState>('orders').orders.find(({ intent }) => intent.clientOrderId === name);

test('while the journal is locked no order goes to the venue, the market goes on, and all is as it was once it is free', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const { desk, journal } = console;
  await desk.submit(marketBuy(2));
  await desk.settled();
  const before = desk.bus.read<FillsState>('fills').total;
  const unlock = lockJournal(folder);
  const sentence = `Another program has locked ${path.join(folder, 'journal.sqlite')}, so it cannot be written. End that program, or its transaction.`;
  const refused = desk.submit(marketBuy(1, { clientOrderId: id('while-locked') }));
  await expect(refused).rejects.toThrow(DeskUnavailable);
  await expect(refused).rejects.toThrow(`${sentence} Until then no order is taken.`);
  await expect(desk.submit(marketBuy(1))).rejects.toThrow('Until then no order is taken.');
  expect(desk.order(id('while-locked'))).toBeUndefined();
  expect(status(console)).toMatchObject({ trouble: sentence, journal: { waiting: 0 } });
  await pass(console, 3 * MINUTE);
  expect(status(console).feeds.every(({ tsLast }) => console.clock.now() - tsLast! < 10 * SECOND)).toBe(true);
  const back = isBack(console);
  unlock();
  await back;
  expect(status(console).trouble).toBeUndefined();
  await desk.submit(marketBuy(1, { clientOrderId: id('while-locked') }));
  await desk.settled();
  expect(desk.bus.read<FillsState>('fills').total).toBeGreaterThan(before);
  await pass(console, MINUTE);
  const minutes = new Set(journal.pnlSince(desk.tradeDate()).map(({ ts }) => ts));
  expect(minutes.size).toBe(4);
  expect(console.problems).toEqual([
    `${sentence} Until then no order is taken.`,
    'The journal is written again, with everything that waited in memory; orders are taken.',
  ]);
});

test('what the venue says meanwhile is shown once it is on disk, in order and once', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const { desk, journal } = console;
  const placed = desk.submit(marketBuy(3, { clientOrderId: id('A') }));
  // on disk and with the venue, whose answer is not on disk yet
  await placed;
  const unlock = lockJournal(folder);
  expect(await desk.onDisk()).toBe(false);
  expect(status(console).journal.waiting).toBeGreaterThan(0);
  expect(orderOf(console, 'A')?.status).toBe('pending');
  expect(desk.bus.read<FillsState>('fills').total).toBe(0);
  await expect(desk.cancel(id('A'))).rejects.toThrow();
  const back = isBack(console);
  unlock();
  await back;
  await desk.settled();
  expect(orderOf(console, 'A')).toMatchObject({ status: 'filled', filledQuantity: 3, cancelRequested: false });
  expect(desk.bus.read<PositionsState>('positions').positions).toMatchObject([{ quantity: 3 }]);
  const types = [...journal.orderEvents()].map(({ type }) => type);
  expect(types.slice(0, 2)).toEqual(['intended', 'accepted']);
  await console.close();
  const again = await openConsole(folder, { at: console.clock.now() });
  expect(again.desk.bus.read<PositionsState>('positions').positions).toMatchObject([{ quantity: 3 }]);
});

test('a cancel that could not be journalled can be asked for again', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const { desk } = console;
  const price = desk.bus.read<BookState>('book.ZNZ6').snapshot.bids[4]?.price;
  await desk.submit({ ...marketBuy(1, { clientOrderId: id('A'), type: 'limit', timeInForce: 'day' }), price: price! });
  await desk.settled();
  const unlock = lockJournal(folder);
  await expect(desk.cancel(id('A'))).rejects.toThrow('Until then no order is taken.');
  const back = isBack(console);
  unlock();
  await back;
  expect(desk.order(id('A'))).toMatchObject({ status: 'working', cancelRequested: false });
  await desk.cancel(id('A'));
  await desk.settled();
  expect(desk.order(id('A'))?.status).toBe('canceled');
});

test('a console ends although its journal is locked', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await console.desk.submit(marketBuy(3));
  const unlock = lockJournal(folder);
  await console.close();
  unlock();
  await new Promise(setImmediate);
  expect(console.problems.at(-1)).toContain('Deskbook ended before it could be');
});

import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Price } from '../../../core/model/price.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../core/model/time.ts';
import type {
  BookState,
  FillsState,
  OrdersState,
  PnlState,
  PositionsState,
  RefusalsState,
  StatusState,
  TapeState,
} from '../../../core/topics.ts';
import { OrderRefused, type OrderRequest } from '../../../server/desk/port.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { friday, id, marketBuy, openConsole, passTime, type TestConsole } from './console.ts';

const orders = ({ desk }: TestConsole) => desk.bus.read<OrdersState>('orders');
const positions = ({ desk }: TestConsole) => desk.bus.read<PositionsState>('positions');
const book = ({ desk }: TestConsole) => desk.bus.read<BookState>('book.ZNZ6');

/** Behind the touch, so that it rests. */
function restingBuy(console: TestConsole, more: Partial<OrderRequest> = {}): OrderRequest {
  const price = book(console).snapshot.bids[4]?.price as Price;
  return marketBuy(7, { type: 'limit', timeInForce: 'day', price, ...more });
}

test('an order is journalled, filled and shown as a fill and a position', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  const order = await desk.submit(marketBuy(3));
  await desk.settled();
  const fills = desk.bus.read<FillsState>('fills');
  const intent = { clientOrderId: 'D1', instrument: 'ZNZ6', strategy: 'manual' };
  expect(order).toMatchObject({ status: 'pending', intent });
  expect(desk.order(id('D1'))).toMatchObject({ status: 'filled', filledQuantity: 3 });
  expect(fills.fills.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
  expect(positions(console).positions).toMatchObject([{ account: 'SIM-1', quantity: 3 }]);
  expect(orders(console).orders.map(({ status }) => status)).toEqual(['filled']);
  expect([...console.journal.fills()]).toEqual([...fills.fills].reverse());
  expect(console.problems).toEqual([]);
});

test('nothing is shown before it is on disk, and an intent is on disk before the venue has it', async () => {
  const console = await openConsole(temporaryFolder());
  const submitted = console.desk.submit(restingBuy(console, { clientOrderId: id('A') }));
  expect(orders(console).orders).toEqual([]);
  await submitted;
  expect([...console.journal.orderEvents()].map(({ type }) => type)).toEqual(['intended']);
  expect(console.desk.order(id('A'))?.status).toBe('pending');
  await console.desk.settled();
  expect([...console.journal.orderEvents()].map(({ type }) => type)).toEqual(['intended', 'accepted']);
  expect(console.desk.order(id('A'))?.status).toBe('working');
});

test('a repeated client order id is the order that it already is, also after a restart', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const request = marketBuy(2, { clientOrderId: id('mine') });
  const [first, second] = await Promise.all([console.desk.submit(request), console.desk.submit(request)]);
  await console.desk.settled();
  const third = await console.desk.submit(request);
  expect(second).toBe(first);
  expect(third).toBe(console.desk.order(id('mine')));
  await console.close();
  const again = await openConsole(folder, { at: (friday + MINUTE) as Instant });
  expect(await again.desk.submit(request)).toEqual(third);
  await again.desk.settled();
  expect(again.journal.counts()).toMatchObject({ orders: 1 });
  expect((await again.desk.submit(marketBuy(1))).intent.clientOrderId).toBe('D1');
});

test('a number of ours is not given twice', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await console.desk.submit(marketBuy(1, { clientOrderId: id('D2') }));
  const ids = [await console.desk.submit(marketBuy(1)), await console.desk.submit(marketBuy(1))];
  await console.close();
  const again = await openConsole(folder, { at: (friday + MINUTE) as Instant });
  ids.push(await again.desk.submit(marketBuy(1)));
  expect(ids.map(({ intent }) => intent.clientOrderId)).toEqual(['D1', 'D3', 'D4']);
});

test.each<[string, Partial<OrderRequest>, string]>([
  ['an unknown instrument', { instrument: 'ZX' }, 'ZX has no market at paper; there are ZNZ6, '],
  ['a listed month without a market', { instrument: 'ZNH7' }, 'ZNH7 has no market at paper; there are ZNZ6, '],
  ['no contracts', { quantity: 0 as never }, 'quantity is 0; it is a whole number from 1 to 100000.'],
  ['half a contract', { quantity: 1.5 as never }, 'quantity is 1.5; it is a whole number from 1 to 100000.'],
  ['a market order with a price', { price: 110_000_000_000 as never }, 'A market order has no price.'],
  ['a limit order without one', { type: 'limit' }, 'A limit order needs a price.'],
  [
    'a price off the grid',
    { type: 'limit', price: 110_260_000_000 as never },
    "The price is off the grid of ZNZ6. The nearest prices are 110'080 and 110'085.",
  ],
  ['an account with a blank', { account: 'SIM 1' as never }, 'account takes letters, digits, dash and underscore'],
  ['an id with a slash', { clientOrderId: id('a/b') }, 'clientOrderId takes letters, digits, dot, dash'],
  ['an unknown side', { side: 'short' as never }, 'side is "short"; it is buy or sell.'],
  [
    'an unknown type',
    { type: 'iceberg' as never },
    'type is "iceberg"; this venue takes market, limit, stop or stop_limit.',
  ],
  ['an unknown time in force', { timeInForce: 'gtc' as never }, 'timeInForce is "gtc"; this venue takes day or ioc.'],
])('%s is refused, and journalled as refused alone', async (_, more, sentence) => {
  const console = await openConsole(temporaryFolder());
  const refused = console.desk.submit(marketBuy(1, more));
  await expect(refused).rejects.toThrow(OrderRefused);
  await expect(refused).rejects.toThrow(sentence);
  expect(console.journal.counts()).toMatchObject({ orders: 0, refusals: 1 });
  const { total, refusals } = console.desk.bus.read<RefusalsState>('refusals');
  expect([total, refusals]).toEqual([1, [{ at: friday, subject: 'order', reason: expect.stringContaining(sentence) }]]);
});

test('a cancel is asked for on disk before the venue hears of it', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk, journal } = console;
  await desk.submit(restingBuy(console, { clientOrderId: id('A') }));
  await desk.settled();
  expect(await desk.cancel(id('A'))).toMatchObject({ status: 'working', cancelRequested: true });
  await desk.settled();
  expect([...journal.orderEvents()].map(({ type }) => type)).toEqual([
    'intended',
    'accepted',
    'cancel_requested',
    'canceled',
  ]);
  await expect(desk.cancel(id('A'))).rejects.toThrow('Order A is canceled already; there is nothing to cancel.');
  await expect(desk.cancel(id('B'))).rejects.toThrow('There is no order B.');
});

test('a resting order comes back at the end of its queue, with the market where it was', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const { price } = await console.desk
    .submit(restingBuy(console, { clientOrderId: id('A') }))
    .then(({ intent }) => intent);
  await passTime(console, 20 * SECOND);
  const last = book(console).last;
  const before = console.desk.order(id('A'));
  await console.close();
  const again = await openConsole(folder, { at: (friday + MINUTE) as Instant });
  expect(book(again).last).toEqual(last);
  expect(again.desk.order(id('A'))).toEqual(before);
  const level = book(again).snapshot.bids.find((bid) => bid.price === price);
  expect(orders(again).queueAhead.get(id('A'))).toBe((level?.quantity ?? 0) - 7);
});

test('a day order of a session that ended meanwhile expires at the next start', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await console.desk.submit(restingBuy(console, { clientOrderId: id('A') }));
  await console.close();
  const again = await openConsole(folder, { at: (friday + 3 * DAY) as Instant });
  expect(again.desk.order(id('A'))?.status).toBe('expired');
});

test('a restart shows the same positions, P&L, tape and volumes', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await console.desk.submit(marketBuy(5));
  await passTime(console, 3 * MINUTE);
  await console.desk.submit(marketBuy(2, { side: 'sell' }));
  await passTime(console, 2.5 * MINUTE);
  const read = ({ desk }: TestConsole) => ({
    positions: desk.bus.read<PositionsState>('positions'),
    pnl: desk.bus.read<PnlState>('pnl'),
    fills: desk.bus.read<FillsState>('fills'),
    tape: desk.bus.read<TapeState>('tape.ZNZ6'),
    volumeAt: new Map([...book(console).volumeAt].sort()),
    volume: book(console).sessionVolume,
  });
  const before = read(console);
  expect(before.pnl.series[0]?.points).toHaveLength(6);
  expect(before.tape.total).toBeGreaterThan(100);
  await console.close();
  const again = await openConsole(folder, { at: console.clock.now() });
  expect(read(again)).toEqual(before);
});

test('a new trade date begins with nothing realized and what is carried counted from its first instant', async () => {
  const console = await openConsole(temporaryFolder(), { at: (friday + 7 * HOUR + 28 * MINUTE) as Instant });
  await console.desk.submit(marketBuy(5));
  await passTime(console, MINUTE);
  expect(console.desk.tradeDate()).toBe('2026-11-20');
  expect(console.desk.bus.read<FillsState>('fills').total).toBeGreaterThan(0);
  await passTime(console, 2.5 * MINUTE);
  const { series } = console.desk.bus.read<PnlState>('pnl');
  expect(console.desk.tradeDate()).toBe('2026-11-23');
  expect(console.desk.bus.read<FillsState>('fills')).toEqual({ fills: [], total: 0 });
  expect(series.map(({ points }) => points.map(({ realized }) => realized))).toEqual([[0, 0]]);
  expect(positions(console).positions).toMatchObject([{ quantity: 5, realized: 0 }]);
});

test('a minute ends before an order of the next one trades', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk, journal, clock } = console;
  await desk.submit(marketBuy(5));
  await passTime(console, 55 * SECOND);
  clock.advance(5 * SECOND + 7);
  await desk.submit(marketBuy(3));
  await desk.settled();
  expect(positions(console).positions).toMatchObject([{ quantity: 8 }]);
  const minutes = journal.pnlSince(desk.tradeDate()).map(({ ts, quantity }) => [ts - friday, quantity]);
  expect(minutes).toEqual([[MINUTE, 5]]);
});

test('a row that the journal refuses stops the desk with a sentence', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  const other = new Sqlite(path.join(folder, 'journal.sqlite'));
  other.exec(
    "CREATE TRIGGER full BEFORE INSERT ON order_events BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END",
  );
  other.close();
  const sentence =
    'The journal could not be written (database or disk is full). See to it and start Deskbook again. Until then no order is taken.';
  await expect(console.desk.submit(marketBuy(1))).rejects.toThrow(sentence);
  await expect(console.desk.submit(marketBuy(1))).rejects.toThrow(OrderRefused);
  expect(orders(console).orders).toEqual([]);
  expect(console.problems).toEqual([sentence]);
});

test('the status names the run, the feeds and the record', async () => {
  const console = await openConsole(temporaryFolder());
  for (let second = 0; second < 3; second += 1) await passTime(console, SECOND);
  const status = console.desk.bus.read<StatusState>('status');
  expect(status).toMatchObject({ environment: 'paper', run: 'main', venue: 'paper', synthetic: true, started: friday });
  expect(status.feeds.map(({ instrument }) => instrument)).toEqual(console.desk.instruments().map(({ id }) => id));
  expect(status.feeds.every(({ eventsPerSecond }) => eventsPerSecond > 0)).toBe(true);
  expect(status.versions.map(({ name }) => name)).toEqual(['deskbook', 'node', 'sqlite']);
});

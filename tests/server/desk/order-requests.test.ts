import { expect, test } from 'vitest';
import type { AccountId } from '../../../core/model/ids.ts';
import type { Order } from '../../../core/model/order.ts';
import { addTicks, type Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { SECOND } from '../../../core/model/time.ts';
import type { BookState, PositionsState, RefusalsState } from '../../../core/topics.ts';
import { OrderRefused, type OrderRequest } from '../../../server/desk/port.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { id, marketBuy, openConsole, passTime, type TestConsole } from './console.ts';

const account = 'SIM-1' as AccountId;

const book = ({ desk }: TestConsole) => desk.bus.read<BookState>('book.ZNZ6').snapshot;
const bid = (console: TestConsole, level: number) => book(console).bids[level]?.price as Price;
const far = (console: TestConsole, ticks: number) => addTicks(bid(console, 0), ticks, 15_625_000 as Price);

const resting = (console: TestConsole, more: Partial<OrderRequest> = {}): OrderRequest =>
  marketBuy(7, { type: 'limit', timeInForce: 'day', price: bid(console, 4), clientOrderId: id('A'), ...more });

const stop = (console: TestConsole, more: Partial<OrderRequest> = {}): OrderRequest =>
  marketBuy(4, { type: 'stop', timeInForce: 'day', stopPrice: far(console, 8), clientOrderId: id('S'), ...more });

const journalled = ({ journal }: TestConsole) => [...journal.orderEvents()].map(({ type }) => type);

test('a replacement is asked for on disk before the venue hears of it, and told again changes nothing', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  await desk.submit(resting(console));
  await desk.settled();
  const requested = await desk.replace(id('A'), { quantity: quantity(5) });
  expect(requested).toMatchObject({ terms: { quantity: 7 }, replacing: { quantity: 5 } });
  expect(journalled(console)).toEqual(['intended', 'accepted', 'replace_requested']);
  await desk.replace(id('A'), { quantity: quantity(5) });
  await desk.settled();
  await desk.replace(id('A'), { quantity: quantity(5) });
  await desk.settled();
  expect(journalled(console)).toEqual(['intended', 'accepted', 'replace_requested', 'replaced']);
  expect(desk.order(id('A'))).toMatchObject({ status: 'working', terms: { quantity: 5 }, leavesQuantity: 5 });
});

test('the journal brings back terms, stops and what was asked for, and a start goes on from there', async () => {
  const folder = temporaryFolder();
  const first = await openConsole(folder);
  await first.desk.submit(resting(first));
  await first.desk.submit(stop(first, { type: 'stop_limit', price: far(first, 9) }));
  await first.desk.settled();
  await first.desk.replace(id('A'), { quantity: quantity(3), price: bid(first, 5) });
  await first.desk.replace(id('S'), { stopPrice: far(first, 7) });
  await first.desk.settled();
  const before = ['A', 'S'].map((each) => first.desk.order(id(each)));
  await first.close();
  const again = await openConsole(folder);
  expect(['A', 'S'].map((each) => again.desk.order(id(each)))).toEqual(before);
  await again.desk.replace(id('S'), { quantity: quantity(2) });
  await again.desk.settled();
  expect(again.desk.order(id('S'))).toMatchObject({ status: 'working', triggered: false, terms: { quantity: 2 } });
  expect(again.problems).toEqual([]);
});

test('a stop is woken by a trade at its price and filled at the market', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  await desk.submit(stop(console, { stopPrice: far(console, 4) }));
  await desk.settled();
  expect(desk.order(id('S'))).toMatchObject({ status: 'working', triggered: false });
  const all = book(console)
    .asks.slice(0, 6)
    .reduce((sum, each) => sum + each.quantity, 0);
  await desk.submit(marketBuy(all, { account: 'OTHER' as AccountId }));
  await desk.settled();
  expect(desk.order(id('S'))).toMatchObject({ status: 'filled', triggered: true, filledQuantity: 4 });
  expect(journalled(console).slice(-1)).toEqual(['filled']);
});

test.each<[string, (console: TestConsole) => Partial<OrderRequest>, RegExp]>([
  ['without a stop price', () => ({ stopPrice: undefined as never }), /^A stop needs a stop price\.$/],
  ['with a limit price', (console) => ({ price: far(console, 9) }), /^A stop has no limit price: /],
  ['that is immediate', () => ({ timeInForce: 'ioc' }), /^A stop waits for its stop price, so it cannot be ioc/],
  [
    'off the grid',
    (console) => ({ stopPrice: (far(console, 8) + 1) as Price }),
    /^The stop price is off the grid of ZNZ6/,
  ],
])('a stop %s is refused, and journalled as refused alone', async (_, more, sentence) => {
  const console = await openConsole(temporaryFolder());
  const refused = console.desk.submit(stop(console, more(console)));
  await expect(refused).rejects.toThrow(OrderRefused);
  await expect(refused).rejects.toThrow(sentence);
  expect(console.journal.counts()).toMatchObject({ orders: 0, refusals: 1 });
});

test('a stop on the wrong side of the last trade is refused before the venue hears of it', async () => {
  const console = await openConsole(temporaryFolder());
  await passTime(console, 60 * SECOND);
  const refused = console.desk.submit(stop(console, { stopPrice: far(console, -20) }));
  await expect(refused).rejects.toThrow(/^A stop to buy lies above the last price, and ZNZ6 traded at 110'\d{3}; send/);
});

test('what cannot be replaced is refused with the reason', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  const refusal = (order: string, changes: Parameters<typeof desk.replace>[1]) =>
    desk.replace(id(order), changes).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  await desk.submit(resting(console));
  await desk.settled();
  expect(await refusal('nobody', { quantity: quantity(1) })).toBe('There is no order nobody.');
  expect(await refusal('A', { quantity: 200_000 as never })).toBe(
    'quantity is 200000; it is a whole number from 1 to 100000.',
  );
  expect(await refusal('A', { stopPrice: bid(console, 5) })).toBe(
    'A limit order has no stop price. Leave it out, or make it a stop.',
  );
  const [first, second] = [desk.replace(id('A'), { quantity: quantity(5) }), refusal('A', { quantity: quantity(4) })];
  expect(await second).toBe('Order A is being replaced; change it again once the venue has answered.');
  await first;
  await desk.settled();
  await desk.cancel(id('A'));
  await desk.settled();
  expect(await refusal('A', { quantity: quantity(4) })).toBe(
    'Order A is canceled already; there is nothing to replace.',
  );
  expect(desk.bus.read<RefusalsState>('refusals').total).toBe(4);
});

test('cancels all of an account in an instrument, and flattens what it holds', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  await desk.submit(marketBuy(3));
  await desk.submit(marketBuy(2, { strategy: 'other' }));
  await desk.submit(resting(console));
  await desk.submit(stop(console));
  await desk.submit(resting(console, { clientOrderId: id('B'), account: 'OTHER' as AccountId }));
  await desk.settled();
  const statuses = () => ['A', 'S', 'B'].map((each) => (desk.order(id(each)) as Order).status);
  expect((await desk.cancelAll('ZN', account)).map(({ intent }) => intent.clientOrderId).sort()).toEqual(['A', 'S']);
  await desk.settled();
  expect(statuses()).toEqual(['canceled', 'canceled', 'working']);
  const closing = await desk.flatten('ZN', account);
  await desk.settled();
  const sides = closing.map(({ intent }) => `${intent.strategy} ${intent.side} ${intent.quantity}`).sort();
  expect(sides).toEqual(['manual sell 3', 'other sell 2']);
  const { positions } = desk.bus.read<PositionsState>('positions');
  expect(positions.map((each) => each.quantity)).toEqual([0, 0]);
  expect(await desk.cancelAll('ZN', account)).toEqual([]);
});

test('a position that no amount could be exact for is refused, with what was held and open before', async () => {
  const console = await openConsole(temporaryFolder());
  const { desk } = console;
  const refusal = (request: OrderRequest) =>
    desk.submit(request).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  const sentence = (contracts: number) =>
    expect.stringMatching(
      new RegExp(
        `^This would let SIM-1 \\(manual\\) hold ${contracts} ZNZ6 once all is filled, worth more than 4 billion USD; it can hold 36\\d{3} at this price\\.`,
      ),
    );
  expect(await refusal(resting(console, { quantity: quantity(100_000) }))).toEqual(sentence(100_000));
  const [first, second] = [
    refusal(resting(console, { quantity: quantity(30_000) })),
    refusal(resting(console, { quantity: quantity(30_000), clientOrderId: id('B') })),
  ];
  expect([await first, await second]).toEqual(['taken', sentence(60_000)]);
  await desk.settled();
  await expect(desk.replace(id('A'), { quantity: quantity(40_000) })).rejects.toThrow('hold 40000 ZNZ6');
  await desk.replace(id('A'), { quantity: quantity(35_000) });
  await desk.submit(marketBuy(4));
  await desk.settled();
  expect(await refusal(marketBuy(20_000))).toEqual(sentence(55_004));
  expect(await refusal(marketBuy(4, { side: 'sell' }))).toBe('taken');
  expect(await refusal(resting(console, { account: 'OTHER' as AccountId, clientOrderId: id('C') }))).toBe('taken');
});

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Notice } from '../../../core/alerts/notification.ts';
import type { Order } from '../../../core/model/order.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { SECOND } from '../../../core/model/time.ts';
import { OrderRefused, type OrderRequest } from '../../../server/desk/port.ts';
import { id, marketBuy, openConsole, passTime, type TestConsole } from './console.ts';

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'deskbook-protection-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const bracket = (contracts: number, more: Partial<OrderRequest> = {}): OrderRequest =>
  marketBuy(contracts, {
    clientOrderId: id('E1'),
    protection: { stopLoss: { ticks: 40 }, takeProfit: { ticks: 40 } },
    ...more,
  });

/** Everything that is under way is done. */
async function rest({ desk }: TestConsole): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await desk.settled();
    await desk.protection.settled();
  }
}

const brief = (order: Order | undefined) =>
  order && [order.intent.clientOrderId, order.intent.type, order.status, order.terms.quantity, order.leavesQuantity];

const exits = ({ desk }: TestConsole) =>
  ['E1.s1', 'E1.t1', 'E1.s2', 'E1.t2', 'E1.c1'].map((each) => brief(desk.order(id(each)))).filter((each) => each);

const net = ({ desk }: TestConsole) => {
  const state = desk.bus.read('positions') as { positions: readonly { quantity: number }[] };
  return state.positions.reduce((sum, { quantity: held }) => sum + held, 0);
};

async function entered(contracts = 3): Promise<TestConsole> {
  const console = await openConsole(folder());
  await passTime(console, 5 * SECOND);
  await console.desk.submit(bracket(contracts));
  await rest(console);
  return console;
}

test('what an entry fills has its exits, as large as it is, and journalled with their group', async () => {
  const console = await entered();
  expect(exits(console)).toEqual([
    ['E1.s1', 'stop', 'working', 3, 3],
    ['E1.t1', 'limit', 'working', 3, 3],
  ]);
  const [entry, stop, target] = ['E1', 'E1.s1', 'E1.t1'].map((each) => console.desk.order(id(each))!);
  const tick = console.desk.instrument('ZN').tick;
  const average = Number(entry!.filledCost / BigInt(entry!.filledQuantity));
  expect(stop!.terms.stopPrice).toBe((Math.floor(average / tick) - 40) * tick);
  expect(target!.terms.price).toBe((Math.ceil(average / tick) + 40) * tick);
  expect(stop!.intent.exit).toEqual({ protects: 'E1', role: 'stop' });
  expect(console.journal.ordersOfGroup(id('E1'))).toEqual(['E1', 'E1.s1', 'E1.t1']);
});

test('one exit that fills takes the other away, and the group is at its end', async () => {
  const console = await entered();
  const { instrument } = console.desk.order(id('E1'))!.intent;
  const market = (console.desk.bus.read(`book.${instrument}`) as { snapshot: { bids: readonly { price: Price }[] } })
    .snapshot.bids[0]!.price;
  await console.desk.replace(id('E1.t1'), { price: market });
  await passTime(console, SECOND);
  await rest(console);
  expect(exits(console).map((each) => each![2])).toEqual(['canceled', 'filled']);
  expect(net(console)).toBe(0);
  expect(console.journal.groupsToProtect()).toEqual([]);
  expect(console.desk.order(id('E1'))!.protectionEnded).toBe(true);
});

test('a restart finds the exits where they were, and places what is missing', async () => {
  const first = await entered();
  await first.close();
  const second = await openConsole(first.folder.folder);
  await rest(second);
  expect(exits(second)).toEqual([
    ['E1.s1', 'stop', 'working', 3, 3],
    ['E1.t1', 'limit', 'working', 3, 3],
  ]);
});

test('the same order sent again is the same order, with one pair of exits', async () => {
  const console = await entered();
  const again = await console.desk.submit(bracket(3));
  await rest(console);
  expect([again.intent.clientOrderId, exits(console).length, net(console)]).toEqual(['E1', 2, 3]);
});

test('other orders that close a part of it make the exits smaller', async () => {
  const console = await entered();
  await console.desk.submit(marketBuy(2, { side: 'sell' }));
  await passTime(console, SECOND);
  await rest(console);
  expect(exits(console)).toEqual([
    ['E1.s1', 'stop', 'working', 1, 1],
    ['E1.t1', 'limit', 'working', 1, 1],
  ]);
});

test('to flatten takes the exits away first and leaves nothing', async () => {
  const console = await entered();
  await console.desk.flatten('ZN', console.desk.order(id('E1'))!.intent.account);
  await passTime(console, SECOND);
  await rest(console);
  expect([net(console), exits(console).map((each) => each![2])]).toEqual([0, ['canceled', 'canceled']]);
});

test('an exit is moved by its price, and its size is what is held', async () => {
  const console = await entered();
  const stop = console.desk.order(id('E1.s1'))!;
  const moved = (stop.terms.stopPrice! + console.desk.instrument('ZN').tick) as Price;
  await console.desk.replace(id('E1.s1'), { stopPrice: moved });
  await rest(console);
  expect(console.desk.order(id('E1.s1'))).toMatchObject({
    status: 'working',
    terms: { quantity: 3, stopPrice: moved },
  });
  await expect(console.desk.replace(id('E1.s1'), { quantity: quantity(1) })).rejects.toEqual(
    new OrderRefused('The size of E1.s1 follows what E1 holds. Change its price, or cancel it.'),
  );
});

test('where no exit can be placed, what is held is closed at the market and a person is told', async () => {
  const console = await openConsole(folder());
  await passTime(console, 5 * SECOND);
  const told: Notice[] = [];
  console.desk.protection.notify = { tell: (notice) => told.push(notice), over() {} };
  const far = { price: 1_000_000_000 as Price };
  await console.desk.submit(bracket(3, { protection: { stopLoss: far } }));
  await rest(console);
  await passTime(console, SECOND);
  await rest(console);
  expect(exits(console).map((each) => [each![0], each![2]])).toEqual([
    ['E1.s1', 'rejected'],
    ['E1.s2', 'rejected'],
    ['E1.c1', 'filled'],
  ]);
  expect(net(console)).toBe(0);
  expect(told.map(({ type, level, text }) => [type, level, text])).toEqual([
    [
      'risk_alert',
      'error',
      expect.stringMatching(
        /^The stop of E1 could not be placed: .* The 3 ZNZ6 that E1 holds are closed at the market\.$/,
      ),
    ],
  ]);
});

test.each<[string, Partial<OrderRequest>, string]>([
  ['empty', { protection: {} }, 'protection is empty; give it stopLoss, takeProfit or both, or leave it out.'],
  [
    'no ticks',
    { protection: { stopLoss: { ticks: 0 } } },
    'stopLoss is 0 ticks away; it is a whole number of ticks from 1 to 10000.',
  ],
  [
    'a stop above a buy',
    {
      type: 'limit',
      timeInForce: 'day',
      price: 110_000_000_000 as Price,
      protection: { stopLoss: { price: 110_500_000_000 as Price } },
    },
    "stopLoss at 110'160 lies on the wrong side: it has to be below 110'000, where the order enters.",
  ],
])('protection that cannot be is refused with a sentence: %s', async (_name, more, sentence) => {
  const console = await openConsole(folder());
  await expect(console.desk.submit(bracket(3, more))).rejects.toEqual(new OrderRefused(sentence));
});

test('a console that closes while exits are sent lets them be journalled first, and they protect after the next start', async () => {
  const where = folder();
  const console = await openConsole(where);
  await passTime(console, 5 * SECOND);
  await console.desk.submit(bracket(3));
  await passTime(console, SECOND);
  await console.close();
  expect(console.problems).toEqual([]);
  const again = await openConsole(where);
  await again.desk.connect();
  await passTime(again, SECOND);
  await rest(again);
  expect(net(again)).toBe(3);
  expect(again.problems).toEqual([]);
  expect(exits(again)).toEqual([
    ['E1.s1', 'stop', 'working', 3, 3],
    ['E1.t1', 'limit', 'working', 3, 3],
  ]);
});

import { expect, test } from 'vitest';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { MINUTE, SECOND } from '../../../core/model/time.ts';
import type { BookState, TapeState } from '../../../core/topics.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { id, marketBuy, openConsole, passTime, type TestConsole } from './console.ts';

const stopPrice = ({ desk }: TestConsole, name: string): Price | undefined => desk.order(id(name))?.terms.stopPrice;
const last = ({ desk }: TestConsole): number =>
  desk.bus.read<BookState>(`book.${desk.instrument('ZN').id}`).last?.price ?? Number.NaN;

const traded = ({ desk }: TestConsole): readonly number[] =>
  desk.bus.read<TapeState>(`tape.${desk.instrument('ZN').id}`).trades.map(({ price }) => price);

async function rest({ desk }: TestConsole): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await desk.settled();
    await desk.protection.settled();
    await desk.trailing.settled();
  }
}

/** Watches a stop, second by second, for as long as it works: where it lay, and the highest price until then. */
async function watched(console: TestConsole, name: string, seconds: number) {
  const seen: { readonly stop: number; readonly highest: number }[] = [];
  let highest = last(console);
  for (let second = 0; second < seconds; second++) {
    await passTime(console, SECOND);
    await rest(console);
    highest = Math.max(highest, ...traded(console));
    const order = console.desk.order(id(name));
    if (order?.status !== 'working' || order.triggered) break;
    seen.push({ stop: order.terms.stopPrice ?? Number.NaN, highest });
  }
  return seen;
}

test('a stop follows the market up and never down, over a restart too', async () => {
  const folder = temporaryFolder();
  const console = await openConsole(folder);
  await passTime(console, 5 * SECOND);
  const { tick } = console.desk.instrument('ZN');
  const stop = { type: 'stop', side: 'sell', timeInForce: 'day', trail: 6 } as const;
  const order = await console.desk.submit(marketBuy(1, { ...stop, clientOrderId: id('T1') }));
  expect(order.terms.stopPrice).toBe(last(console) - 6 * tick);
  const before = await watched(console, 'T1', 90);
  const stops = before.map((each) => each.stop);
  expect(stops).toEqual(stops.toSorted((a, b) => a - b));
  for (const { stop: at, highest } of before) expect(at).toBeLessThanOrEqual(highest - 6 * tick);
  await console.close();
  const after = await openConsole(folder, { at: (console.clock.now() + MINUTE) as typeof order.tsCreated });
  expect(after.desk.order(id('T1'))?.intent.trail).toBe(6);
  const kept = stops.at(-1) ?? 0;
  for (const { stop: at } of await watched(after, 'T1', 30)) expect(at).toBeGreaterThanOrEqual(kept);
});

test('the stop of an entry follows the market where that was asked for', async () => {
  const console = await openConsole(temporaryFolder());
  await passTime(console, 5 * SECOND);
  const protection = { stopLoss: { ticks: 8, trails: true }, takeProfit: { ticks: 400 } } as const;
  await console.desk.submit(marketBuy(2, { clientOrderId: id('E1'), protection }));
  await rest(console);
  expect(console.desk.order(id('E1.s1'))?.intent.trail).toBe(8);
  const began = stopPrice(console, 'E1.s1') ?? Number.NaN;
  const seen = await watched(console, 'E1.s1', 120);
  expect(seen.map(({ stop }) => stop)).toEqual(seen.map(({ stop }) => stop).toSorted((a, b) => a - b));
  expect(seen[0]?.stop).toBeGreaterThanOrEqual(began);
  expect(console.problems).toEqual([]);
});

test('what cannot follow the market is refused', async () => {
  const console = await openConsole(temporaryFolder());
  await passTime(console, 5 * SECOND);
  const limit = marketBuy(1, { type: 'limit', price: 109_000_000_000 as Price, timeInForce: 'day', trail: 4 });
  await expect(console.desk.submit(limit)).rejects.toThrow('Only a stop follows the market');
  const stop = marketBuy(1, { type: 'stop', side: 'sell', timeInForce: 'day', trail: 0, quantity: quantity(1) });
  await expect(console.desk.submit(stop)).rejects.toThrow('trail is 0; it is a whole number of ticks from 1 to 10000.');
});

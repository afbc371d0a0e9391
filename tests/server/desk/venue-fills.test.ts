import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { ExecutionId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import type { OrderEvent } from '../../../core/model/order.ts';
import { type Price, priceFromDecimal } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import type { BookState, FillsState, OrdersState, PositionsState, RefusalsState } from '../../../core/topics.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import { PaperMarket } from '../../../server/desk/paper-market.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { friday, id, marketBuy, openConsole, type TestConsole } from './console.ts';

let tell: ((events: readonly VenueEvent[]) => void) | undefined;

/** The paper market, whose venue can be made to say what it never would. */
class WiredMarket extends PaperMarket {
  override async open(...of: Parameters<PaperMarket['open']>): ReturnType<PaperMarket['open']> {
    const opened = await super.open(...of);
    const { venue } = opened;
    const listen = venue.onEvents.bind(venue);
    venue.onEvents = (listener) => {
      tell = listener;
      return listen(listener);
    };
    return opened;
  }
}

const open = (folder: string, more: Partial<Parameters<typeof openConsole>[1]> = {}) =>
  openConsole(folder, { ...more, Market: WiredMarket });

type Filled = OrderEvent & { type: 'filled' };

async function say(console: TestConsole, event: OrderEvent): Promise<void> {
  tell?.([{ type: 'order', event }]);
  await console.desk.settled();
}

const shown = ({ desk }: TestConsole) => ({
  orders: desk.bus.read<OrdersState>('orders').orders,
  fills: desk.bus.read<FillsState>('fills'),
  positions: desk.bus.read<PositionsState>('positions').positions.map(({ quantity, cost }) => [quantity, cost]),
});

const depth = ({ desk }: TestConsole) => desk.bus.read<BookState>('book.ZNZ6').snapshot;

/** An order of two lots that is filled by half, its fill `X-1` at 110. */
async function halfFilled(folder: string) {
  const console = await open(folder);
  const price = depth(console).bids[4]!.price;
  const resting = marketBuy(2, { type: 'limit', timeInForce: 'day', price, clientOrderId: id('A') });
  await console.desk.submit(resting);
  await console.desk.settled();
  const filled: Filled = {
    type: 'filled',
    clientOrderId: id('A'),
    executionId: 'X-1' as ExecutionId,
    price: priceFromDecimal('110'),
    quantity: 1 as Quantity,
    liquidity: 'maker',
    tsEvent: friday,
    tsInit: friday,
  };
  await say(console, filled);
  return { console, filled, resting };
}

test.each<[string, Partial<Filled>, string]>([
  [
    'another price',
    { price: priceFromDecimal('111') },
    'Fill X-1 is known with price 110000000000 and now 111000000000.',
  ],
  ['another quantity', { quantity: 2 as Quantity }, 'Fill X-1 is known with quantity 1 and now 2.'],
  ['no quantity', { executionId: 'X-2' as ExecutionId, quantity: 0 as Quantity }, 'Fill X-2 has the quantity 0;'],
  ['half a lot', { executionId: 'X-2' as ExecutionId, quantity: 0.5 as Quantity }, 'Fill X-2 has the quantity 0.5;'],
  ['no exact price', { executionId: 'X-2' as ExecutionId, price: 0.5 as Price }, 'Fill X-2 has no price that can be'],
  [
    'more worth than can be held',
    { executionId: 'X-2' as ExecutionId, price: priceFromDecimal('9000000'), quantity: 2 as Quantity },
    'Fill X-2 is worth more than 9 billion, which cannot be held exactly.',
  ],
  [
    'more than was ordered',
    { executionId: 'X-2' as ExecutionId, quantity: 9 as Quantity },
    'a fill of 9 with only 1 left',
  ],
])(
  'a venue that says an execution with %s is refused, and the desk goes on, over a restart too',
  async (_, more, reason) => {
    const folder = temporaryFolder();
    const { console, filled } = await halfFilled(folder);
    const before = shown(console);
    await say(console, { ...filled, ...more });
    expect(shown(console)).toEqual(before);
    const refusals = [{ at: friday, subject: 'fill', reason: expect.stringContaining(reason) }];
    expect(console.desk.bus.read<RefusalsState>('refusals')).toEqual({ total: 1, refusals });
    await say(console, { ...filled, executionId: 'X-3' as ExecutionId });
    expect(console.desk.order(id('A'))?.status).toBe('filled');
    const after = shown(console);
    await console.close();
    const again = await open(folder);
    expect(shown(again)).toEqual(after);
    expect(again.desk.bus.read<RefusalsState>('refusals')).toEqual({ total: 1, refusals });
    expect((await again.desk.submit(marketBuy(1))).status).toBe('pending');
  },
);

test('an execution said again in the same words changes nothing and is no refusal', async () => {
  const { console, filled } = await halfFilled(temporaryFolder());
  const before = shown(console);
  await say(console, { ...filled, tsInit: instant(friday + MINUTE) });
  expect(shown(console)).toEqual(before);
  expect(console.journal.counts()).toMatchObject({ fills: 1, refusals: 0 });
});

test('both in one breath: the first is booked and the second refused', async () => {
  const { console, filled } = await halfFilled(temporaryFolder());
  const other = { ...filled, executionId: 'X-2' as ExecutionId };
  const events = [other, { ...other, price: priceFromDecimal('111') }];
  tell?.(events.map((event) => ({ type: 'order', event })));
  await console.desk.settled();
  expect(console.desk.order(id('A'))?.executions).toEqual(['X-1', 'X-2']);
  expect(console.journal.counts()).toMatchObject({ fills: 2, refusals: 1 });
});

test('an execution of one order is not booked again for another', async () => {
  const { console, filled, resting } = await halfFilled(temporaryFolder());
  await console.desk.submit({ ...resting, clientOrderId: id('B'), side: 'sell', price: depth(console).asks[4]!.price });
  await say(console, { ...filled, clientOrderId: id('B') });
  expect(console.desk.order(id('B'))?.status).toBe('working');
  expect(console.journal.counts()).toMatchObject({ fills: 1, refusals: 1 });
});

test('an execution that a file told of first moves its order and is booked once', async () => {
  const folder = temporaryFolder();
  const { console, filled } = await halfFilled(folder);
  const [first] = [...console.journal.fills()];
  const executionId = 'X-2' as ExecutionId;
  const told = { ...first!, executionId, clientOrderId: id('file') };
  const importing = console.desk.importFills([told], 'import');
  await say(console, { ...filled, executionId });
  await importing;
  await say(console, { ...filled, executionId });
  expect(console.desk.order(id('A'))?.status).toBe('filled');
  expect(console.journal.counts()).toMatchObject({ fills: 2, refusals: 0 });
  expect(shown(console).positions).toEqual([[2, 220_000e6]]);
  const before = shown(console);
  await console.close();
  expect(shown(await open(folder))).toEqual(before);
});

test('a record with a fill that cannot be booked opens without it and says so once', async () => {
  const folder = temporaryFolder();
  const { console } = await halfFilled(folder);
  const before = shown(console);
  await console.close();
  const journal = new Sqlite(path.join(folder, 'journal.sqlite'));
  journal.exec(`INSERT INTO fills SELECT max(seq) + 1, environment, run, 'X-9', client_order_id, instrument, account, strategy, side, 0, price,
    liquidity, trade_date, ts_event, ts_init, ts_machine, fee, origin FROM fills`);
  journal.close();
  for (const at of [friday, (friday + MINUTE) as Instant]) {
    const again = await open(folder, { at });
    expect(shown(again).positions).toEqual(before.positions);
    expect(again.desk.bus.read<RefusalsState>('refusals')).toMatchObject({
      total: 1,
      refusals: [{ reason: expect.stringContaining('Execution X-9 is of 0 contracts') }],
    });
    await again.close();
  }
});

test('a fee that comes with an execution is kept with its fill', async () => {
  const folder = temporaryFolder();
  const { console, filled } = await halfFilled(folder);
  await say(console, { ...filled, executionId: 'X-2' as ExecutionId, fee: money(1_400_000) });
  expect(shown(console).fills.fills.map(({ executionId, fee }) => [executionId, fee])).toEqual([
    ['X-2', 1_400_000],
    ['X-1', undefined],
  ]);
  await console.close();
  expect([...(await open(folder)).journal.fills()].map(({ fee }) => fee)).toEqual([undefined, 1_400_000]);
});

test('a venue takes an execution back, and one that is not known is refused', async () => {
  const { console } = await halfFilled(temporaryFolder());
  const bust = (execution: string): VenueEvent => ({
    type: 'amendment',
    amendment: {
      type: 'bust',
      amendmentId: `${execution}-void`,
      executionId: execution as ExecutionId,
      reason: 'The venue voided it.',
      tsEvent: friday,
      tsInit: friday,
    },
  });
  tell?.([bust('X-1')]);
  await vi.waitFor(() => expect(shown(console).positions).toEqual([]));
  tell?.([bust('X-1'), bust('X-7')]);
  await vi.waitFor(() => expect(console.journal.counts()).toMatchObject({ refusals: 1 }));
  expect(console.desk.trouble()).toBeUndefined();
});

import { expect, it } from 'vitest';
import { clientOrderId, executionId, venueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { OrderIntent } from '../../../core/model/order.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import type { VenueCapabilities } from '../../../core/venue/port.ts';
import { OrderRefused, type OrderRequest } from '../../../server/desk/port.ts';
import { temporaryFolder } from '../journal/folder.ts';
import { account, MemoryVenue } from '../monitors/memory-venue.ts';
import { friday, openRemoteConsole } from '../monitors/remote-console.ts';

const call = 'NIFTY01DEC26C26000';

/** A venue of India that lists whatever it is asked for. */
class IndianVenue extends MemoryVenue {
  override readonly capabilities: VenueCapabilities = {
    orderTypes: ['market', 'limit', 'stop'],
    timesInForce: ['day', 'ioc'],
    products: ['carry', 'intraday', 'delivery'],
    replace: true,
    depthLevels: 5,
    synthetic: false,
    streaming: true,
  };

  async follow(_instrument: Instrument): Promise<void> {}
}

async function opened(folder = temporaryFolder()) {
  const venue = new IndianVenue(friday);
  const { desk, close } = await openRemoteConsole(folder, venue);
  const fill = async (...intents: readonly OrderIntent[]) => {
    for (const intent of intents) {
      const told = { clientOrderId: intent.clientOrderId, tsEvent: friday, tsInit: friday };
      const { clientOrderId: id, quantity } = intent;
      venue.say(
        { type: 'order', event: { ...told, type: 'accepted', venueOrderId: venueOrderId(`V${id}`) } },
        {
          type: 'order',
          event: {
            ...told,
            type: 'filled',
            executionId: executionId(`X${id}`),
            price: order().price,
            quantity,
            liquidity: 'maker',
          },
        },
      );
      await desk.settled();
    }
  };
  return { venue, desk, close, fill };
}

const order = (more: Partial<OrderRequest> = {}) => ({
  instrument: call,
  side: 'buy' as const,
  type: 'limit' as const,
  price: priceFromDecimal('120.5'),
  quantity: quantity(65),
  timeInForce: 'day' as const,
  account,
  ...more,
});

const text = ({ clientOrderId, side, quantity, product }: OrderIntent) =>
  `${clientOrderId} ${side} ${quantity} ${product}`;

it('sends what the exchange would freeze in parts of whole lots, each with an id and protection of its own', async () => {
  const { desk, venue, close } = await opened();
  const protection = { stopLoss: { ticks: 20 } };
  const request = order({ quantity: quantity(4_550), clientOrderId: clientOrderId('A'), protection });
  const [orders, again] = await Promise.all([desk.submitSliced(request), desk.submitSliced(request)]);
  expect(orders.map(({ intent }) => text(intent))).toEqual([
    'A.1 buy 1755 carry',
    'A.2 buy 1755 carry',
    'A.3 buy 1040 carry',
  ]);
  expect(orders.map(({ intent }) => intent.protection)).toEqual([protection, protection, protection]);
  expect(again).toEqual(orders);
  expect(await desk.submitSliced(request)).toEqual(orders);
  expect(venue.placed.map(({ clientOrderId: id }) => id)).toEqual(['A.1', 'A.2', 'A.3']);
  await close();
});

it('names the parts of a request without an id after the next number of the desk', async () => {
  const { desk, close } = await opened();
  const orders = await desk.submitSliced(order({ quantity: quantity(1_820) }));
  const [first = '', second] = orders.map(({ intent }) => intent.clientOrderId);
  expect(first).toMatch(/^D\d+\.1$/);
  expect(second).toBe(first.replace(/1$/, '2'));
  await close();
});

it('is the one order that it always was where the exchange takes it', async () => {
  const { desk, close } = await opened();
  const request = order({ quantity: quantity(1_755), clientOrderId: clientOrderId('B') });
  const [only, ...more] = await desk.submitSliced(request);
  expect([only?.intent.clientOrderId, more]).toEqual(['B', []]);
  expect(await desk.submitSliced(request)).toEqual([desk.order(clientOrderId('B'))]);
  await close();
});

it('goes on where it was broken off, also after a restart', async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  const request = order({ quantity: quantity(4_550), clientOrderId: clientOrderId('C') });
  const place = first.venue.place.bind(first.venue);
  first.venue.place = (intent) => {
    place(intent);
    if (intent.clientOrderId === 'C.2') first.desk.hold('test', 'The test holds orders.');
  };
  await expect(first.desk.submitSliced(request)).rejects.toThrow(
    'C.1, C.2 were sent, and C.3 was not: The test holds orders. Until then no order is taken.',
  );
  await first.close();
  const { desk, venue, close } = await opened(folder);
  const orders = await desk.submitSliced(request);
  expect(orders.map(({ intent }) => text(intent))).toEqual([
    'C.1 buy 1755 carry',
    'C.2 buy 1755 carry',
    'C.3 buy 1040 carry',
  ]);
  expect(venue.placed.map(({ clientOrderId: id }) => id)).toEqual(['C.3']);
  await close();
});

it.each<[string, Partial<OrderRequest>, string]>([
  [
    'half a lot',
    { quantity: quantity(100) },
    `${call} is traded in lots of 65, and quantity is 100; 65 and 130 are the nearest.`,
  ],
  [
    'an index',
    { instrument: 'NIFTY' },
    'NIFTY is an index, which is calculated and not traded; send the order in one of its futures or options.',
  ],
  [
    'what has expired',
    { instrument: 'NIFTY17NOV26C26000' },
    'NIFTY17NOV26C26000 expired on 2026-11-17, so it takes no orders; send the order in a contract that is still listed.',
  ],
  [
    'a product that it cannot have',
    { product: 'delivery' },
    `product is delivery; ${call} takes carry or intraday at memory.`,
  ],
])('refuses %s', async (_name, more, sentence) => {
  const { desk, venue, close } = await opened();
  for (const way of [desk.submit.bind(desk), desk.submitSliced.bind(desk)]) {
    await expect(way(order(more))).rejects.toEqual(new OrderRefused(sentence));
  }
  await expect(desk.submitSliced(order({ ...more, quantity: quantity(4_549) }))).rejects.toThrow(OrderRefused);
  expect(venue.placed).toEqual([]);
  await close();
});

it('refuses a single order that the exchange would freeze, and to make one as large', async () => {
  const { desk, fill, venue, close } = await opened();
  await expect(desk.submit(order({ quantity: quantity(1_820) }))).rejects.toEqual(
    new OrderRefused(`The exchange takes 1755 ${call} in one order, and quantity is 1820; send it in parts.`),
  );
  await desk.submit(order({ clientOrderId: clientOrderId('E') }));
  await expect(desk.replace(clientOrderId('E'), { quantity: quantity(1_820) })).rejects.toThrow(
    'The exchange takes 1755',
  );
  await expect(desk.replace(clientOrderId('E'), { quantity: quantity(70) })).rejects.toThrow('in lots of 65');
  await fill(...venue.placed);
  await close();
});

it('flattens in parts, each by the product that it is held in, also after a restart', async () => {
  const folder = temporaryFolder();
  const first = await opened(folder);
  await first.desk.submitSliced(order({ quantity: quantity(2_600), product: 'intraday' }));
  await first.desk.submitSliced(order({ quantity: quantity(130) }));
  await first.fill(...first.venue.placed);
  await first.close();
  const { desk, venue, close } = await opened(folder);
  const orders = await desk.flatten(call, account);
  expect(orders.map(({ intent }) => text(intent).replace(/^\S+ /, ''))).toEqual([
    'sell 1755 intraday',
    'sell 845 intraday',
    'sell 130 carry',
  ]);
  expect(venue.placed.map(({ type }) => type)).toEqual(['market', 'market', 'market']);
  await close();
});

it('gives exits the product of their entry', async () => {
  const { desk, venue, fill, close } = await opened();
  await desk.submit(
    order({ clientOrderId: clientOrderId('G'), product: 'intraday', protection: { stopLoss: { ticks: 20 } } }),
  );
  await fill(...venue.placed);
  await desk.settled();
  await expect.poll(() => venue.placed.map(text)).toEqual(['G buy 65 intraday', 'G.s1 sell 65 intraday']);
  await close();
});

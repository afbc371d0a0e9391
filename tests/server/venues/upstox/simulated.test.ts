import { afterEach, expect, test } from 'vitest';
import { addTicks, type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity, type Side } from '../../../../core/model/quantity.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import type { Simulator } from '../../../../server/simulators/port.ts';
import { endAll, eventually, opened, stranger } from './opened.ts';

afterEach(endAll);

const rest = ({ exchange }: Simulator, side: Side, price: Price, contracts: number): void =>
  void exchange.place({
    account: stranger,
    instrument: 'INFY',
    side,
    type: 'limit',
    timeInForce: 'day',
    price,
    quantity: quantity(contracts),
  });

const told = (events: readonly VenueEvent[], type: VenueEvent['type'], instrument: string) =>
  events.filter(
    (each) =>
      each.type === type &&
      ((each.type === 'quote' && each.quote.instrument === instrument) ||
        (each.type === 'depth' && each.instrument === instrument) ||
        (each.type === 'trade' && each.trade.instrument === instrument)),
  );

test('an option that is followed is told with its depth, and one that is not listed is refused', async () => {
  const { venue, instruments, events } = await opened({ quiet: false });
  await venue.connect();
  const options = (await venue.contracts.search('NIFTY CE')).filter(({ instrument }) => instrument !== undefined);
  const { instrument: id = '' } = options[Math.floor(options.length / 8)] ?? {};
  const option = instruments.resolve(id);
  expect(told(events, 'quote', id)).toEqual([]);
  await venue.follow(option);
  await eventually(() => told(events, 'quote', id).length > 0, 'a quote of the option');
  const { bids = [], asks = [] } = venue.depth(id) ?? {};
  expect([bids.length, asks.length].every((levels) => levels > 0 && levels <= 5)).toBe(true);
  expect(bids.every(({ price, quantity: size }) => price % option.tick === 0 && size % (option.lot ?? 1) === 0)).toBe(
    true,
  );
  await eventually(() => told(events, 'trade', 'NIFTY').length > 0, 'a price of the index');
  const never = instruments.registry.dated({
    root: 'NIFTY',
    expiry: option.expiry!,
    option: { strike: priceFromDecimal('1'), right: 'call' },
  });
  await expect(venue.follow(never!)).rejects.toThrow('Upstox does not list');
});

test('bars, contracts, accounts and positions', async () => {
  const { venue, simulator } = await opened();
  await venue.connect();
  const now = simulator.exchange.bars('INFY', 0 as never, Number.MAX_SAFE_INTEGER as never);
  expect(Array.isArray(now)).toBe(true);
  const [own] = await venue.books.accounts();
  expect(own).toMatchObject({ id: '7SIM01', currency: 'INR', canTrade: true, simulated: true });
  expect(await venue.books.positions(own!.id)).toEqual([]);
  const share = (await venue.contracts.search('INFY')).find(({ instrument }) => instrument === 'INFY');
  expect(share).toMatchObject({ instrument: 'INFY', active: true, tick: 100_000_000 });
  await expect(
    venue.history.bars({ instrument: 'INFY', unit: 'second', units: 1, from: 0 as never, to: 1 as never }),
  ).rejects.toThrow('Upstox has no bars of 1 seconds.');
});

test('an order whose answer is lost is found by its tag, and was sent once', async () => {
  const { venue, simulator, place, ordersOf, faults } = await opened();
  await venue.connect();
  faults([{ at: '/v3/order/place', fault: { kind: 'answer_lost' }, share: 1, times: 1 }]);
  place('p1', { price: priceFromDecimal('1490') });
  await eventually(() => ordersOf('p1').some(({ type }) => type === 'accepted'), 'accepted');
  expect(simulator.exchange.orders('7SIM01' as never).length).toBe(1);
  venue.cancel('p1' as never);
  await eventually(() => ordersOf('p1').at(-1)?.type === 'canceled', 'canceled');
});

test('an order that never arrived is given up, and not sent again', async () => {
  const { venue, simulator, place, ordersOf, faults } = await opened();
  await venue.connect();
  faults([{ at: '/v3/order/place', fault: { kind: 'request_lost' }, share: 1, times: 1 }]);
  place('p1', { price: priceFromDecimal('1490') });
  const last = await eventually(() => ordersOf('p1').find(({ type }) => type === 'rejected'), 'rejected');
  expect('reason' in last && last.reason).toContain('It never arrived: Upstox was asked');
  expect(simulator.exchange.orders('7SIM01' as never)).toEqual([]);
});

test('what Upstox refuses is told in its words', async () => {
  const { venue, place, ordersOf } = await opened();
  await venue.connect();
  place('p1', { price: priceFromDecimal('1500.03') });
  const last = await eventually(() => ordersOf('p1').find(({ type }) => type === 'rejected'), 'rejected');
  expect('reason' in last && last.reason).toMatch(/tick|price|Upstox/i);
  place('p2', { instrument: 'NIFTY23NOV26C1' });
  expect(ordersOf('p2').at(-1)).toMatchObject({ type: 'rejected', reason: 'Upstox does not list NIFTY23NOV26C1.' });
});

test.for(['cut', 'half_open'] as const)(
  'a market stream that is %s is connected again, with everything that was followed',
  async (kind) => {
    const { venue, simulator, events, faults } = await opened();
    await venue.connect();
    const { tick } = simulator.exchange.instruments.find(({ id }) => id === 'INFY')!;
    rest(simulator, 'buy', priceFromDecimal('1499'), 3);
    await eventually(() => venue.depth('INFY')?.bids.length === 1, 'a bid');
    faults([{ at: 'live_feed', fault: { kind }, share: 1, times: 1 }]);
    rest(simulator, 'buy', addTicks(priceFromDecimal('1499'), -1, tick), 4);
    await eventually(() => events.some((each) => each.type === 'resumed' && each.stream === 'market'), 'resumed');
    await eventually(() => venue.depth('INFY')?.bids.length === 2, 'both bids');
    const { streams } = venue.health();
    expect(streams.find(({ name }) => name === 'market')).toMatchObject({ state: 'connected', subscriptions: 2 });
  },
);

test('a frame that is damaged is told, and ends nothing', async () => {
  const { venue, simulator, events, faults } = await opened();
  await venue.connect();
  faults([{ at: 'live_feed', fault: { kind: 'malformed' }, share: 1, times: 12 }]);
  for (let turn = 0; turn < 14; turn++) {
    rest(simulator, 'buy', priceFromDecimal(`${1490 + turn / 10}`), 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await eventually(() => (venue.depth('INFY')?.bids.length ?? 0) === 5, 'five bids');
  const malformed = events.filter(({ type }) => type === 'malformed');
  expect(malformed.length).toBe(venue.health().malformed);
  expect(venue.health().state).toBe('connected');
});

test('a portfolio stream that is open and says nothing is connected anew, and what it kept is told', async () => {
  const { venue, simulator, place, ordersOf, faults, warnings } = await opened();
  await venue.connect();
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  faults([{ at: 'order', fault: { kind: 'missing' }, share: 1 }]);
  place('p1');
  rest(simulator, 'sell', priceFromDecimal('1500'), 5);
  await eventually(() => ordersOf('p1').some(({ type }) => type === 'filled'), 'filled');
  await eventually(() => warnings.some((text) => text.includes('it is connected anew')), 'connected anew');
});

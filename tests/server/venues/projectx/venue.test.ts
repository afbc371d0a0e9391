import { expect, test } from 'vitest';
import type { Quantity } from '../../../../core/model/quantity.ts';
import { HOUR, instant } from '../../../../core/model/time.ts';
import { open } from './opened.ts';

test('connects, and hears quotes, trades and depth', async () => {
  const at = await open();
  expect(at.venue.accounts).toEqual(['10001', '10002', '10003']);
  expect(at.venue.health()).toMatchObject({
    state: 'connected',
    token: { state: 'valid' },
    streams: [
      { name: 'user', state: 'connected', subscriptions: 10 },
      { name: 'market', state: 'connected', subscriptions: 6 },
    ],
    malformed: 0,
  });
  const seen = () => new Set(at.events.map(({ type }) => type));
  await at.until(() => ['quote', 'trade', 'depth'].every((type) => seen().has(type as 'quote')));
  await at.until(() => at.venue.depth(at.instrument)?.asks.length);
  const depth = at.venue.depth(at.instrument);
  expect(depth?.bids[0]?.price).toBeLessThan(depth?.asks[0]?.price ?? 0);
});

test('a market order is filled by its executions, fees included', async () => {
  const at = await open();
  const id = at.place({ quantity: 3 as Quantity });
  await at.until(() => at.order(id).status === 'filled');
  expect(at.told(id)[0]).toBe('accepted');
  expect(at.problems).toEqual([]);
  const fills = await at.venue.books.fills(at.venue.accounts[0]!, at.order(id).tsCreated);
  expect(fills.map(({ executionId }) => executionId)).toEqual(at.order(id).executions);
  expect(fills.every(({ clientOrderId, fee }) => clientOrderId === id && (fee ?? 0) > 0)).toBe(true);
});

test('a limit rests, is replaced and canceled', async () => {
  const at = await open();
  const id = at.place({ type: 'limit', price: at.fromBid(-20), quantity: 2 as Quantity });
  await at.until(() => at.order(id).status === 'working');
  const terms = { quantity: 3 as Quantity, price: at.fromBid(-30) };
  at.venue.replace(id, terms);
  await at.until(() => at.order(id).terms.quantity === 3);
  expect(at.order(id).terms).toEqual(terms);
  at.venue.cancel(id);
  await at.until(() => at.order(id).status === 'canceled');
  at.venue.cancel(id);
  await at.until(() => at.told(id).at(-1) === 'cancel_rejected');
  expect(at.told(id)).toEqual(['accepted', 'replaced', 'canceled', 'cancel_rejected']);
});

test('a stop waits for its price', async () => {
  const at = await open();
  const id = at.place({ type: 'stop', side: 'sell', stopPrice: at.fromBid(-40) });
  await at.until(() => at.order(id).status === 'working');
  const [order] = await at.venue.books.orders(at.venue.accounts[0]!, at.order(id).tsCreated);
  expect(order).toMatchObject({ clientOrderId: id, type: 'stop', status: 'working', terms: { quantity: 1 } });
});

test('bars come oldest first, and contracts by a part of a name', async () => {
  const at = await open({ roots: ['ES'] });
  const to = at.clock.now();
  const from = instant(to - 6 * HOUR);
  const bars = await at.venue.history.bars({ instrument: at.instrument, unit: 'minute', units: 5, from, to });
  expect(bars.length).toBeGreaterThan(50);
  expect(bars.every((bar, n) => n === 0 || bar.tsStart > bars[n - 1]!.tsStart)).toBe(true);
  expect(bars.every(({ tsStart }) => tsStart >= from && tsStart < to)).toBe(true);
  const found = await at.venue.contracts.search('ES');
  expect(found.map(({ instrument }) => instrument)).toContain(at.instrument);
  await at.venue.contracts.search('es');
  expect(at.venue.health().caches.find(({ name }) => name === 'contract searches')).toMatchObject({ hits: 1 });
});

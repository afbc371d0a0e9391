import { describe, expect, it } from 'vitest';
import { accountId, venueOrderId } from '../../../../../core/model/ids.ts';
import type { OrderStatus } from '../../../../../core/model/order.ts';
import { quantity } from '../../../../../core/model/quantity.ts';
import { DAY, instant } from '../../../../../core/model/time.ts';
import type { VenueOrder } from '../../../../../core/venue/books.ts';
import { OrdersWatch } from '../../../../../server/venues/tt/watch/orders-watch.ts';

const order = (id: string, status: OrderStatus = 'working', filled = 0): VenueOrder => ({
  venueOrderId: venueOrderId(id),
  account: accountId('1'),
  instrument: 'ZNZ6',
  side: 'buy',
  type: 'limit',
  terms: { quantity: quantity(10) },
  filledQuantity: quantity(filled),
  status,
  tsCreated: instant(1),
  tsUpdated: instant(1),
});
const all = (...orders: VenueOrder[]) => ({ orders, whole: true });
const told = (orders: readonly VenueOrder[]) => orders.map(({ venueOrderId: id, status }) => `${id} ${status}`);
const now = instant(100);

describe('orders that TT lists', () => {
  it('are told when they come and when they are other than before', async () => {
    const watch = new OrdersWatch();
    const never = async () => Promise.reject(new Error('not asked'));
    expect(told(await watch.take(all(order('a'), order('b')), never, now))).toEqual(['a working', 'b working']);
    expect(told(await watch.take(all(order('a'), order('b')), never, now))).toEqual([]);
    expect(told(await watch.take(all(order('a', 'partially_filled', 2), order('b')), never, now))).toEqual([
      'a partially_filled',
    ]);
  });

  it('and lists no more are asked for, and kept for a day', async () => {
    const watch = new OrdersWatch();
    await watch.take(all(order('a')), async () => undefined, now);
    expect(told(await watch.take(all(), async () => order('a', 'filled', 10), now))).toEqual(['a filled']);
    expect(told(watch.ended(now))).toEqual(['a filled']);
    expect(told(watch.ended(instant(now + 1)))).toEqual([]);
    await watch.take(all(order('b')), async () => undefined, instant(now + 2 * DAY));
    await watch.take(all(), async () => order('b', 'canceled'), instant(now + 2 * DAY));
    expect(told(watch.ended(instant(0)))).toEqual(['b canceled']);
  });

  it('and that still work by their id are asked for three times', async () => {
    const watch = new OrdersWatch();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return order('a');
    };
    await watch.take(all(order('a')), ask, now);
    expect(told(await watch.take(all(), ask, now))).toEqual([]);
    expect(told(await watch.take(all(), ask, now))).toEqual([]);
    const [last] = await watch.take(all(), ask, now);
    expect(last).toEqual({ ...order('a', 'unknown'), reason: 'TT lists it no more and does not say how it ended.' });
    expect(asked).toBe(3);
  });

  it('and lists again work on', async () => {
    const watch = new OrdersWatch();
    await watch.take(all(order('a')), async () => undefined, now);
    await watch.take(all(), async () => order('a'), now);
    expect(told(await watch.take(all(order('a')), async () => undefined, now))).toEqual(['a working']);
    expect(told(watch.ended(instant(0)))).toEqual([]);
  });

  it('are asked for ten at a time', async () => {
    const watch = new OrdersWatch();
    const many = Array.from({ length: 25 }, (_, index) => order(`o${index}`));
    const ask = async (id: string) => order(id, 'expired');
    await watch.take(all(...many), ask, now);
    expect((await watch.take(all(), ask, now)).length).toBe(10);
    expect((await watch.take(all(), ask, now)).length).toBe(10);
    expect((await watch.take(all(), ask, now)).length).toBe(5);
    expect(watch.ended(now).length).toBe(25);
  });

  it('and are missing in a list that is not whole are not taken to be gone', async () => {
    const watch = new OrdersWatch();
    await watch.take(all(order('a')), async () => undefined, now);
    const never = async () => Promise.reject(new Error('not asked'));
    expect(told(await watch.take({ orders: [], whole: false }, never, now))).toEqual([]);
    expect(told(await watch.take(all(order('a')), never, now))).toEqual([]);
  });

  it('and could not be asked for are asked for again', async () => {
    const watch = new OrdersWatch();
    await watch.take(all(order('a')), async () => undefined, now);
    await expect(watch.take(all(), async () => Promise.reject(new Error('away')), now)).rejects.toThrow('away');
    expect(told(await watch.take(all(), async () => order('a', 'filled', 10), now))).toEqual(['a filled']);
  });
});

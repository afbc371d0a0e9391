import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { orders as kind } from '../../../cells/orders/index.ts';
import { props as schema } from '../../../cells/orders/schema.ts';
import { frames } from '../../../cells/orders/server.ts';
import type { AccountId, VenueOrderId } from '../../../core/model/ids.ts';
import { priceFromDecimal } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { instant, SECOND } from '../../../core/model/time.ts';
import type { VenueOrder } from '../../../core/venue/books.ts';
import type { VenueState } from '../../../core/venue/state.ts';
import type { Tag } from '../../../views/tag.ts';
import { expectGolden } from '../golden.ts';
import { morning } from '../ladder/fixture.ts';
import { contextOf, framesOf, now } from '../live-topics.ts';

const one = async (given: Record<string, unknown>, topics: Record<string, unknown>) => {
  const [value] = await framesOf(frames(schema.parse(given), contextOf(topics)));
  return value!;
};

const other: VenueOrder = {
  venueOrderId: '9057' as VenueOrderId,
  account: 'PRAC-1' as AccountId,
  instrument: 'ZNZ6',
  side: 'sell',
  type: 'trailing_stop',
  terms: { quantity: quantity(3), stopPrice: priceFromDecimal('110.125') },
  filledQuantity: quantity(1),
  status: 'partially_filled',
  tsCreated: instant(now - 90 * SECOND),
  tsUpdated: instant(now - 5 * SECOND),
};

const venue: VenueState = {
  drifts: [],
  accounts: [
    {
      account: { id: 'PRAC-1' as AccountId, name: 'PRAC-1', currency: 'USD', canTrade: true },
      positions: [],
      otherOrders: [other, { ...other, venueOrderId: '9058' as VenueOrderId, instrument: 'CON.X', status: 'canceled' }],
      asOf: { account: now, orders: instant(now - 12 * SECOND) },
    },
  ],
};

describe('frames of orders', () => {
  it('say how a broker of India carries what an order makes', async () => {
    const orders = morning.orders.orders.slice(0, 1).map((order) => ({
      ...order,
      intent: { ...order.intent, product: 'intraday' as const },
    }));
    const value = await one({}, { orders: { ...morning.orders, orders } });
    expect(value.rows.map(({ product }) => product)).toEqual(['intraday']);
    expect(String(await kind.view(html as Tag<ReturnType<typeof html>>, value, schema.parse({})))).toContain(
      ' <span class="product">intraday</span>',
    );
  });

  it('show open ones first, newest first, with what is asked of them', async () => {
    const value = await one({}, { orders: morning.orders });
    const open = value.rows.map((row) => row.open);
    expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
    expect(value.open).toBe(open.filter(Boolean).length);
    expect(kind.caption?.(value)).toBe(`${value.open} open`);
    await expectGolden(kind, 'morning', value, schema.parse({}));
  });

  it('show orders placed elsewhere beside our own, also of what the settings do not have', async () => {
    const value = await one({}, { venue });
    expect(value).toEqual({
      named: true,
      zone: '',
      open: 1,
      othersAsOf: '12 s ago',
      rows: [
        {
          key: '9057',
          other: true,
          time: '10:29:37',
          instrument: 'ZNZ6',
          side: 'sell',
          filled: 1,
          quantity: 3,
          type: 'trailing stop',
          stop: { text: '110.125', handle: '110', fraction: "'040" },
          status: 'partially filled',
          open: true,
          account: 'PRAC-1',
          strategy: 'elsewhere',
        },
        expect.objectContaining({
          key: '9058',
          time: '16:29:37',
          instrument: 'CON.X',
          status: 'canceled',
          open: false,
        }),
      ],
    });
    expect(kind.caption?.(value)).toBe('1 open · elsewhere 12 s ago');
    await expectGolden(kind, 'elsewhere', value, schema.parse({}));
  });

  it.each([
    [{ show: 'open' }, ['9057']],
    [{ account: 'NOBODY' }, []],
    [{ instrument: 'ZN' }, ['9057']],
    [{ strategy: 'elsewhere', limit: 1 }, ['9057']],
  ])('keep to what is asked for: %j', async (given, keys) => {
    expect((await one(given, { venue })).rows.map(({ key }) => key)).toEqual(keys);
  });

  it('say so where there is none', async () => {
    await expectGolden(kind, 'none', await one({ show: 'open' }, {}), schema.parse({ show: 'open' }));
  });
});

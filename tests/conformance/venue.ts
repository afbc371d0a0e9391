import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { OrderEvent, OrderIntent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { Venue, VenueEvent } from '../../core/venue/port.ts';

/** A venue with an empty book of one instrument, as the suite finds it before each test. */
export interface VenueUnderTest {
  readonly venue: Venue;
  readonly instrument: string;
  /** A price in the middle of what the venue allows, and its tick. */
  readonly middle: Price;
  readonly tick: Price;
  /** Waits until the venue has answered everything sent so far. */
  settle(): Promise<void>;
}

export type Behavior =
  | 'limit rests'
  | 'market takes'
  | 'partial fill'
  | 'immediate remainder'
  | 'market remainder'
  | 'cancel'
  | 'double cancel'
  | 'unknown cancel'
  | 'rejects'
  | 'price-time priority'
  | 'queue ahead'
  | 'unique ids'
  | 'repeated id';

/** What every venue does alike. What one cannot do is listed with the reason, and shows as skipped with it. */
export function venueConformance(
  name: string,
  open: () => Promise<VenueUnderTest>,
  cannot: Partial<Record<Behavior, string>> = {},
): void {
  describe(`${name} as a venue`, () => {
    let at: VenueUnderTest;
    let events: VenueEvent[];
    let sent = 0;

    beforeEach(async () => {
      at = await open();
      events = [];
      at.venue.onEvents((batch) => events.push(...batch));
      await at.venue.connect();
      await at.settle();
    });
    afterEach(() => at.venue.disconnect());

    const behavior = (what: Behavior, run: () => Promise<void>) => {
      const reason = cannot[what];
      if (reason === undefined) test(what, run);
      else test.skip(`${what}: ${reason}`, run);
    };

    const intent = (side: Side, quantity: number, ticks: number | 'market', more: Partial<OrderIntent> = {}) => ({
      clientOrderId: `c${++sent}` as ClientOrderId,
      instrument: at.instrument,
      account: 'TEST' as AccountId,
      strategy: 'manual',
      side,
      type: ticks === 'market' ? ('market' as const) : ('limit' as const),
      quantity: quantity as Quantity,
      timeInForce: 'day' as const,
      ...(ticks === 'market' ? {} : { price: (at.middle + ticks * at.tick) as Price }),
      ...more,
    });

    async function place(...order: Parameters<typeof intent>): Promise<ClientOrderId> {
      const made = intent(...order);
      at.venue.place(made);
      await at.settle();
      return made.clientOrderId;
    }

    async function cancel(id: ClientOrderId): Promise<void> {
      at.venue.cancel(id);
      await at.settle();
    }

    const orderEvents = (id: ClientOrderId): OrderEvent[] =>
      events.flatMap((each) => (each.type === 'order' && each.event.clientOrderId === id ? [each.event] : []));

    const ticksAway = (price: Price) => (price - at.middle) / at.tick;

    /** The life of an order in words: `accepted`, `filled 3@-1 maker`, `canceled`. */
    const life = (id: ClientOrderId): string[] =>
      orderEvents(id).map((event) =>
        event.type === 'filled' ? `filled ${event.quantity}@${ticksAway(event.price)} ${event.liquidity}` : event.type,
      );

    const reasonOf = (id: ClientOrderId): string => {
      const last = orderEvents(id).at(-1);
      return last !== undefined && 'reason' in last ? last.reason : '';
    };

    const depth = () => {
      const { bids, asks } = at.venue.depth(at.instrument)!;
      const words = (levels: typeof bids) => levels.map((each) => `${each.quantity}@${ticksAway(each.price)}`);
      return { bids: words(bids), asks: words(asks) };
    };

    const trades = () =>
      events.flatMap((each) =>
        each.type === 'trade' ? [`${each.trade.aggressor} ${each.trade.quantity}@${ticksAway(each.trade.price)}`] : [],
      );

    behavior('limit rests', async () => {
      const bid = await place('buy', 5, -1);
      const ask = await place('sell', 7, 2);
      expect([life(bid), life(ask)]).toEqual([['accepted'], ['accepted']]);
      expect(depth()).toEqual({ bids: ['5@-1'], asks: ['7@2'] });
      const quotes = events.flatMap((each) => (each.type === 'quote' ? [each.quote] : []));
      const { tsEvent: _, ...quote } = quotes.at(-1)!;
      const [below, above] = [at.middle - at.tick, at.middle + 2 * at.tick];
      expect(quote).toEqual({ instrument: at.instrument, bid: below, bidSize: 5, ask: above, askSize: 7 });
      expect(events).toContainEqual({ type: 'depth', instrument: at.instrument });
    });

    behavior('market takes', async () => {
      const maker = await place('sell', 5, 1);
      const taker = await place('buy', 5, 'market');
      expect([life(maker), life(taker)]).toEqual([
        ['accepted', 'filled 5@1 maker'],
        ['accepted', 'filled 5@1 taker'],
      ]);
      expect([trades(), depth()]).toEqual([['buy 5@1'], { bids: [], asks: [] }]);
    });

    behavior('partial fill', async () => {
      const maker = await place('sell', 5, 0);
      const first = await place('buy', 2, 0);
      expect([life(maker), life(first)]).toEqual([
        ['accepted', 'filled 2@0 maker'],
        ['accepted', 'filled 2@0 taker'],
      ]);
      const second = await place('buy', 8, 1);
      expect([life(maker), life(second)]).toEqual([
        ['accepted', 'filled 2@0 maker', 'filled 3@0 maker'],
        ['accepted', 'filled 3@0 taker'],
      ]);
      expect(depth()).toEqual({ bids: ['5@1'], asks: [] });
    });

    behavior('immediate remainder', async () => {
      await place('sell', 3, 0);
      const taker = await place('buy', 5, 0, { timeInForce: 'ioc' });
      expect(life(taker)).toEqual(['accepted', 'filled 3@0 taker', 'canceled']);
      expect(reasonOf(taker)).toContain('2 of 5 canceled');
      const nobody = await place('buy', 5, 0, { timeInForce: 'ioc' });
      expect(life(nobody)).toEqual(['accepted', 'canceled']);
      expect(depth()).toEqual({ bids: [], asks: [] });
    });

    behavior('market remainder', async () => {
      await place('buy', 3, 0);
      const taker = await place('sell', 5, 'market');
      expect(life(taker)).toEqual(['accepted', 'filled 3@0 taker', 'canceled']);
      expect(reasonOf(taker)).toContain('2 of 5 canceled');
    });

    behavior('cancel', async () => {
      const order = await place('buy', 5, 0);
      await cancel(order);
      expect(life(order)).toEqual(['accepted', 'canceled']);
      expect(depth()).toEqual({ bids: [], asks: [] });
    });

    behavior('double cancel', async () => {
      const order = await place('buy', 5, 0);
      await cancel(order);
      await cancel(order);
      expect(life(order)).toEqual(['accepted', 'canceled', 'cancel_rejected']);
      expect(reasonOf(order)).toMatch(/^.+\.$/);
    });

    behavior('unknown cancel', async () => {
      const order = 'nobody-knows' as ClientOrderId;
      await cancel(order);
      expect(life(order)).toEqual(['cancel_rejected']);
      expect(reasonOf(order)).toContain('nobody-knows');
    });

    behavior('rejects', async () => {
      const far = (at.middle * 3) / at.tick;
      const cases: [Parameters<typeof intent>, RegExp][] = [
        [['buy', 1, 0, { instrument: 'NOSUCH' }], /NOSUCH/],
        [['buy', 0, 0], /quantity is 0/],
        [['buy', 1.5, 0], /quantity is 1.5/],
        [['buy', 1, 0.5], /nearest prices/],
        [['buy', 1, 'market'], /Nobody offers/],
        [['sell', 1, 'market'], /Nobody bids/],
      ];
      await place('buy', 1, -5);
      await place('sell', 1, 5);
      cases.push([['buy', 1, far], /% away/]);
      for (const [order, text] of cases.slice(0, 4).concat(cases.slice(6))) {
        const rejected = await place(...order);
        expect([rejected, life(rejected)]).toEqual([rejected, ['rejected']]);
        expect(reasonOf(rejected)).toMatch(text);
      }
      await place('buy', 1, 5);
      await place('sell', 1, -5);
      for (const [order, text] of cases.slice(4, 6)) {
        const rejected = await place(...order);
        expect([rejected, life(rejected)]).toEqual([rejected, ['rejected']]);
        expect(reasonOf(rejected)).toMatch(text);
      }
    });

    behavior('price-time priority', async () => {
      const early = await place('sell', 2, 1);
      const late = await place('sell', 2, 1);
      const better = await place('sell', 2, 0);
      const taker = await place('buy', 5, 1);
      expect([better, early, late].map(life)).toEqual([
        ['accepted', 'filled 2@0 maker'],
        ['accepted', 'filled 2@1 maker'],
        ['accepted', 'filled 1@1 maker'],
      ]);
      expect(trades()).toEqual(['buy 2@0', 'buy 3@1']);
      expect(life(taker)).toEqual(['accepted', 'filled 2@0 taker', 'filled 3@1 taker']);
    });

    behavior('queue ahead', async () => {
      const first = await place('buy', 4, 0);
      const second = await place('buy', 6, 0);
      const third = await place('buy', 1, 0);
      const ahead = () => [first, second, third].map((id) => at.venue.queueAhead(id));
      expect(ahead()).toEqual([0, 4, 10]);
      await place('sell', 3, 0);
      expect(ahead()).toEqual([0, 1, 7]);
      await cancel(second);
      expect(ahead()).toEqual([0, undefined, 1]);
    });

    behavior('unique ids', async () => {
      for (let i = 0; i < 3; i++) {
        await place('buy', 2, 0);
        await place('sell', 2, 0);
      }
      const ids = events.flatMap((each): string[] => {
        if (each.type !== 'order') return [];
        if (each.event.type === 'filled') return [each.event.executionId];
        return each.event.type === 'accepted' ? [each.event.venueOrderId] : [];
      });
      expect(ids).toHaveLength(12);
      expect(new Set(ids).size).toBe(12);
    });

    behavior('repeated id', async () => {
      const order = await place('buy', 5, 0);
      await place('buy', 5, 0, { clientOrderId: order });
      expect(life(order)).toEqual(['accepted']);
      expect(depth()).toEqual({ bids: ['5@0'], asks: [] });
    });
  });
}

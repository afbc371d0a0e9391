import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tradeDateBounds, tradeDateOf } from '../../../../core/calendar/session.ts';
import { ManualClock } from '../../../../core/clock.ts';
import type { AccountId, ClientOrderId, VenueOrderId } from '../../../../core/model/ids.ts';
import type { MarketTrade } from '../../../../core/model/market.ts';
import type { OrderEvent, OrderIntent } from '../../../../core/model/order.ts';
import { addTicks, type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { type Quantity, quantity, type Side } from '../../../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MILLISECOND, MINUTE, SECOND } from '../../../../core/model/time.ts';
import { foldOrder } from '../../../../core/orders/apply.ts';
import { type PaperVenueOptions, paperVenue } from '../../../../core/venue/paper/venue.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { ES, TN, ZF, ZN } from './instruments.ts';

const START = instant(Date.UTC(2026, 10, 18, 15, 30) * MILLISECOND);

async function opened(options: Partial<PaperVenueOptions> = {}, start: Instant = START) {
  const clock = new ManualClock(start);
  const venue = paperVenue({ clock, instruments: [ZN, ZF, TN, ES], seed: 'test', idPrefix: 'r1', ...options });
  const events: VenueEvent[] = [];
  venue.onEvents((batch) => events.push(...batch));
  await venue.connect();
  const to = (at: Instant) => {
    clock.set(at);
    venue.advance(at);
  };
  return { clock, venue, events, to };
}

const limit = (id: string, side: Side, contracts: number, price: Price): OrderIntent => ({
  clientOrderId: id as ClientOrderId,
  instrument: ZN.id,
  account: 'TEST' as AccountId,
  strategy: 'manual',
  side,
  type: 'limit',
  quantity: quantity(contracts),
  price,
  timeInForce: 'day',
});

const orderEvents = (events: readonly VenueEvent[]): OrderEvent[] =>
  events.flatMap((each) => (each.type === 'order' ? [each.event] : []));

const tickOf = (price: Price) => price / ZN.tick;

describe('the synthetic market', () => {
  test('is the same bit for bit whatever the steps', async () => {
    const streams = await Promise.all(
      [20 * MILLISECOND, 1 * SECOND, 37 * SECOND].map(async (step) => {
        const { to, events } = await opened();
        const end = START + 74 * SECOND;
        for (let at = START + step; at <= end; at += step) to(instant(at));
        return events;
      }),
    );
    expect(streams[0]!.length).toBeGreaterThan(5_000);
    expect(streams[1]).toEqual(streams[0]);
    expect(streams[2]).toEqual(streams[0]);
  });

  test('is another one for another seed, and does not mind which other instruments there are', async () => {
    const run = async (options: Partial<PaperVenueOptions>) => {
      const { to, events } = await opened(options);
      to(instant(START + 5 * SECOND));
      return events.filter((each) => each.type === 'trade' && each.trade.instrument === ZN.id);
    };
    const base = await run({});
    expect(await run({ seed: 'other' })).not.toEqual(base);
    expect(await run({ instruments: [ES, ZN] })).toEqual(base);
  });

  test('opens with a full book around the price of the settings, or around the last trade', async () => {
    const { venue, events } = await opened({ instruments: [ZN] });
    const { bids, asks } = venue.depth(ZN.id)!;
    expect(bids.map((each) => tickOf(each.price))).toEqual([
      7057, 7056, 7055, 7054, 7053, 7052, 7051, 7050, 7049, 7048,
    ]);
    expect(asks.map((each) => tickOf(each.price))).toEqual([
      7058, 7059, 7060, 7061, 7062, 7063, 7064, 7065, 7066, 7067,
    ]);
    expect(events.map((each) => each.type)).toEqual(['quote', 'depth']);

    const restarted = paperVenue({ clock: new ManualClock(START), instruments: [ZN], seed: 'test', idPrefix: 'r2' });
    const price = priceFromDecimal('111.5');
    const trade: MarketTrade = {
      instrument: ZN.id,
      price,
      quantity: 3 as Quantity,
      aggressor: 'buy',
      tsEvent: START,
    };
    restarted.seedFrom(new Map([[ZN.id, trade]]));
    await restarted.connect();
    expect(restarted.depth(ZN.id)!.bids[0]!.price).toBe(price);
    expect(() => restarted.seedFrom(new Map())).toThrow('seed it before it connects');
  });

  test('stays alive: full, uncrossed and in motion for half an hour', async () => {
    const { venue, to, events } = await opened();
    const prices = new Set<Price>();
    for (let minute = 1; minute <= 30; minute++) {
      events.length = 0;
      to(instant(START + minute * MINUTE));
      for (const { id } of [ZN, ZF, TN, ES]) {
        const { bids, asks } = venue.depth(id)!;
        expect([bids.length, asks.length]).toEqual([10, 10]);
        expect(bids[0]!.price).toBeLessThan(asks[0]!.price);
      }
      const crossed = events.filter((each) => each.type === 'quote' && !(each.quote.bid! < each.quote.ask!));
      expect(crossed).toEqual([]);
      const trades = events.flatMap((each) => (each.type === 'trade' && each.trade.instrument === ZN.id ? [each] : []));
      expect(trades.length).toBeGreaterThan(50);
      for (const { trade } of trades) prices.add(trade.price);
    }
    expect(prices.size).toBeGreaterThan(4);
  });

  test('names the products it knows when one is missing', async () => {
    const odd = { ...ZN, id: 'QQZ6', root: 'QQ' };
    await expect(opened({ instruments: [odd] })).rejects.toThrow('No synthetic market is described for QQ (QQZ6)');
  });

  test('can stand still over a long sleep', async () => {
    const { venue, clock, events } = await opened();
    events.length = 0;
    clock.advance(8 * HOUR);
    venue.skip(clock.now());
    expect(events).toEqual([]);
    clock.advance(2 * SECOND);
    venue.advance(clock.now());
    expect(events.length).toBeGreaterThan(100);
    const first = events.find((each) => each.type === 'trade');
    expect(first?.type === 'trade' && first.trade.tsEvent).toBeGreaterThan(START + 8 * HOUR);
  });
});

describe('own orders in the synthetic market', () => {
  test('leave no trace of disorder, whatever is sent', async () => {
    const action = fc.record({
      side: fc.constantFrom<Side>('buy', 'sell'),
      ticks: fc.integer({ min: -6, max: 6 }),
      contracts: fc.integer({ min: 1, max: 4_000 }),
      what: fc.constantFrom('day', 'day', 'ioc', 'market', 'cancel'),
      wait: fc.integer({ min: 0, max: 2_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 15 }), async (actions) => {
        const { venue, clock, events } = await opened({ instruments: [ZN] });
        const middle = venue.depth(ZN.id)!.bids[0]!.price;
        const intents = new Map<string, OrderIntent>();
        for (const [i, { side, ticks, contracts, what, wait }] of actions.entries()) {
          clock.advance(wait * MILLISECOND);
          const id = `c${i}`;
          if (what === 'cancel') {
            venue.cancel(`c${i - 1}` as ClientOrderId);
            continue;
          }
          const { price, ...base } = limit(id, side, contracts, addTicks(middle, ticks, ZN.tick));
          const intent: OrderIntent =
            what === 'market'
              ? { ...base, type: 'market' }
              : { ...base, price: price!, timeInForce: what === 'ioc' ? 'ioc' : 'day' };
          intents.set(id, intent);
          venue.place(intent);
        }
        clock.advance(3 * SECOND);
        venue.advance(clock.now());

        let last = 0;
        for (const each of events) {
          let at: number;
          if (each.type === 'quote') at = each.quote.tsEvent;
          else if (each.type === 'trade') at = each.trade.tsEvent;
          else if (each.type === 'order') at = each.event.tsEvent;
          else continue;
          expect(at).toBeGreaterThanOrEqual(last);
          last = at;
          if (each.type === 'quote' && each.quote.bid !== undefined && each.quote.ask !== undefined)
            expect(each.quote.bid).toBeLessThan(each.quote.ask);
        }
        let traded = 0;
        for (const each of events) if (each.type === 'trade') traded += each.trade.quantity;
        let taken = 0;
        for (const [id, intent] of intents) {
          const own = orderEvents(events).filter((each) => each.clientOrderId === id);
          const intended = {
            type: 'intended',
            intent,
            clientOrderId: intent.clientOrderId,
            tsEvent: START,
            tsInit: START,
          };
          const { order, problems } = foldOrder([intended as OrderEvent, ...own]);
          expect(problems).toEqual([]);
          expect(order!.status).not.toBe('pending');
          for (const each of own) {
            if (each.type !== 'filled') continue;
            if (each.liquidity === 'taker') taken += each.quantity;
            if (intent.price === undefined) continue;
            expect(intent.side === 'buy' ? each.price <= intent.price : each.price >= intent.price).toBe(true);
          }
        }
        expect(traded).toBeGreaterThanOrEqual(taken);
        expect(
          new Set(orderEvents(events).flatMap((each) => (each.type === 'filled' ? [each.executionId] : []))).size,
        ).toBe(orderEvents(events).filter((each) => each.type === 'filled').length);
      }),
      { numRuns: 60 },
    );
  });

  test('are answered in the same turn, after the market has caught up', async () => {
    const { venue, clock, events } = await opened({ instruments: [ZN] });
    events.length = 0;
    clock.advance(500 * MILLISECOND);
    venue.place(limit('c1', 'buy', 3, addTicks(venue.depth(ZN.id)!.bids[0]!.price, -3, ZN.tick)));
    const [accepted] = orderEvents(events);
    expect(accepted).toEqual({
      type: 'accepted',
      clientOrderId: 'c1',
      venueOrderId: 'r1-O1',
      tsEvent: START + 500 * MILLISECOND,
      tsInit: START + 500 * MILLISECOND,
    });
    expect(events.findIndex((each) => each.type === 'order')).toBeGreaterThan(5);
    expect(venue.queueAhead('c1' as ClientOrderId)).toBeGreaterThan(100);
  });

  test('answer to a listener that places comes in a batch of its own', async () => {
    const { venue } = await opened({ instruments: [ZN], synthetic: 'none' });
    const batches: string[][] = [];
    venue.onEvents((batch) => {
      batches.push(orderEvents(batch).map((each) => `${each.clientOrderId} ${each.type}`));
      if (batches.length === 1) venue.place(limit('second', 'buy', 1, priceFromDecimal('110')));
    });
    venue.place(limit('first', 'buy', 1, priceFromDecimal('110')));
    expect(batches).toEqual([['first accepted'], ['second accepted']]);
  });

  test('expire with the trade date', async () => {
    const { venue, to, events } = await opened({ instruments: [ZN], synthetic: 'none' });
    const end = tradeDateBounds('cme', tradeDateOf('cme', START)).end;
    venue.place(limit('c1', 'buy', 3, priceFromDecimal('110')));
    to(instant(end - 1));
    expect(orderEvents(events).map((each) => each.type)).toEqual(['accepted']);
    to(instant(end + HOUR));
    expect(orderEvents(events).at(-1)).toEqual({
      type: 'expired',
      reason: 'The session ended; a day order ends with it.',
      clientOrderId: 'c1',
      tsEvent: end,
      tsInit: end,
    });
    expect(venue.depth(ZN.id)!.bids).toEqual([]);
    venue.place(limit('c2', 'buy', 3, priceFromDecimal('110')));
    expect(venue.queueAhead('c2' as ClientOrderId)).toBe(0);
  });

  test('come back at the end of their queues, and those that cannot are told apart', async () => {
    const { venue, events } = await opened({ instruments: [ZN] });
    const price = venue.depth(ZN.id)!.bids[2]!.price;
    const resting = venue.depth(ZN.id)!.bids[2]!.quantity;
    const order = (id: string, status: 'working' | 'pending', more: object = {}) => ({
      intent: limit(id, 'buy', 5, price),
      terms: { quantity: quantity(5), price },
      triggered: false,
      status,
      ...(status === 'working' ? { venueOrderId: 'r0-O1' as VenueOrderId } : {}),
      filledQuantity: quantity(2),
      leavesQuantity: quantity(3),
      filledCost: 0n,
      executions: [],
      cancelRequested: false,
      tsCreated: instant(START - MINUTE),
      tsUpdated: START,
      ...more,
    });
    events.length = 0;
    venue.restore([
      order('later', 'working', { tsCreated: START }),
      order('early', 'working'),
      order('never', 'pending', { filledQuantity: quantity(0) }),
      order('unwanted', 'working', { cancelRequested: true }),
      order('old', 'working', { tsCreated: instant(START - 48 * HOUR) }),
      order('gone', 'working', { intent: { ...limit('gone', 'buy', 5, price), instrument: 'ZNU6' } }),
      order('done', 'working', { status: 'filled' }),
    ]);
    const ahead = ['early', 'later'].map((id) => venue.queueAhead(id as ClientOrderId));
    expect(ahead).toEqual([resting, resting + 3]);
    expect(orderEvents(events).map((each) => [each.clientOrderId, each.type, 'reason' in each && each.reason])).toEqual(
      [
        ['old', 'expired', 'The session ended while the console was stopped; a day order ends with it.'],
        ['never', 'rejected', 'The console stopped before the venue had this order; send it again.'],
        ['unwanted', 'canceled', 'Canceled on request.'],
        ['gone', 'canceled', 'The paper venue does not trade ZNU6; it trades ZNZ6.'],
      ],
    );
    venue.cancel('early' as ClientOrderId);
    expect(orderEvents(events).at(-1)).toMatchObject({ clientOrderId: 'early', type: 'canceled' });
  });

  test('cannot be sent to a closed venue', async () => {
    const { venue } = await opened();
    await venue.disconnect();
    expect(() => venue.place(limit('c1', 'buy', 1, priceFromDecimal('110')))).toThrow('not connected');
  });
});

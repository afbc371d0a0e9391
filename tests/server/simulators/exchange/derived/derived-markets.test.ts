import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../../core/clock.ts';
import { accountId } from '../../../../../core/model/ids.ts';
import type { Instrument } from '../../../../../core/model/instrument.ts';
import { PRICE_UNITS_PER_POINT, type Price, priceFromDecimal } from '../../../../../core/model/price.ts';
import { quantity } from '../../../../../core/model/quantity.ts';
import { HOUR, type Instant, MINUTE, SECOND, type TradeDate } from '../../../../../core/model/time.ts';
import { createExchange, type ExchangeOptions } from '../../../../../server/simulators/exchange/create-exchange.ts';
import type { ExchangeEvent, ExchangeRequest } from '../../../../../server/simulators/port.ts';
import { registry, START } from '../instruments.ts';

const EXPIRY = '2026-12-01' as TradeDate;
const ACCOUNT = accountId('1001');

const dated = (strike?: string, right: 'call' | 'put' = 'call'): Instrument => {
  const option = strike === undefined ? {} : { option: { strike: priceFromDecimal(strike), right } };
  const found = registry.dated({ root: 'NIFTY', expiry: EXPIRY, ...option });
  if (found === undefined) throw new Error('The settings have no dated contracts on NIFTY.');
  return found;
};
const future = dated();
const call = dated('24300');
const put = dated('24300', 'put');
const { lot: LOT = 1 } = call;
const chain = ['23800', '24000', '24200', '24300', '24400', '24600', '24800'].map((each) => dated(each));

function open(options: Partial<ExchangeOptions> = {}) {
  const clock = new ManualClock(START);
  const derived = [future, put, ...chain];
  const instruments = [registry.front('NIFTY')];
  const exchange = createExchange({ clock, instruments, derived, seed: 'one', ...options });
  const events: ExchangeEvent[] = [];
  exchange.on((event) => events.push(event));
  const run = (microseconds: number) => {
    clock.advance(microseconds);
    exchange.advance();
  };
  const points = (value: Price | undefined) => (value ?? Number.NaN) / PRICE_UNITS_PER_POINT;
  const middle = (id: string): number => {
    const { bids = [], asks = [] } = exchange.depth(id) ?? {};
    return (points(bids[0]?.price) + points(asks[0]?.price)) / 2;
  };
  return { clock, exchange, events, run, middle, spot: () => points(exchange.day('NIFTY')?.last) };
}

const order = (instrument: string, terms: Partial<ExchangeRequest>): ExchangeRequest => ({
  account: ACCOUNT,
  instrument,
  side: 'buy',
  type: 'limit',
  quantity: quantity(LOT),
  timeInForce: 'day',
  ...terms,
});

describe('futures and options on an index', () => {
  it('follow it, in a book around what they are worth', () => {
    const { run, middle, spot } = open();
    for (let step = 0; step < 5; step++) {
      run(20 * SECOND);
      const carried = spot() * Math.exp((0.065 * 13) / 365);
      expect(middle(future.id)).toBeGreaterThan(spot());
      expect(Math.abs(middle(future.id) - carried)).toBeLessThan(spot() / 2_000);
      expect(Math.abs(middle(call.id) - middle(put.id) - (middle(future.id) - 24_300))).toBeLessThan(5);
      const worth = chain.map(({ id }) => middle(id));
      expect(worth).toEqual([...worth].sort((a, b) => b - a));
    }
  });

  it('stand on the grid and in whole lots, ten levels a side', () => {
    const { exchange } = open();
    for (const { id, tick, lot = 1 } of [future, call, put]) {
      const depth = exchange.depth(id)!;
      const levels = [...depth.bids, ...depth.asks];
      expect(levels).toHaveLength(20);
      expect(levels.every(({ price, quantity: size }) => price % tick === 0 && size % lot === 0)).toBe(true);
      expect(levels.every(({ orders = 0 }) => orders >= 1)).toBe(true);
      expect(depth.bids[0]!.price).toBeLessThan(depth.asks[0]!.price);
    }
  });

  it('have no market until somebody asks, and stand still until somebody looks again', () => {
    const { exchange, events, run } = open();
    run(20 * SECOND);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['index']));
    const before = exchange.depth(call.id)!;
    events.length = 0;
    run(25 * SECOND);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['index']));
    const after = exchange.depth(call.id)!;
    expect(after.tsEvent).toBe(before.tsEvent + 25 * SECOND);
    expect(exchange.last(call.id)!.tsEvent).toBe(after.tsEvent);
  });

  it('move while they are watched', () => {
    const { exchange, events, run } = open();
    const leave = exchange.watch(call.id);
    run(20 * SECOND);
    const told = () => events.filter((event) => event.type === 'quote' && event.quote.instrument === call.id).length;
    expect(told()).toBeGreaterThan(10);
    leave();
    leave();
    const sofar = told();
    run(20 * SECOND);
    expect(told()).toBe(sofar);
  });

  it('trade with orders, in lots and up to the freeze quantity', () => {
    const { exchange, run, middle } = open();
    const bought = exchange.place(order(call.id, { type: 'market', timeInForce: 'ioc' }));
    expect(bought).toMatchObject({ status: 'filled', filledQuantity: LOT });
    expect(exchange.positions(ACCOUNT)).toMatchObject([{ instrument: call.id, quantity: LOT }]);
    const at = (share: number) => {
      const tick = call.tick;
      return (Math.round((middle(call.id) * share * PRICE_UNITS_PER_POINT) / tick) * tick) as Price;
    };
    const low = exchange.place(order(call.id, { price: at(0.5) }));
    expect(low.status).toBe('working');
    expect(exchange.modify(low.id, { quantity: quantity(100), price: at(0.5) })).toBe(
      'Order quantity 100 is not a multiple of the regular lot of 65',
    );
    expect(exchange.modify(low.id, { quantity: quantity(2 * LOT), price: at(0.5) })).toBeUndefined();
    expect(exchange.modify(low.id, { quantity: quantity(2 * LOT), price: at(1.2) })).toBeUndefined();
    run(SECOND);
    expect(exchange.order(low.id)!.status).toBe('filled');
    expect(exchange.place(order(call.id, { quantity: quantity(LOT - 1), price: at(1) })).reason).toBe(
      'Order quantity 64 is not a multiple of the regular lot of 65',
    );
    expect(exchange.place(order(call.id, { quantity: quantity(28 * LOT), price: at(1) })).reason).toBe(
      'Order quantity 1820 is more than the freeze quantity of 1800',
    );
    expect(exchange.place(order('NIFTY', { price: priceFromDecimal('24300') })).reason).toBe(
      'NIFTY is an index; it is calculated, and nobody trades it.',
    );
  });

  it('fill an order that rests once the market comes to it, and wake a stop', () => {
    const { exchange, run, middle } = open();
    const snapped = (points: number) =>
      (Math.round((points * PRICE_UNITS_PER_POINT) / future.tick) * future.tick) as Price;
    const here = middle(future.id);
    const rests = [-3, 3].map((off) =>
      exchange.place(order(future.id, { side: off < 0 ? 'buy' : 'sell', price: snapped(here + off) })),
    );
    const stops = [-6, 6].map((off) =>
      exchange.place(
        order(future.id, { type: 'stop', side: off < 0 ? 'sell' : 'buy', stopPrice: snapped(here + off) }),
      ),
    );
    const isDone = (each: { id: (typeof rests)[0]['id'] }) => exchange.order(each.id)?.status === 'filled';
    for (let step = 0; step < 200 && !(rests.some(isDone) && stops.some(isDone)); step++) run(10 * SECOND);
    expect(rests.some(isDone)).toBe(true);
    expect(stops.some(isDone)).toBe(true);
  });

  it('do the same by the same seed', () => {
    const told = (seed: string) => {
      const { exchange, run, events } = open({ seed });
      exchange.watch(call.id);
      exchange.watch(future.id);
      for (let step = 0; step < 5; step++) run(SECOND);
      return events.map((event) => JSON.stringify(event));
    };
    expect(told('one')).toEqual(told('one'));
    expect(told('one')).not.toEqual(told('two'));
  });

  it('have bars and figures of the day that follow those of the index', () => {
    const { exchange, clock, run } = open();
    run(5 * SECOND);
    const to = clock.now();
    const of = (id: string) => exchange.bars(id, (to - HOUR) as Instant, to);
    expect(of('NIFTY').every(({ volume }) => volume === 0)).toBe(true);
    expect(of(call.id).map(({ tsStart }) => tsStart)).toEqual(of('NIFTY').map(({ tsStart }) => tsStart));
    expect(
      of(call.id).every(({ open: o, high, low, close }) => low <= Math.min(o, close) && high >= Math.max(o, close)),
    ).toBe(true);
    const day = exchange.day(call.id)!;
    expect(day).toMatchObject({ tradeDate: '2026-11-18' });
    expect(day.low).toBeLessThanOrEqual(day.averagePrice);
    expect(day.averagePrice).toBeLessThanOrEqual(day.high);
    const interest = exchange.openInterest(call.id)!;
    expect(interest.low).toBeLessThanOrEqual(interest.now);
    expect(interest.now % LOT).toBe(0);
    expect(exchange.openInterest('NIFTY')).toBeUndefined();
    expect(exchange.day('NIFTY')).toMatchObject({ volume: 0, lastQuantity: 0 });
  });

  it('end their day orders with the trade date', () => {
    const { exchange, clock, run } = open();
    const resting = exchange.place(order(call.id, { price: call.tick }));
    expect(resting.status).toBe('working');
    clock.advance(20 * HOUR);
    run(MINUTE);
    expect(exchange.order(resting.id)!.status).toBe('expired');
  });

  it('stand still while their exchange is closed, where they are told to', () => {
    const { exchange, events, run, clock } = open({ hours: 'exchange' });
    exchange.watch(call.id);
    const { last } = exchange.day('NIFTY')!;
    run(20 * SECOND);
    expect(exchange.place(order(call.id, { type: 'market', timeInForce: 'ioc' })).reason).toContain(
      'does not trade now',
    );
    expect(events.filter(({ type }) => type === 'index' || type === 'market_trade')).toEqual([]);
    expect(exchange.day('NIFTY')!.last).toBe(last);
    // 16:00 to 09:16 the next morning, in Chicago's evening
    clock.advance(11 * HOUR + 46 * MINUTE);
    run(SECOND);
    run(20 * SECOND);
    expect(new Set(events.map(({ type }) => type))).toContain('index');
    expect(exchange.place(order(call.id, { type: 'market', timeInForce: 'ioc' })).status).toBe('filled');
  });

  it('are traded by accounts alone in a quiet market', () => {
    const { exchange, run, events } = open({ quiet: true });
    exchange.watch(call.id);
    run(20 * SECOND);
    expect(events).toEqual([]);
    expect(exchange.depth(call.id)).toMatchObject({ bids: [], asks: [] });
  });
});

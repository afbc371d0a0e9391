import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../../core/clock.ts';
import { accountId, clientOrderId } from '../../../../core/model/ids.ts';
import { priceValue } from '../../../../core/model/money.ts';
import type { Price } from '../../../../core/model/price.ts';
import { quantity, sideSign, signedQuantity } from '../../../../core/model/quantity.ts';
import { DAY, HOUR, type Instant, MILLISECOND, MINUTE, SECOND } from '../../../../core/model/time.ts';
import { LotBook } from '../../../../core/pnl/lot-book.ts';
import { createExchange, type ExchangeOptions } from '../../../../server/simulators/exchange/create-exchange.ts';
import type { ExchangeEvent, ExchangeRequest } from '../../../../server/simulators/port.ts';
import { instrumentsOf, registry, START } from './instruments.ts';

const FIFTY = accountId('1001');
const BIG = accountId('1002');

function open(options: Partial<ExchangeOptions> = {}) {
  const clock = new ManualClock(START);
  const instruments = instrumentsOf('ZN', 'ES');
  const exchange = createExchange({ clock, instruments, seed: 'one', ...options });
  const events: ExchangeEvent[] = [];
  exchange.on((event) => events.push(event));
  const run = (microseconds: number) => {
    clock.advance(microseconds);
    exchange.advance();
  };
  return { clock, exchange, events, run, zn: instruments[0]!, es: instruments[1]! };
}

const market = (instrument: string, side: 'buy' | 'sell', contracts: number, account = FIFTY): ExchangeRequest => ({
  account,
  instrument,
  side,
  type: 'market',
  quantity: quantity(contracts),
  timeInForce: 'ioc',
});

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));

describe('the exchange', () => {
  it('does the same by the same seed and another thing by another', () => {
    const told = (seed: string) => {
      const { exchange, events, run, zn } = open({ seed });
      for (let step = 0; step < 20; step++) {
        run(100 * MILLISECOND);
        if (step % 5 === 0) exchange.place(market(zn.id, step % 2 ? 'sell' : 'buy', 2));
      }
      return text(events);
    };
    expect(told('one')).toBe(told('one'));
    expect(told('one')).not.toBe(told('two'));
  });

  it.each(['ZT', 'ZB', 'TN', 'UB', 'MES', 'MNQ', 'NQ', '6E', 'ZC'])('has a market in %s, described or not', (root) => {
    const [instrument] = instrumentsOf(root);
    const { exchange, run } = open({ instruments: [instrument!] });
    run(20 * SECOND);
    const depth = exchange.depth(instrument!.id)!;
    expect(depth.bids.length).toBeGreaterThan(4);
    expect(depth.asks.length).toBeGreaterThan(4);
    expect(depth.bids[0]!.price).toBeLessThan(depth.asks[0]!.price);
    expect(exchange.last(instrument!.id)!.price % instrument!.tick).toBe(0);
    expect(exchange.place(market(instrument!.id, 'buy', 1)).status).toBe('filled');
  });

  it('keeps what it refuses, under an id of its own', () => {
    const { exchange, events, zn } = open();
    const refused = [
      exchange.place(market(zn.id, 'buy', 1, accountId('1003'))),
      exchange.place(market('XXZ6', 'buy', 1)),
      exchange.place({ ...market(zn.id, 'buy', 1), type: 'limit', price: 1 as Price }),
      exchange.place(market(zn.id, 'buy', 1, accountId('9'))),
    ];
    expect(refused.map(({ status, reason }) => [status, reason])).toEqual([
      ['rejected', 'Account CLOSED-50K may not trade.'],
      ['rejected', `XXZ6 is not traded here; traded are ${zn.id}, ESZ6.`],
      ['rejected', expect.stringMatching(/off the grid of ZNZ6/)],
      ['rejected', 'There is no account 9.'],
    ]);
    expect(new Set(refused.map(({ id }) => id)).size).toBe(4);
    expect(exchange.orders(FIFTY)).toEqual([refused[1], refused[2]]);
    expect(events.map(({ type }) => type)).toEqual(['order', 'order', 'order', 'order']);
  });

  it('gives fees, realized money and balances as its trades have them', () => {
    const { exchange, es } = open();
    const before = exchange.accounts[0]!.balance;
    exchange.place(market(es.id, 'buy', 2));
    exchange.place(market(es.id, 'sell', 2));
    const trades = exchange.trades(FIFTY);
    const cash = trades.reduce((sum, each) => sum + (each.realized ?? 0) - each.fee, 0);
    expect(trades.filter(({ side }) => side === 'buy').every(({ realized }) => realized === undefined)).toBe(true);
    expect(trades.filter(({ side }) => side === 'sell').every(({ realized }) => realized !== undefined)).toBe(true);
    expect(trades.reduce((sum, { fee }) => sum + fee, 0)).toBe(4 * 1_400_000);
    expect(exchange.accounts[0]!.balance).toBe(before + cash);
  });

  it('cancels and changes what is open, and says why not', () => {
    const { exchange, zn } = open();
    const bid = exchange.depth(zn.id)!.bids.at(-1)!.price;
    const limit = { ...market(zn.id, 'buy', 3), type: 'limit', price: bid, timeInForce: 'day' } as const;
    const { id } = exchange.place(limit);
    expect(exchange.modify(id, { quantity: quantity(5), price: bid })).toBeUndefined();
    expect(exchange.order(id)).toMatchObject({ status: 'working', terms: { quantity: 5, price: bid } });
    expect(exchange.modify(id, { quantity: quantity(5), price: (bid + 1) as Price })).toMatch(/off the grid of ZNZ6/);
    expect([exchange.cancel(id), exchange.cancel(id)]).toEqual([true, false]);
    expect(exchange.modify(id, { quantity: quantity(1), price: bid })).toMatch(/no open order/);
    expect(exchange.order(id)!.status).toBe('canceled');
  });

  it('lets an account hold no more than amounts are exact for, working orders included', () => {
    const { exchange, zn } = open();
    const far = (exchange.depth(zn.id)!.bids.at(-1)!.price - 50 * zn.tick) as Price;
    const limit = { ...market(zn.id, 'buy', 4_000), type: 'limit', price: far, timeInForce: 'day' } as const;
    const { id } = exchange.place(limit);
    const sentence = 'An account may hold 5000 contracts of ZNZ6 at most, working orders included.';
    expect(exchange.place({ ...limit, quantity: quantity(1_001) })).toMatchObject({
      status: 'rejected',
      reason: sentence,
    });
    expect(exchange.modify(id, { quantity: quantity(5_001), price: far })).toBe(sentence);
    expect(exchange.modify(id, { quantity: quantity(5_000), price: far })).toBeUndefined();
    expect(exchange.place(market(zn.id, 'buy', 1)).status).toBe('rejected');
    expect(exchange.place(market(zn.id, 'sell', 1)).status).toBe('filled');
    expect(exchange.place(market(zn.id, 'buy', 1)).status).toBe('filled');
    exchange.cancel(id);
    expect(exchange.place(limit).status).toBe('working');
  });

  it('tells what happens inside of hold when that ends', () => {
    const { exchange, events, zn } = open();
    const seen = exchange.hold(() => {
      exchange.place(market(zn.id, 'buy', 1));
      return events.length;
    });
    expect(seen).toBe(0);
    expect(events.map(({ type }) => type).filter((type) => type !== 'quote' && type !== 'depth')).toEqual(
      expect.arrayContaining(['order', 'trade', 'position', 'account', 'market_trade']),
    );
  });

  it('answers an order that a listener sends at once', () => {
    const { exchange, zn } = open();
    let answered: string | undefined;
    const off = exchange.on((event) => {
      if (event.type !== 'trade' || answered !== undefined) return;
      off();
      answered = exchange.place(market(zn.id, 'sell', 1)).status;
    });
    exchange.place(market(zn.id, 'buy', 1));
    expect(answered).toBe('filled');
    expect(exchange.positions(FIFTY)[0]!.quantity).toBe(0);
  });

  it('has bars of thirty sessions before it and of what traded since, without a gap between them', () => {
    const { exchange, run, zn } = open();
    for (let second = 0; second < 130; second++) run(SECOND);
    const bars = exchange.bars(zn.id, (START - 60 * DAY) as Instant, (START + HOUR) as Instant);
    const past = bars.filter(({ tsStart }) => tsStart < START);
    expect(past.length).toBeGreaterThan(30 * 20 * 60);
    expect(past.at(-1)!.tsStart).toBe(START - MINUTE);
    expect(bars.slice(past.length).map(({ tsStart }) => tsStart)).toEqual([START, START + MINUTE, START + 2 * MINUTE]);
    expect(Math.abs(bars[past.length]!.open - past.at(-1)!.close)).toBeLessThanOrEqual(8 * zn.tick);
    expect(bars.every(({ open: o, high, low, close }) => low <= o && low <= close && high >= o && high >= close)).toBe(
      true,
    );
    expect(exchange.bars(zn.id, (START - 10 * MINUTE) as Instant, (START - 5 * MINUTE) as Instant)).toEqual(
      past.slice(-10, -5),
    );
  });

  it('carries a position over the night at the last price', () => {
    const carried = [
      { account: BIG, instrument: 'ZNZ6', quantity: signedQuantity(20), price: 110_250_000_000 as Price },
    ];
    const { exchange, run, zn } = open({ carried });
    exchange.place(market(zn.id, 'sell', 5, BIG));
    const [today] = exchange.positions(BIG);
    expect(today).toMatchObject({
      quantity: 15,
      bought: 20,
      sold: 5,
      day: { start: 20, startPrice: 110_250_000_000, bought: 0, sold: 5 },
    });
    expect(today!.day.realized).toBe(today!.realized);
    run(8 * HOUR);
    const [tomorrow] = exchange.positions(BIG);
    expect(tomorrow!.day).toMatchObject({
      tradeDate: '2026-11-19',
      start: 15,
      startPrice: exchange.last(zn.id)!.price,
      bought: 0,
      sold: 0,
      realized: 0,
    });
  });
});

describe('its laws', () => {
  const action = fc.record({
    account: fc.constantFrom(FIFTY, BIG),
    instrument: fc.constantFrom(0, 1),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    contracts: fc.integer({ min: 1, max: 60 }),
    offset: fc.option(fc.integer({ min: -6, max: 6 }), { nil: undefined }),
    next: fc.constantFrom('wait', 'cancel', 'shrink', 'nothing'),
  });

  it('hold over any history: nothing is over-filled, cash and positions add up, lots are the core’s', () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 25 }), fc.string({ maxLength: 4 }), (actions, seed) => {
        const { exchange, events, run, zn, es } = open({ seed });
        const start = new Map(exchange.accounts.map(({ id, balance }) => [id, balance]));
        for (const { account, instrument: which, side, contracts, offset, next } of actions) {
          const instrument = which === 0 ? zn : es;
          const best = exchange.depth(instrument.id)!.bids[0]!.price;
          const request: ExchangeRequest =
            offset === undefined
              ? market(instrument.id, side, contracts, account)
              : {
                  ...market(instrument.id, side, contracts, account),
                  type: 'limit',
                  timeInForce: 'day',
                  price: (best + offset * instrument.tick) as Price,
                };
          const { id } = exchange.place(request);
          if (next === 'wait') run(SECOND);
          if (next === 'cancel') exchange.cancel(id);
          if (next === 'shrink' && request.price !== undefined)
            exchange.modify(id, { quantity: quantity(1), price: request.price });
        }
        run(2 * SECOND);
        for (const account of [FIFTY, BIG]) {
          const trades = exchange.trades(account);
          const book = new LotBook((id) => registry.resolve(id).multiplier);
          for (const each of trades) {
            book.apply({
              ...each,
              executionId: each.id,
              clientOrderId: clientOrderId(each.order),
              strategy: '',
              tradeDate: '2026-11-18' as never,
              tsEvent: each.ts,
              tsInit: each.ts,
            });
          }
          for (const order of exchange.orders(account)) {
            const filled = trades
              .filter((each) => each.order === order.id)
              .reduce((sum, each) => sum + each.quantity, 0);
            expect(order.filledQuantity).toBe(filled);
            expect(filled).toBeLessThanOrEqual(order.terms.quantity);
          }
          let realized = 0;
          for (const position of exchange.positions(account)) {
            const own = trades.filter(({ instrument }) => instrument === position.instrument);
            const { multiplier } = registry.resolve(position.instrument);
            const paid = own.reduce(
              (sum, each) => sum + priceValue(each.price, sideSign(each.side) * each.quantity, multiplier),
              0,
            );
            expect(position.quantity).toBe(position.bought - position.sold);
            expect(position.quantity).toBe(position.day.start + position.day.bought - position.day.sold);
            expect(position.cost - position.realized).toBe(paid);
            const lots = book.position({ instrument: position.instrument, account, strategy: '' })!;
            expect([position.cost, position.realized, position.quantity]).toEqual([
              lots.cost,
              lots.realized,
              lots.quantity,
            ]);
            realized += position.realized;
          }
          const fees = trades.reduce((sum, { fee }) => sum + fee, 0);
          const { balance } = exchange.accounts.find(({ id }) => id === account)!;
          expect(balance).toBe(start.get(account)! + realized - fees);
        }
        const told = events.filter((event) => event.type === 'trade').length;
        expect(told).toBe(exchange.trades(FIFTY).length + exchange.trades(BIG).length);
      }),
      { numRuns: 25 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../../core/clock.ts';
import { demoStrategies } from '../../../core/demo/strategies.ts';
import { accountId } from '../../../core/model/ids.ts';
import type { Quote } from '../../../core/model/market.ts';
import type { OrderIntent } from '../../../core/model/order.ts';
import { addTicks, priceFromDecimal } from '../../../core/model/price.ts';
import { quantity, type SignedQuantity, sideSign } from '../../../core/model/quantity.ts';
import { type Instant, instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';
import { maker } from '../../../core/strategies/maker.ts';
import { StrategyRunner } from '../../../core/strategies/runner.ts';
import type { Strategy, StrategyEvent, StrategyIntent } from '../../../core/strategies/strategy.ts';
import { trend } from '../../../core/strategies/trend.ts';
import { defaultSynthetic } from '../../../core/venue/paper/synthetic/settings.ts';
import { paperVenue } from '../../../core/venue/paper/venue.ts';
import { ES, ZF, ZN } from '../venue/paper/instruments.ts';

const START = instant(Date.UTC(2026, 10, 18, 15, 30) * MILLISECOND);
const account = accountId('DEMO');
const middle = priceFromDecimal('110.265625');

const quoteAt = (seconds: number, ticks = 0): Quote => ({
  instrument: ZN.id,
  bid: addTicks(middle, ticks, ZN.tick),
  bidSize: quantity(500),
  ask: addTicks(middle, ticks + 1, ZN.tick),
  askSize: quantity(500),
  tsEvent: (START + seconds * SECOND) as Instant,
});

const words = (intents: readonly StrategyIntent[]): string[] =>
  intents.map((each) => {
    if (each.type === 'cancel') return `cancel ${each.clientOrderId}`;
    const { side, quantity, price, type, clientOrderId } = each.intent;
    const where = price === undefined ? type : (price - middle) / ZN.tick;
    return `${clientOrderId} ${side} ${quantity} ${where}`;
  });

/** Feeds events and collects what is wanted at each, in words. */
function driver<State>(strategy: Strategy<State>, position = 0) {
  let state = strategy.start(position as SignedQuantity, []);
  return (...events: StrategyEvent[]): string[] =>
    events.flatMap((event) => {
      const step = strategy.step(state, event);
      state = step.state;
      return words(step.intents);
    });
}

const quotes = (from: number, count: number, every: number, ticks = 0): StrategyEvent[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'quote', quote: quoteAt(from + i * every, ticks) }));

const base = { instrument: ZN, account, idPrefix: 'd', quantity: 2, maximumPosition: 10 };
const at = { tsEvent: START, tsInit: START };
const order = (id: string, body: object) =>
  ({ type: 'order', event: { ...body, clientOrderId: id, ...at } }) as StrategyEvent;

describe('the maker', () => {
  test('quotes both sides behind the touch, one order at a time', () => {
    const feed = driver(maker(base));
    expect(feed(...quotes(0, 5, 1))).toEqual(['d-1 buy 2 -1']);
    expect(feed(...quotes(6, 30, 1))).toEqual(['d-2 buy 2 -3', 'd-3 sell 2 2', 'd-4 sell 2 4']);
    expect(feed(...quotes(60, 30, 1))).toEqual([]);
  });

  test('moves a quote that the market left behind, and only then', () => {
    const feed = driver(maker({ ...base, offsets: [1] }));
    feed(...quotes(0, 20, 1));
    expect(feed(...quotes(30, 20, 1, 2))).toEqual([]);
    expect(feed(...quotes(60, 20, 1, 3))).toEqual(['cancel d-1']);
    expect(feed(order('d-1', { type: 'canceled', reason: '' }), ...quotes(90, 20, 1, 3))).toEqual(['d-3 buy 2 2']);
  });

  test('tries again when a cancel is refused, and when an order is', () => {
    const feed = driver(maker({ ...base, offsets: [1] }));
    feed(...quotes(0, 20, 1), ...quotes(60, 20, 1, 5));
    expect(feed(order('d-1', { type: 'cancel_rejected', reason: '' }), ...quotes(90, 7, 1, 5))).toEqual(['cancel d-1']);
    expect(feed(order('d-2', { type: 'rejected', reason: '' }), ...quotes(120, 7, 1, 5))).toEqual(['d-3 sell 2 7']);
  });

  test('shifts both sides against its inventory and stops at its limit', () => {
    expect(driver(maker({ ...base, offsets: [1] }), 10)(...quotes(0, 40, 1))).toEqual(['d-1 sell 2 1']);
    expect(driver(maker({ ...base, offsets: [1] }), -9)(...quotes(0, 40, 1))).toEqual(['d-1 buy 2 0', 'd-2 sell 1 5']);
  });

  test('takes over what rests from before', () => {
    const strategy = maker({ ...base, offsets: [1] });
    const placed = strategy.step(strategy.start(0 as SignedQuantity, []), { type: 'quote', quote: quoteAt(0) });
    const intent = (placed.intents[0] as { intent: OrderIntent }).intent;
    const open = {
      intent: { ...intent, clientOrderId: 'old-1' as OrderIntent['clientOrderId'] },
      status: 'working' as const,
      filledQuantity: quantity(0),
      leavesQuantity: quantity(2),
      terms: { quantity: quantity(2) },
      triggered: false,
      filledCost: 0n,
      executions: [],
      cancelRequested: false,
      tsCreated: START,
      tsUpdated: START,
    };
    const state = strategy.start(3 as SignedQuantity, [open]);
    const { intents } = strategy.step(state, { type: 'quote', quote: quoteAt(0) });
    expect(words(intents)).toEqual(['d-1 sell 2 1']);
  });

  test('waits while a side of the market is missing', () => {
    const { bid: _, ...oneSided } = quoteAt(0);
    expect(driver(maker(base))({ type: 'quote', quote: oneSided })).toEqual([]);
  });
});

describe('the trend follower', () => {
  test('takes with the move, and gives back when it is over', () => {
    const feed = driver(trend(base));
    expect(feed(...quotes(0, 60, 1))).toEqual([]);
    expect(feed(...quotes(60, 60, 1, 3))).toEqual(['d-1 buy 2 market']);
    expect(feed(...quotes(120, 60, 1, 3))).toEqual([]);
    expect(feed(order('d-1', { type: 'filled', quantity: 2, price: middle }), ...quotes(180, 1_800, 1, 3))).toEqual([
      'd-2 sell 2 market',
    ]);
  });
});

describe('the demonstration account', () => {
  const OPTIONS = { account, instruments: [ZN, ZF, ES], synthetic: defaultSynthetic, quantity: 2, maximumPosition: 12 };

  async function trade(hours: number) {
    const clock = new ManualClock(START);
    const venue = paperVenue({ clock, instruments: [ZN, ZF, ES], seed: 'demo', idPrefix: 'r1' });
    const runner = new StrategyRunner(demoStrategies({ ...OPTIONS, idPrefix: 's1' }), {
      position: () => 0 as SignedQuantity,
      open: () => [],
    });
    const intents = new Map<string, OrderIntent>();
    const positions = new Map<string, number>();
    const fills = new Map<string, number>();
    let widest = 0;
    let rejected = 0;
    const send = (wanted: readonly StrategyIntent[]) => {
      for (const each of wanted) {
        if (each.type === 'cancel') venue.cancel(each.clientOrderId);
        else {
          intents.set(each.intent.clientOrderId, each.intent);
          venue.place(each.intent);
        }
      }
    };
    venue.onEvents((events) => {
      for (const each of events) {
        if (each.type === 'quote') send(runner.quote(each.quote));
        if (each.type !== 'order') continue;
        send(runner.order(each.event));
        if (each.event.type === 'rejected') rejected++;
        if (each.event.type !== 'filled') continue;
        const { strategy, instrument, side } = intents.get(each.event.clientOrderId)!;
        const key = `${strategy} ${instrument}`;
        const position = (positions.get(key) ?? 0) + sideSign(side) * each.event.quantity;
        positions.set(key, position);
        fills.set(key, (fills.get(key) ?? 0) + 1);
        widest = Math.max(widest, Math.abs(position));
      }
    });
    await venue.connect();
    for (let step = 1; step <= hours * 3_600 * 5; step++) {
      clock.set((START + (step * SECOND) / 5) as Instant);
      venue.advance(clock.now());
    }
    return { fills, widest, rejected };
  }

  test('keeps trading for an hour within its limits', async () => {
    const { fills, widest, rejected } = await trade(1);
    expect(widest).toBeLessThanOrEqual(OPTIONS.maximumPosition);
    expect(rejected).toBe(0);
    expect([...fills.keys()].sort()).toEqual(['maker ESZ6', 'maker ZFZ6', 'maker ZNZ6', 'trend ZNZ6']);
    for (const instrument of [ZN, ZF, ES]) expect(fills.get(`maker ${instrument.id}`)).toBeGreaterThan(15);
  });
});

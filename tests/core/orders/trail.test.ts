import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { AccountId, ClientOrderId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEventBody } from '../../../core/model/order.ts';
import { type Price, price } from '../../../core/model/price.ts';
import { quantity, type Side } from '../../../core/model/quantity.ts';
import { type Instant, instant } from '../../../core/model/time.ts';
import { applyOrderEvent } from '../../../core/orders/apply.ts';
import { betterFor, type Trailing, trailed, trailProblem, trailStart } from '../../../core/orders/trail.ts';

const TICK = 250_000_000;
const instrument = { tick: price(TICK) };
const at = (ticks: number): Price => price(ticks * TICK);
const clientOrderId = 'T1' as ClientOrderId;

function folded(bodies: readonly OrderEventBody[]): Order {
  let order: Order | undefined;
  for (const [index, body] of bodies.entries()) {
    const ts = instant(index) as Instant;
    order = applyOrderEvent(order, { ...body, clientOrderId, tsEvent: ts, tsInit: ts }).order;
  }
  if (!order) throw new Error('no order');
  return order;
}

/** A stop that works, so many ticks behind. */
const stop = (side: Side, stopTicks: number, trail: number | undefined, more: readonly OrderEventBody[] = []): Order =>
  folded([
    {
      type: 'intended',
      intent: {
        clientOrderId,
        instrument: 'ESZ6',
        account: 'A' as AccountId,
        strategy: 'manual',
        side,
        type: 'stop',
        quantity: quantity(1),
        stopPrice: at(stopTicks),
        timeInForce: 'day',
        ...(trail === undefined ? {} : { trail }),
      },
    },
    { type: 'accepted', venueOrderId: 'V1' as VenueOrderId },
    ...more,
  ]);

describe('a stop that follows the market', () => {
  it.each<[string, Order, best: number, last: number, to: number | undefined]>([
    ['rises with its best price', stop('sell', 90, 10), 105, 105, 95],
    ['stays where the best price is no better', stop('sell', 90, 10), 100, 98, undefined],
    ['stays where the market has fallen', stop('sell', 95, 10), 105, 96, undefined],
    ['goes by the best price, though the market is back', stop('sell', 90, 10), 105, 99, 95],
    ['stays a tick behind the last price', stop('sell', 90, 10), 120, 101, 100],
    ['falls for a buy', stop('buy', 110, 10), 95, 95, 105],
    ['never rises for a buy', stop('buy', 105, 10), 95, 104, undefined],
    ['is a tick above the last price of a buy', stop('buy', 110, 10), 80, 99, 100],
    ['is moved by the venue once it was woken', stop('sell', 90, 10, [{ type: 'triggered' }]), 105, 105, undefined],
    ['waits while a cancel is asked for', stop('sell', 90, 10, [{ type: 'cancel_requested' }]), 105, 105, undefined],
    [
      'waits while another change is asked for',
      stop('sell', 90, 10, [{ type: 'replace_requested', terms: { quantity: quantity(2), stopPrice: at(90) } }]),
      105,
      105,
      undefined,
    ],
    ['is none without a distance', stop('sell', 90, undefined), 105, 105, undefined],
  ])('%s', (_, order, best, last, to) => {
    expect(trailed(order, at(best), at(last), instrument)).toBe(to === undefined ? undefined : at(to));
  });

  test('never moves back, is never beyond the market, and a restart changes nothing', () => {
    const walk = fc.array(fc.integer({ min: -15, max: 15 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom<Side>('buy', 'sell'),
        fc.integer({ min: 1, max: 30 }),
        walk,
        fc.nat(60),
        (side, trail, steps, restart) => {
          const sign = side === 'buy' ? 1 : -1;
          let last = 1_000;
          let stopTicks = last + sign * trail;
          let best: Price | undefined;
          for (const [index, step] of steps.entries()) {
            last += step;
            // the venue has woken it
            if (sign * (last - stopTicks) >= 0) return;
            if (index === restart) best = undefined;
            best = betterFor(side, best ?? at(last), at(last));
            const to = trailed(stop(side, stopTicks, trail), best, at(last), instrument);
            if (to === undefined) {
              expect(sign * (best / TICK + sign * trail - stopTicks)).toBeGreaterThanOrEqual(0);
              continue;
            }
            const moved = to / TICK;
            expect(sign * (stopTicks - moved)).toBeGreaterThan(0);
            expect(sign * (moved - last)).toBeGreaterThan(0);
            expect(sign * (moved - (best / TICK + sign * trail))).toBeGreaterThanOrEqual(0);
            stopTicks = moved;
          }
        },
      ),
    );
  });
});

describe('what may follow the market', () => {
  const here = { instrument, last: at(100), capabilities: { replace: true } };
  const asked: Trailing = { side: 'sell', type: 'stop', trail: 8 };
  it.each<[string, Trailing, object, string | undefined]>([
    ['a stop', asked, {}, undefined],
    ['nothing that is asked for', { side: 'sell', type: 'limit' }, {}, undefined],
    [
      'no limit',
      { ...asked, type: 'limit' },
      {},
      'Only a stop follows the market; leave trail out, or make it a stop.',
    ],
    ['no part of a tick', { ...asked, trail: 1.5 }, {}, 'trail is 1.5; it is a whole number of ticks from 1 to 10000.'],
    ['no entry', { ...asked, protection: {} }, {}, 'A stop that follows the market is no entry; leave protection out.'],
    [
      'nothing where orders are not replaced',
      asked,
      { capabilities: { replace: false } },
      'This venue replaces no orders, so no stop can follow the market there.',
    ],
    [
      'nothing where nothing traded',
      asked,
      { last: undefined },
      'Nothing has traded yet that a stop could follow; give it a stopPrice to begin at.',
    ],
    ['a stop with a price where nothing traded', { ...asked, stopPrice: at(90) }, { last: undefined }, undefined],
  ])('%s', (_, order, more, problem) => {
    expect(trailProblem(order, { ...here, ...more })).toBe(problem);
  });

  test('it begins so far from the last price', () => {
    expect([trailStart(asked, here), trailStart({ ...asked, side: 'buy' }, here)]).toEqual([at(92), at(108)]);
    expect(trailStart({ side: 'sell', type: 'stop' }, here)).toBeUndefined();
  });
});

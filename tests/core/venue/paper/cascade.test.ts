import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountId, ClientOrderId } from '../../../../core/model/ids.ts';
import type { OrderIntent } from '../../../../core/model/order.ts';
import { addTicks, type Price, priceFromDecimal } from '../../../../core/model/price.ts';
import { quantity, type Side } from '../../../../core/model/quantity.ts';
import { instant } from '../../../../core/model/time.ts';
import { MatchingEngine } from '../../../../core/venue/paper/engine.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import { ZN } from './instruments.ts';

const middle = priceFromDecimal('110.265625');
const start = instant(1_795_000_000_000_000);
const at = (ticks: number) => addTicks(middle, ticks, ZN.tick);
const away = (price: Price | undefined) => (price === undefined ? '-' : (price - middle) / ZN.tick);

function market() {
  const events: VenueEvent[] = [];
  const engine = new MatchingEngine({ instruments: [ZN], start, idPrefix: 'c', emit: (event) => events.push(event) });
  let now = start;
  const send = (id: string, side: Side, contracts: number, more: Partial<OrderIntent>) => {
    now = instant(now + 1);
    engine.place(
      {
        clientOrderId: id as ClientOrderId,
        instrument: ZN.id,
        account: id as unknown as AccountId,
        strategy: 'manual',
        side,
        type: 'limit',
        quantity: quantity(contracts),
        timeInForce: 'day',
        ...more,
      },
      now,
    );
  };
  const words = () =>
    events.splice(0).map((each) => {
      if (each.type === 'trade')
        return `trade ${each.trade.aggressor} ${each.trade.quantity}@${away(each.trade.price)}`;
      if (each.type === 'quote') {
        const { bid, bidSize, ask, askSize } = each.quote;
        return `quote ${bidSize}@${away(bid)} ${askSize}@${away(ask)}`;
      }
      if (each.type !== 'order') return each.type;
      const { event } = each;
      if (event.type === 'filled')
        return `${event.clientOrderId} filled ${event.quantity}@${away(event.price)} ${event.liquidity}`;
      return `${event.clientOrderId} ${event.type}${'reason' in event ? `: ${event.reason}` : ''}`;
    });
  return { engine, send, words };
}

test('one trade wakes a stop, whose trades wake the next: every event, in order', () => {
  const { send, words } = market();
  send('m1', 'sell', 2, { price: at(1) });
  send('m2', 'sell', 3, { price: at(3) });
  send('m3', 'sell', 4, { price: at(6) });
  send('s1', 'buy', 3, { type: 'stop', stopPrice: at(1) });
  send('s2', 'buy', 5, { type: 'stop_limit', stopPrice: at(3), price: at(5) });
  send('s3', 'buy', 6, { type: 'stop', stopPrice: at(3) });
  words();
  send('go', 'buy', 2, { price: at(1) });
  expect(words()).toEqual([
    'go accepted',
    'm1 filled 2@1 maker',
    'go filled 2@1 taker',
    'trade buy 2@1',
    'quote 0@- 3@3',
    'depth',
    's1 triggered',
    'm2 filled 3@3 maker',
    's1 filled 3@3 taker',
    'trade buy 3@3',
    'quote 0@- 4@6',
    'depth',
    's2 triggered',
    'quote 5@5 4@6',
    'depth',
    's3 triggered',
    'm3 filled 4@6 maker',
    's3 filled 4@6 taker',
    'trade buy 4@6',
    's3 canceled: 2 of 6 canceled: nobody was left to trade with.',
    'quote 5@5 0@-',
    'depth',
  ]);
});

test('no stop that was reached is left, and contracts bought are contracts sold, whatever is sent', () => {
  const order = fc.record({
    side: fc.constantFrom<Side>('buy', 'sell'),
    type: fc.constantFrom<OrderIntent['type']>('limit', 'limit', 'stop', 'stop_limit', 'market'),
    ticks: fc.integer({ min: -8, max: 8 }),
    contracts: fc.integer({ min: 1, max: 9 }),
    replace: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(order, { maxLength: 50 }), (orders) => {
      const { engine, send, words } = market();
      const stops = new Map<string, { side: Side; stop: number }>();
      let last: number | undefined;
      let bought = 0;
      orders.forEach(({ side, type, ticks, contracts, replace }, index) => {
        const id = `o${index}`;
        const limit = type === 'limit' || type === 'stop_limit' ? { price: at(ticks) } : {};
        const stop = type === 'stop' || type === 'stop_limit' ? { stopPrice: at(ticks) } : {};
        send(id, side, contracts, { type, ...limit, ...stop });
        if (replace && index > 0)
          engine.replace(
            `o${index - 1}` as ClientOrderId,
            { quantity: quantity(contracts), price: at(ticks) },
            instant(start + index + 1),
          );
        const isStop = 'stopPrice' in stop;
        for (const word of words()) {
          const [who = '', what = '', how = ''] = word.split(' ');
          if (what === 'accepted' && isStop) stops.set(who, { side, stop: ticks });
          if (what === 'triggered' || what.startsWith('canceled')) stops.delete(who);
          if (who === 'trade') last = Number(how.split('@')[1]);
          if (what === 'filled') bought += (word.endsWith('taker') ? 1 : -1) * Number(how.split('@')[0]);
        }
        for (const each of stops.values()) {
          if (last !== undefined) expect(each.side === 'buy' ? each.stop > last : each.stop < last).toBe(true);
        }
        const { bids, asks } = engine.markets.get(ZN.id)!.depth(50);
        if (bids[0] && asks[0]) expect(bids[0].price).toBeLessThan(asks[0].price);
      });
      expect(bought).toBe(0);
    }),
    { numRuns: 150 },
  );
});

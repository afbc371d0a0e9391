import { expect } from 'vitest';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { VenueProbe } from '../probe.ts';
import { type Behavior, needsIoc } from '../under-test.ts';

export const orderBehaviors: readonly Behavior[] = [
  {
    name: 'limit rests',
    async run(probe) {
      const bid = await probe.place('buy', 5, -1);
      const ask = await probe.place('sell', 7, 2);
      expect([probe.life(bid), probe.life(ask)]).toEqual([['accepted'], ['accepted']]);
    },
  },
  {
    name: 'own orders in the depth',
    async run(probe) {
      const { instrument, middle, tick } = probe.at;
      await probe.place('buy', 5, -1);
      await probe.place('sell', 7, 2);
      expect(probe.depth()).toEqual({ bids: ['5@-1'], asks: ['7@2'] });
      const quotes = probe.events.flatMap((each) => (each.type === 'quote' ? [each.quote] : []));
      const { tsEvent: _, ...quote } = quotes.at(-1)!;
      expect(quote).toEqual({ instrument, bid: middle - tick, bidSize: 5, ask: middle + 2 * tick, askSize: 7 });
      expect(probe.events).toContainEqual({ type: 'depth', instrument });
    },
  },
  {
    name: 'market takes',
    async run(probe) {
      await probe.at.others.rest('sell', 5, 1);
      const taker = await probe.place('buy', 5, 'market');
      expect(probe.life(taker)).toEqual(['accepted', 'filled 5@1 taker']);
    },
  },
  {
    name: 'own trades are shown',
    async run(probe) {
      await probe.at.others.rest('sell', 5, 1);
      await probe.place('buy', 5, 'market');
      expect([probe.trades(), probe.depth()]).toEqual([['buy 5@1'], { bids: [], asks: [] }]);
    },
  },
  {
    name: 'partial fill',
    async run(probe) {
      const maker = await probe.place('sell', 5, 0);
      await probe.at.others.take('buy', 2, 0);
      expect(probe.life(maker)).toEqual(['accepted', 'filled 2@0 maker']);
      await probe.at.others.take('buy', 3, 0);
      expect(probe.life(maker)).toEqual(['accepted', 'filled 2@0 maker', 'filled 3@0 maker']);
    },
  },
  {
    name: 'limit takes and rests',
    async run(probe) {
      await probe.at.others.rest('sell', 3, 0);
      const taker = await probe.place('buy', 8, 1);
      expect(probe.life(taker)).toEqual(['accepted', 'filled 3@0 taker']);
      await probe.at.others.take('sell', 5, 1);
      expect(probe.life(taker)).toEqual(['accepted', 'filled 3@0 taker', 'filled 5@1 maker']);
    },
  },
  {
    name: 'immediate remainder',
    lacks: needsIoc,
    async run(probe) {
      await probe.at.others.rest('sell', 3, 0);
      const taker = await probe.place('buy', 5, 0, { timeInForce: 'ioc' });
      expect(probe.life(taker)).toEqual(['accepted', 'filled 3@0 taker', 'canceled']);
      probe.expectReason(taker, '2 of 5 canceled');
    },
  },
  {
    name: 'immediate and nobody there',
    lacks: needsIoc,
    async run(probe) {
      const nobody = await probe.place('buy', 5, 0, { timeInForce: 'ioc' });
      expect(probe.life(nobody)).toEqual(['accepted', 'canceled']);
      expect(probe.depth()).toEqual({ bids: [], asks: [] });
    },
  },
  {
    name: 'market remainder',
    async run(probe) {
      await probe.at.others.rest('buy', 3, 0);
      const taker = await probe.place('sell', 5, 'market');
      expect(probe.life(taker)).toEqual(['accepted', 'filled 3@0 taker', 'canceled']);
      probe.expectReason(taker, '2 of 5 canceled');
    },
  },
  {
    name: 'cancel',
    async run(probe) {
      const order = await probe.place('buy', 5, 0);
      await probe.cancel(order);
      expect(probe.life(order)).toEqual(['accepted', 'canceled']);
      expect(probe.depth()).toEqual({ bids: [], asks: [] });
    },
  },
  {
    name: 'double cancel',
    async run(probe) {
      const order = await probe.place('buy', 5, 0);
      await probe.cancel(order);
      await probe.cancel(order);
      expect(probe.life(order)).toEqual(['accepted', 'canceled', 'cancel_rejected']);
      expect(probe.reasonOf(order)).toMatch(/^.+\.$/);
    },
  },
  {
    name: 'unknown cancel',
    async run(probe) {
      const order = 'nobody-knows' as ClientOrderId;
      await probe.cancel(order);
      expect(probe.life(order)).toEqual(['cancel_rejected']);
      probe.expectReason(order, 'nobody-knows');
    },
  },
  {
    name: 'rejects',
    async run(probe) {
      await rejected(probe, /NOSUCH/, 'buy', 1, 0, { instrument: 'NOSUCH' });
      await rejected(probe, /quantity is 0/, 'buy', 0, 0);
      await rejected(probe, /quantity is 1.5/, 'buy', 1.5, 0);
      await rejected(probe, /nearest prices/, 'buy', 1, 0.5);
      await rejected(probe, /Nobody offers/, 'buy', 1, 'market');
      await rejected(probe, /Nobody bids/, 'sell', 1, 'market');
    },
  },
  {
    name: 'rejects a slip of the hand',
    async run(probe) {
      await probe.at.others.rest('buy', 1, -5);
      await probe.at.others.rest('sell', 1, 5);
      await rejected(probe, /% away/, 'buy', 1, (probe.at.middle * 3) / probe.at.tick);
    },
  },
];

async function rejected(probe: VenueProbe, reason: RegExp, ...order: Parameters<VenueProbe['place']>): Promise<void> {
  const id = await probe.place(...order);
  expect([order, probe.life(id)]).toEqual([order, ['rejected']]);
  probe.expectReason(id, reason);
}

import { expect } from 'vitest';
import type { VenueProbe } from '../probe.ts';
import { type Behavior, needsStopLimits, needsStops } from '../under-test.ts';

/** A market that has traded in the middle, with somebody on either side. */
async function traded({ at: { others } }: VenueProbe): Promise<void> {
  await others.rest('sell', 1, 0);
  await others.take('buy', 1, 0);
  await others.rest('buy', 10, -5);
  await others.rest('sell', 10, 5);
}

async function tradeAt({ at: { others } }: VenueProbe, ticks: number, quantity = 1): Promise<void> {
  await others.rest('sell', quantity, ticks);
  await others.take('buy', quantity, ticks);
}

export const stopBehaviors: readonly Behavior[] = [
  {
    name: 'stop waits and sweeps',
    lacks: needsStops,
    async run(probe) {
      await traded(probe);
      const stop = await probe.stop('buy', 4, 2);
      expect([probe.life(stop), probe.queueAhead(stop)]).toEqual([['accepted'], [undefined]]);
      await tradeAt(probe, 1);
      expect(probe.life(stop)).toEqual(['accepted']);
      await tradeAt(probe, 2);
      expect(probe.life(stop)).toEqual(['accepted', 'triggered', 'filled 4@5 taker']);
    },
  },
  {
    name: 'stop beyond its price',
    lacks: needsStops,
    async run(probe) {
      await traded(probe);
      const stop = await probe.stop('sell', 4, -2);
      await tradeAt(probe, -3);
      expect(probe.life(stop)).toEqual(['accepted', 'triggered', 'filled 4@-5 taker']);
    },
  },
  {
    name: 'stop remainder',
    lacks: needsStops,
    async run(probe) {
      await traded(probe);
      const stop = await probe.stop('buy', 14, 2);
      await tradeAt(probe, 3);
      expect(probe.life(stop)).toEqual(['accepted', 'triggered', 'filled 10@5 taker', 'canceled']);
      probe.expectReason(stop, '4 of 14 canceled');
    },
  },
  {
    name: 'stop limit rests',
    lacks: needsStopLimits,
    async run(probe) {
      await traded(probe);
      const stop = await probe.stopLimit('buy', 4, 2, 3);
      await tradeAt(probe, 2);
      expect(probe.life(stop)).toEqual(['accepted', 'triggered']);
      await probe.at.others.take('sell', 4, 3);
      expect(probe.life(stop)).toEqual(['accepted', 'triggered', 'filled 4@3 maker']);
    },
  },
  {
    name: 'stops wake by price, then time',
    lacks: needsStops,
    async run(probe) {
      await traded(probe);
      const far = await probe.stop('buy', 6, 3);
      const early = await probe.stop('buy', 3, 2);
      const late = await probe.stop('buy', 3, 2);
      await tradeAt(probe, 4);
      expect([early, late, far].map((id) => probe.life(id))).toEqual([
        ['accepted', 'triggered', 'filled 3@5 taker'],
        ['accepted', 'triggered', 'filled 3@5 taker'],
        ['accepted', 'triggered', 'filled 4@5 taker', 'canceled'],
      ]);
    },
  },
  {
    name: 'stop canceled',
    lacks: needsStops,
    async run(probe) {
      await traded(probe);
      const stop = await probe.stop('buy', 4, 2);
      await probe.cancel(stop);
      await tradeAt(probe, 2);
      expect(probe.life(stop)).toEqual(['accepted', 'canceled']);
    },
  },
  {
    name: 'stop refused',
    lacks: needsStopLimits,
    async run(probe) {
      await traded(probe);
      const cases: [Promise<Awaited<ReturnType<VenueProbe['stop']>>>, RegExp][] = [
        [probe.stop('buy', 1, 0), /lies above the last price/],
        [probe.stop('sell', 1, 1), /lies below the last price/],
        [probe.stop('buy', 1, 2.5), /stop price is off the grid/],
        [probe.stop('buy', 1, 2, { timeInForce: 'ioc' }), /cannot be ioc/],
        [probe.stopLimit('buy', 1, 3, 2), /is below the stop price/],
        [probe.stopLimit('sell', 1, -3, -2), /is above the stop price/],
      ];
      for (const [sent, reason] of cases) {
        const id = await sent;
        expect(probe.life(id)).toEqual(['rejected']);
        probe.expectReason(id, reason);
      }
    },
  },
];

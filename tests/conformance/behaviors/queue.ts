import { expect } from 'vitest';
import { type Behavior, needsQueue } from '../under-test.ts';

export const queueBehaviors: readonly Behavior[] = [
  {
    name: 'price-time priority',
    async run(probe) {
      const early = await probe.place('sell', 2, 1);
      const late = await probe.place('sell', 2, 1);
      const better = await probe.place('sell', 2, 0);
      await probe.at.others.take('buy', 5, 1);
      expect([better, early, late].map((id) => probe.life(id))).toEqual([
        ['accepted', 'filled 2@0 maker'],
        ['accepted', 'filled 2@1 maker'],
        ['accepted', 'filled 1@1 maker'],
      ]);
    },
  },
  {
    name: 'queue ahead',
    lacks: needsQueue,
    async run(probe) {
      const first = await probe.place('buy', 4, 0);
      const second = await probe.place('buy', 6, 0);
      const third = await probe.place('buy', 1, 0);
      const ahead = () => probe.queueAhead(first, second, third);
      expect(ahead()).toEqual([0, 4, 10]);
      await probe.at.others.take('sell', 3, 0);
      expect(ahead()).toEqual([0, 1, 7]);
      await probe.cancel(second);
      expect(ahead()).toEqual([0, undefined, 1]);
    },
  },
  {
    name: 'unique ids',
    async run(probe) {
      for (let i = 0; i < 3; i++) {
        await probe.place('buy', 2, 0);
        await probe.at.others.take('sell', 1, 0);
        await probe.at.others.take('sell', 1, 0);
      }
      const ids = probe.events.flatMap((each): string[] => {
        if (each.type !== 'order' || !each.event.clientOrderId.startsWith('c')) return [];
        if (each.event.type === 'filled') return [`execution ${each.event.executionId}`];
        return each.event.type === 'accepted' ? [`order ${each.event.venueOrderId}`] : [];
      });
      expect(ids).toHaveLength(9);
      expect(new Set(ids).size).toBe(9);
    },
  },
  {
    name: 'repeated id',
    async run(probe) {
      const order = await probe.place('buy', 5, 0);
      await probe.place('buy', 5, 0, { clientOrderId: order });
      expect(probe.life(order)).toEqual(['accepted']);
      await probe.at.others.take('sell', 5, 0);
      expect(probe.life(order)).toEqual(['accepted', 'filled 5@0 maker']);
    },
  },
];

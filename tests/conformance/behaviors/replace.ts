import { expect } from 'vitest';
import type { ClientOrderId } from '../../../core/model/ids.ts';
import type { VenueCapabilities } from '../../../core/venue/port.ts';
import { type Behavior, needsReplace, needsStops } from '../under-test.ts';

const needsBoth = (capabilities: VenueCapabilities) => needsReplace(capabilities) ?? needsStops(capabilities);

export const replaceBehaviors: readonly Behavior[] = [
  {
    name: 'less keeps its place',
    lacks: needsReplace,
    async run(probe) {
      const first = await probe.place('buy', 5, 0);
      const second = await probe.place('buy', 2, 0);
      await probe.replace(first, 3, { limit: 0 });
      expect(probe.life(first)).toEqual(['accepted', 'replaced 3@0']);
      probe.expectQueue([first, second], [0, 3]);
      await probe.at.others.take('sell', 4, 0);
      expect([probe.life(first).at(-1), probe.life(second).at(-1)]).toEqual(['filled 3@0 maker', 'filled 1@0 maker']);
    },
  },
  {
    name: 'more loses its place',
    lacks: needsReplace,
    async run(probe) {
      const first = await probe.place('buy', 5, 0);
      const second = await probe.place('buy', 2, 0);
      await probe.replace(first, 6, { limit: 0 });
      probe.expectQueue([first, second], [2, 0]);
    },
  },
  {
    name: 'another price loses its place',
    lacks: needsReplace,
    async run(probe) {
      const moved = await probe.place('buy', 5, 0);
      const there = await probe.place('buy', 2, -1);
      await probe.replace(moved, 5, { limit: -1 });
      probe.expectQueue([moved, there], [2, 0]);
      await probe.at.others.take('sell', 7, -1);
      expect(probe.life(moved)).toEqual(['accepted', 'replaced 5@-1', 'filled 5@-1 maker']);
    },
  },
  {
    name: 'a replacement that crosses takes',
    lacks: needsReplace,
    async run(probe) {
      await probe.at.others.rest('sell', 3, 1);
      const order = await probe.place('buy', 5, 0);
      await probe.replace(order, 5, { limit: 1 });
      expect(probe.life(order)).toEqual(['accepted', 'replaced 5@1', 'filled 3@1 taker']);
    },
  },
  {
    name: 'a quantity is of the whole order',
    lacks: needsReplace,
    async run(probe) {
      const order = await probe.place('buy', 10, 0);
      await probe.at.others.take('sell', 4, 0);
      await probe.replace(order, 6, { limit: 0 });
      await probe.at.others.take('sell', 2, 0);
      expect(probe.life(order)).toEqual(['accepted', 'filled 4@0 maker', 'replaced 6@0', 'filled 2@0 maker']);
    },
  },
  {
    name: 'no more than is filled cancels the rest',
    lacks: needsReplace,
    async run(probe) {
      const order = await probe.place('buy', 10, 0);
      await probe.at.others.take('sell', 4, 0);
      await probe.replace(order, 4, { limit: 0 });
      expect(probe.life(order)).toEqual(['accepted', 'filled 4@0 maker', 'canceled']);
      probe.expectReason(order, 'no more than the 4 filled');
    },
  },
  {
    name: 'another stop price',
    lacks: needsBoth,
    async run(probe) {
      const { others } = probe.at;
      await others.rest('sell', 1, 0);
      await others.take('buy', 1, 0);
      const stop = await probe.stop('buy', 4, 2);
      await probe.replace(stop, 4, { stop: 4 });
      await others.rest('sell', 1, 2);
      await others.take('buy', 1, 2);
      expect(probe.life(stop)).toEqual(['accepted', 'replaced 4 stop 4']);
      await others.rest('sell', 5, 4);
      await others.take('buy', 1, 4);
      expect(probe.life(stop)).toEqual(['accepted', 'replaced 4 stop 4', 'triggered', 'filled 4@4 taker']);
    },
  },
  {
    name: 'replacements refused',
    lacks: needsReplace,
    async run(probe) {
      const order = await probe.place('buy', 5, 0);
      const cases: [number, Parameters<typeof probe.replace>[2], RegExp][] = [
        [0, { limit: 0 }, /quantity is 0/],
        [5, { limit: 0.5 }, /nearest prices/],
        [5, {}, /needs a price/],
        [5, { limit: 0, stop: 3 }, /has no stop price/],
      ];
      for (const [quantity, prices, reason] of cases) {
        await probe.replace(order, quantity, prices);
        expect(probe.life(order).at(-1)).toBe('replace_rejected');
        probe.expectReason(order, reason);
      }
      probe.expectQueue([order], [0]);
      await probe.cancel(order);
      await probe.replace(order, 3, { limit: 0 });
      expect(probe.life(order).slice(-2)).toEqual(['canceled', 'replace_rejected']);
      const unknown = 'nobody-knows' as ClientOrderId;
      await probe.replace(unknown, 3, { limit: 0 });
      expect(probe.life(unknown)).toEqual(['replace_rejected']);
      probe.expectReason(unknown, 'nobody-knows');
    },
  },
];

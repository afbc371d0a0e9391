import { expect } from 'vitest';
import type { AccountId } from '../../../core/model/ids.ts';
import type { SelfTradePrevention } from '../../../core/venue/port.ts';
import { type Behavior, needsSelfTrade } from '../under-test.ts';

/** What two of 3 and 5 at one price leave of each other, and the aggressor of somebody else's 2 before it. */
const ends: Readonly<Record<SelfTradePrevention, { resting: string[]; aggressor: string[] }>> = {
  cancel_newest: { resting: ['accepted'], aggressor: ['accepted', 'filled 2@0 taker', 'canceled'] },
  cancel_oldest: { resting: ['accepted', 'canceled'], aggressor: ['accepted', 'filled 2@0 taker', 'filled 1@1 taker'] },
  cancel_both: { resting: ['accepted', 'canceled'], aggressor: ['accepted', 'filled 2@0 taker', 'canceled'] },
};

export const selfTradeBehaviors: readonly Behavior[] = [
  {
    name: 'orders of one account do not trade with each other',
    lacks: needsSelfTrade,
    async run(probe) {
      const policy = probe.at.venue.capabilities.selfTrade!;
      await probe.at.others.rest('sell', 2, 0);
      const resting = await probe.place('sell', 3, 1);
      await probe.at.others.rest('sell', 1, 1);
      const aggressor = await probe.place('buy', 5, 1);
      expect({ resting: probe.life(resting), aggressor: probe.life(aggressor) }).toEqual(ends[policy]);
      const canceled = ends[policy].aggressor.includes('canceled') ? aggressor : resting;
      expect(probe.reasonOf(canceled)).toMatch(/^3 of [35] canceled by self-trade prevention: .+ of TEST.*\.$/);
    },
  },
  {
    name: 'orders of two accounts trade with each other',
    lacks: needsSelfTrade,
    async run(probe) {
      const resting = await probe.place('sell', 3, 1);
      const aggressor = await probe.place('buy', 3, 1, { account: 'OTHER' as AccountId });
      expect([probe.life(resting), probe.life(aggressor)]).toEqual([
        ['accepted', 'filled 3@1 maker'],
        ['accepted', 'filled 3@1 taker'],
      ]);
    },
  },
];

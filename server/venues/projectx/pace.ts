import type { PursuitPace } from '../own-orders/pace.ts';

/** How long is waited for what, in milliseconds. */
export interface Pace extends PursuitPace {
  /** Between comparisons of what was heard with what the gateway says when it is asked. */
  readonly compare: { readonly busy: number; readonly idle: number };
  /** A message may be that late. */
  readonly grace: number;
  /** A market that says nothing for so long is asked whether it trades. */
  readonly silence: number;
  /** Without a word of the other end, its pings included, a hub's connection is given up. */
  readonly hubSilence: number;
  /** What connecting waits for the hubs, before it goes on without. */
  readonly hubs: number;
}

export const usualPace: Pace = {
  look: { first: 250, longest: 5_000 },
  patience: { looks: 5, milliseconds: 30_000 },
  compare: { busy: 10_000, idle: 60_000 },
  grace: 2_000,
  silence: 60_000,
  hubSilence: 30_000,
  hubs: 10_000,
};

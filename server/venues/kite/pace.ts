import type { PursuitPace } from '../own-orders/pace.ts';

/** How long is waited for what, in milliseconds. */
export interface Pace extends PursuitPace {
  /** Between comparisons of what was heard with what Kite says when it is asked. */
  readonly compare: { readonly busy: number; readonly idle: number };
  /** A message may be that late. */
  readonly grace: number;
  /** Without a word of the other end, heartbeats included, a connection of the ticker is given up. */
  readonly silence: number;
  /** A market of which nothing came for so long is asked whether it trades. */
  readonly quiet: number;
  /** What connecting waits for the ticker, before it goes on without. */
  readonly ticker: number;
}

export const usualPace: Pace = {
  look: { first: 60, longest: 5_000 },
  patience: { looks: 5, milliseconds: 30_000 },
  compare: { busy: 5_000, idle: 30_000 },
  grace: 2_000,
  silence: 10_000,
  quiet: 60_000,
  ticker: 10_000,
};

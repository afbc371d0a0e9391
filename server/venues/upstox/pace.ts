import type { PursuitPace } from '../own-orders/pace.ts';

/** How long is waited for what, in milliseconds. */
export interface Pace extends PursuitPace {
  /** Between comparisons of what was heard with what Upstox says when it is asked. */
  readonly compare: { readonly busy: number; readonly idle: number };
  /** A message may be that late. */
  readonly grace: number;
  /** A market that says nothing for so long is asked whether it trades. */
  readonly silence: number;
  /** Without a word of the other end, answers to pings included, a stream's connection is given up. */
  readonly streamSilence: number;
  /** What connecting waits for the streams, before it goes on without. */
  readonly streams: number;
}

/** Executions are asked for after the stream counted them, so the first look comes soon. */
export const usualPace: Pace = {
  look: { first: 50, longest: 5_000 },
  patience: { looks: 7, milliseconds: 30_000 },
  compare: { busy: 10_000, idle: 60_000 },
  grace: 2_000,
  silence: 60_000,
  streamSilence: 30_000,
  streams: 10_000,
};

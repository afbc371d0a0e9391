/** How long an order is looked for, in milliseconds. */
export interface PursuitPace {
  /** Between looks for an order that the venue still has to explain: doubling from the first to the longest. */
  readonly look: { readonly first: number; readonly longest: number };
  /** An order is given up after as many looks in vain, over at least so long. */
  readonly patience: { readonly looks: number; readonly milliseconds: number };
}

/** How long a venue that says things by itself is waited for, and with what, in milliseconds. */
export interface Pace extends PursuitPace {
  /** Between comparisons of what was heard with what the venue says when it is asked: while something is open or the stream is away, and otherwise. */
  readonly compare: { readonly busy: number; readonly idle: number };
  /** A message may be that late. */
  readonly grace: number;
  /** A market of which nothing came for so long is asked whether it trades. */
  readonly quiet: number;
  /** Without a word of the other end, heartbeats and answers to pings included, a connection is given up. */
  readonly silence: number;
  /** What connecting waits for the streams, before it goes on without. */
  readonly streams: number;
}

/** How long an order is looked for, in milliseconds. */
export interface PursuitPace {
  /** Between looks for an order that the venue still has to explain: doubling from the first to the longest. */
  readonly look: { readonly first: number; readonly longest: number };
  /** An order is given up after as many looks in vain, over at least so long. */
  readonly patience: { readonly looks: number; readonly milliseconds: number };
}

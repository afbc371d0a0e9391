/** The value of a cell as shown, with what is known of its making. */
export interface Shown {
  readonly value: unknown;
  readonly props: unknown;
  readonly caption: string;
  /** Milliseconds since the epoch, console clock. */
  readonly at: number;
  /** From the start of its run to the first value of it. */
  readonly milliseconds: number;
}

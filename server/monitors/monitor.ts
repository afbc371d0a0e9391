/** What one look found. */
export interface Look {
  /** For a person: what was found, without the time. */
  readonly sentence?: string;
  /** Look again sooner than usual: something is to be seen twice before it counts. */
  readonly againMilliseconds?: number;
}

export interface Pace {
  readonly everySeconds: number;
  /** A look that takes longer is given up, and the next one begins. */
  readonly timeoutSeconds: number;
}

/** Looks at one thing again and again. It keeps what it needs in the journal, so that it can be begun anew at any time. */
export interface Monitor {
  readonly name: string;
  readonly pace: Pace;
  /** It asks the venue, so it fails while that is away, and nobody has to be told of it. */
  readonly ofVenue?: true;
  /**
   * Looks once. A rejection is a failure, and its message what a person reads. What has waited has to look at `signal` before it changes anything: another
   * look may have begun since.
   */
  look(signal: AbortSignal): Promise<Look> | Look;
}

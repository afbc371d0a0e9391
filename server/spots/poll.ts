/** Looks again and again, each time a while after the last look ended. */
export class Poll {
  readonly #lookOnce: () => Promise<void>;
  readonly #pauseMilliseconds: () => number;
  #working: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  /** `lookOnce` never rejects. */
  constructor(lookOnce: () => Promise<void>, pauseMilliseconds: () => number) {
    this.#lookOnce = lookOnce;
    this.#pauseMilliseconds = pauseMilliseconds;
  }

  /** A look that is under way is not begun twice. */
  look(): Promise<void> {
    this.#working ??= this.#lookOnce().finally(() => {
      this.#working = undefined;
    });
    return this.#working;
  }

  start(): void {
    this.#running = true;
    void this.#lookAndWait();
  }

  /** Resolves when no look is under way any more. */
  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#working;
  }

  async #lookAndWait(): Promise<void> {
    await this.look();
    if (!this.#running) return;
    this.#timer = setTimeout(() => void this.#lookAndWait(), this.#pauseMilliseconds());
    this.#timer.unref();
  }
}

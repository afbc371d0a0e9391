/** Those who wait for a session to come to rest. */
export class Rest {
  readonly #waiting = new Set<() => void>();

  /** Resolves when `isAtRest` says so each time it is told, or at `end` of the machine's performance clock. */
  async until(isAtRest: () => boolean, end: number): Promise<void> {
    while (!isAtRest()) {
      const left = end - performance.now();
      if (left <= 0) return;
      await this.#told(left);
    }
  }

  any(): boolean {
    return this.#waiting.size > 0;
  }

  /** Lets everybody look again. */
  tell(): void {
    for (const done of [...this.#waiting]) done();
  }

  #told(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
    });
  }
}

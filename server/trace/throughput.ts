const SECONDS = 5;

/** How many a second, over the last few seconds. */
export class Throughput {
  readonly #counts = new Array<number>(SECONDS).fill(0);
  #second = 0;

  add(count: number): void {
    this.#turn();
    const at = this.#second % SECONDS;
    this.#counts[at] = (this.#counts[at] ?? 0) + count;
  }

  perSecond(): number {
    this.#turn();
    return this.#counts.reduce((sum, count) => sum + count, 0) / SECONDS;
  }

  #turn(): void {
    const now = Math.floor(performance.now() / 1_000);
    for (let second = Math.max(this.#second + 1, now - SECONDS + 1); second <= now; second += 1)
      this.#counts[second % SECONDS] = 0;
    this.#second = now;
  }
}

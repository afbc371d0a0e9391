/** One asking at a time: who asks while one is under way gets the next one, whose answer is of later, together with everybody else who waits. */
export class Next<T> {
  readonly #ask: () => Promise<T>;
  #running: Promise<T> | undefined;
  #waiting: Promise<T> | undefined;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  ask(): Promise<T> {
    if (this.#running === undefined) return this.#run();
    this.#waiting ??= this.#running.then(
      () => this.#run(),
      () => this.#run(),
    );
    return this.#waiting;
  }

  #run(): Promise<T> {
    this.#waiting = undefined;
    const running = this.#ask().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}

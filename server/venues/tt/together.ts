interface Waiting<Asked, Found> {
  readonly all: Asked[];
  readonly found: Promise<Found>;
}

/** What several ask for in one turn of the event loop is asked for once. */
export class Together<Asked, Found> {
  readonly #ask: (all: readonly Asked[]) => Promise<Found>;
  #waiting: Waiting<Asked, Found> | undefined;

  constructor(ask: (all: readonly Asked[]) => Promise<Found>) {
    this.#ask = ask;
  }

  ask(asked: Asked): Promise<Found> {
    this.#waiting ??= this.#begin();
    this.#waiting.all.push(asked);
    return this.#waiting.found;
  }

  #begin(): Waiting<Asked, Found> {
    const all: Asked[] = [];
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#waiting = undefined;
      return this.#ask(all);
    });
    return { all, found };
  }
}

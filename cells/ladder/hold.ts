const heldMilliseconds = 600;

/** What a key does that has to be held. */
export type Held = 'cancel-all' | 'flatten';

/** A key that acts once it was down for as long as its bar takes to fill; let go earlier, nothing happens. */
export class Hold {
  readonly #done: (what: Held) => void;
  readonly #changed: () => void;
  #what: Held | undefined;
  #code = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(done: (what: Held) => void, changed: () => void) {
    this.#done = done;
    this.#changed = changed;
  }

  get what(): Held | undefined {
    return this.#what;
  }

  /** `code` is the key's place on the keyboard, so that letting go of it is noticed whatever else is down. */
  press(what: Held, code: string): void {
    this.letGo();
    this.#what = what;
    this.#code = code;
    this.#timer = setTimeout(() => {
      this.letGo();
      this.#done(what);
    }, heldMilliseconds);
    this.#changed();
  }

  release(code: string): void {
    if (code === this.#code) this.letGo();
  }

  letGo(): void {
    clearTimeout(this.#timer);
    this.#code = '';
    if (this.#what === undefined) return;
    this.#what = undefined;
    this.#changed();
  }
}

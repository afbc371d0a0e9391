import { type Arm, type ArmEvent, arm, disarmed, nextChange } from './arm.ts';

/** Whether clicks trade, on the clock of the page and with the key that is held for it. */
export class Arming {
  readonly #changed: () => void;
  #state: Arm = disarmed;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The key that arms, by its place on the keyboard, while it is down. */
  #key = '';

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get state(): Arm {
    return this.#state;
  }

  press(key: string): void {
    this.#key = key;
    this.#take({ type: 'press', at: performance.now() });
  }

  release(key: string): void {
    if (key === this.#key) this.#take({ type: 'release', at: performance.now() });
  }

  use(): void {
    this.#take({ type: 'use', at: performance.now() });
  }

  choose(size: number): void {
    this.#take({ type: 'size', size, at: performance.now() });
  }

  disarm(): void {
    this.#take({ type: 'disarm', at: performance.now() });
  }

  /** Whether a click trades at this moment, however late the timer is. */
  check(): boolean {
    this.#take({ type: 'time', at: performance.now() });
    return this.#state.armed;
  }

  #take(event: ArmEvent): void {
    this.#state = arm(this.#state, event);
    clearTimeout(this.#timer);
    const wait = nextChange(this.#state, event.at);
    if (wait !== undefined) this.#timer = setTimeout(() => this.check(), wait);
    this.#changed();
  }
}

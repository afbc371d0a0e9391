const MINUTE = 60_000;

/** How far a key takes the position of a recording, in milliseconds. */
export function stepOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): number | undefined {
  const minutes = shiftKey ? 10 : 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return minutes * MINUTE;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -minutes * MINUTE;
    case 'PageUp':
      return 60 * MINUTE;
    case 'PageDown':
      return -60 * MINUTE;
    default:
      return undefined;
  }
}

/** Keys that follow each other within this many milliseconds are one jump. */
const together = 350;

/** The line of a recording: by pointer as any range, by keys in minutes and hours. `shown` gets where it would go, `chosen` where it goes. */
export class PositionLine {
  readonly #line: HTMLInputElement;
  readonly #chosen: (at: number) => void;
  readonly #shown: (at: number) => void;
  #timer = 0;
  #held = false;

  constructor(line: HTMLInputElement, shown: (at: number) => void, chosen: (at: number) => void) {
    this.#line = line;
    this.#shown = shown;
    this.#chosen = chosen;
    line.addEventListener('input', () => this.#hold());
    line.addEventListener('change', () => this.#choose());
    line.addEventListener('keydown', (event) => {
      const step = event.altKey || event.ctrlKey || event.metaKey ? undefined : stepOf(event);
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.step(step);
    });
  }

  /** Ahead or back by milliseconds, from where it is shown to be. */
  step(milliseconds: number): void {
    this.#line.value = String(Number(this.#line.value) + milliseconds);
    this.#hold();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#choose(), together);
  }

  /** What the console says; while a person holds the position, it does not run away. */
  take(at: number): void {
    if (this.#held) return;
    this.#line.value = String(at);
    this.#shown(at);
  }

  #hold(): void {
    this.#held = true;
    this.#shown(Number(this.#line.value));
  }

  #choose(): void {
    clearTimeout(this.#timer);
    this.#held = false;
    this.#chosen(Number(this.#line.value));
  }
}

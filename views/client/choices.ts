const typingMilliseconds = 250;

export type Control = HTMLInputElement | HTMLSelectElement;

export const isControl = (target: EventTarget | null | undefined): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement;

interface Port<Name extends string> {
  readonly names: readonly Name[];
  /** What the file says, as the control of that name shows it. */
  said(name: Name): string;
  changed(): void;
}

/** What a reader set in controls with `data-filter`, where it is not what the file says. */
export class Choices<Name extends string> {
  readonly #port: Port<Name>;
  readonly #chosen = new Map<Name, string>();
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(port: Port<Name>) {
    this.#port = port;
  }

  get chosen(): Readonly<Partial<Record<Name, string>>> {
    return Object.fromEntries(this.#chosen) as Partial<Record<Name, string>>;
  }

  get areMade(): boolean {
    return this.#chosen.size > 0;
  }

  /** Takes what a control says, at once. */
  choose(target: EventTarget | null): void {
    if (!isControl(target)) return;
    this.stop();
    const name = this.#port.names.find((one) => one === target.dataset.filter);
    if (name === undefined || target.value === (this.#chosen.get(name) ?? this.#port.said(name))) return;
    if (target.value === this.#port.said(name)) this.#chosen.delete(name);
    else this.#chosen.set(name, target.value);
    this.#port.changed();
  }

  /** Takes it once nothing more is typed for a moment. */
  type(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.stop();
    this.#typing = setTimeout(() => this.choose(target), typingMilliseconds);
  }

  clear(): void {
    this.stop();
    this.#chosen.clear();
    this.#port.changed();
  }

  /** Forgets what is being typed. */
  stop(): void {
    clearTimeout(this.#typing);
  }
}

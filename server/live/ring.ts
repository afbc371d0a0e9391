import type { CellFrame, Structure } from '../../views/wire.ts';

/** An event as every stream gets it; its text is made once for all of them. */
export type ChannelEvent = { readonly sequence: number; readonly notebook: string; readonly text: string } & (
  | { readonly event: 'frame'; readonly data: CellFrame }
  | { readonly event: 'structure'; readonly data: Structure }
);

/** An event without the values that its text was made of, which are several times as large. */
type Kept = Omit<ChannelEvent, 'data'>;

/** The last events, bounded in number and in characters. */
export class Ring {
  readonly #events: Kept[] = [];
  readonly #limit: { readonly events: number; readonly characters: number };
  #first = 0;
  #characters = 0;
  /** Sequence of the newest event that is no longer here. */
  #gone = 0;

  constructor(limit: { events: number; characters: number }) {
    this.#limit = limit;
  }

  push({ data: _, ...event }: ChannelEvent): void {
    this.#events.push(event);
    this.#characters += event.text.length;
    while (this.#events.length - this.#first > this.#limit.events || this.#characters > this.#limit.characters) {
      const oldest = this.#events[this.#first]!;
      this.#gone = oldest.sequence;
      this.#characters -= oldest.text.length;
      this.#first += 1;
    }
    if (this.#first < 1_024 && this.#first < this.#events.length) return;
    this.#events.splice(0, this.#first);
    this.#first = 0;
  }

  /** Every event after that one, or undefined when some of them are gone. */
  since(sequence: number): readonly ChannelEvent[] | undefined {
    if (sequence < this.#gone) return undefined;
    const later = this.#events.slice(this.#first).filter((event) => event.sequence > sequence);
    return later.map((event) => ({ ...event, data: JSON.parse(event.text) }) as ChannelEvent);
  }
}

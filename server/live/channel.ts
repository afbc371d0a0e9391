import type { AnyKind } from '../../cells/kind.ts';
import type { Session } from '../sessions/port.ts';
import { Conflator } from './conflate.ts';
import { type ChannelEvent, Ring } from './ring.ts';

const hotInterval = 16;
const coldInterval = 50;

export interface ChannelOptions {
  readonly kinds: readonly AnyKind[];
  /** Differs from one start of the console to the next, so that an id of an earlier one is noticed. */
  readonly epoch: string;
  /** What a client may have missed and still catch up on. */
  readonly ring?: { readonly events: number; readonly characters: number };
}

type Listener = (event: ChannelEvent) => void;

/** Everything that sessions show, conflated for each cell, numbered, and remembered for a while. */
export class Channel {
  readonly epoch: string;
  readonly #ring: Ring;
  readonly #conflator: Conflator;
  readonly #attached = new Map<string, { session: Session; detach: () => void }>();
  readonly #listeners = new Set<Listener>();
  readonly #endings = new Set<() => void>();
  #sequence = 0;

  constructor({ kinds, epoch, ring = { events: 4_096, characters: 16_000_000 } }: ChannelOptions) {
    this.epoch = epoch;
    this.#ring = new Ring(ring);
    const hot = new Set(kinds.filter((kind) => kind.layout.pace === 'hot').map((kind) => kind.name));
    this.#conflator = new Conflator({
      interval: (kind) => (hot.has(kind) ? hotInterval : coldInterval),
      send: (data) => this.#publish({ event: 'frame', notebook: data.notebook, data }),
    });
  }

  /** Sequence of the newest event. */
  get sequence(): number {
    return this.#sequence;
  }

  idOf(sequence: number): string {
    return `${this.epoch}-${sequence}`;
  }

  /** Takes up what a session shows from now on; the same session once. */
  attach(session: Session): void {
    const known = this.#attached.get(session.id);
    if (known?.session === session) return;
    known?.detach();
    this.#conflator.forget(session.id);
    const detach = session.subscribe((event) => {
      if (event.type === 'frame') this.#conflator.offer(event.frame);
      else {
        const { notebook, revision } = event;
        this.#publish({ event: 'structure', notebook, data: { notebook, revision } });
      }
    });
    this.#attached.set(session.id, { session, detach });
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** What came after the event of that id, or undefined when nobody can say any more. */
  since(id: string | undefined): readonly ChannelEvent[] | undefined {
    const match = /^(.+)-(\d+)$/.exec(id ?? '');
    const sequence = Number(match?.[2]);
    if (match?.[1] !== this.epoch || sequence > this.#sequence) return undefined;
    return this.#ring.since(sequence);
  }

  /** Calls back when the channel closes. Returns the function that takes it back. */
  onClose(end: () => void): () => void {
    this.#endings.add(end);
    return () => {
      this.#endings.delete(end);
    };
  }

  /** Ends every stream. */
  close(): void {
    for (const { detach } of this.#attached.values()) detach();
    this.#attached.clear();
    this.#conflator.close();
    for (const end of [...this.#endings]) end();
  }

  #publish(event: Omit<ChannelEvent, 'sequence' | 'text'>): void {
    this.#sequence += 1;
    const whole = { ...event, sequence: this.#sequence, text: JSON.stringify(event.data) } as ChannelEvent;
    this.#ring.push(whole);
    for (const listener of [...this.#listeners]) listener(whole);
  }
}

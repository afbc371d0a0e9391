import type { VenueEvent } from './port.ts';

/** What a venue has to tell, in batches. A listener that places orders is answered in a batch of its own, after this one has reached everybody. */
export class Outbox<E = VenueEvent> {
  readonly #listeners = new Set<(events: readonly E[]) => void>();
  #events: E[] = [];
  #dispatching = false;

  /** A function of its own, as it is handed to whatever makes events. */
  readonly emit = (event: E): void => {
    this.#events.push(event);
  };

  onEvents(listener: (events: readonly E[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Everything reaches every listener, then throws what the first one threw that did. */
  dispatch(): void {
    if (this.#dispatching) return;
    this.#dispatching = true;
    const thrown: unknown[] = [];
    while (this.#events.length > 0) {
      const events = this.#events;
      this.#events = [];
      for (const listener of [...this.#listeners]) {
        try {
          listener(events);
        } catch (error) {
          thrown.push(error);
        }
      }
    }
    this.#dispatching = false;
    if (thrown.length > 0) throw thrown[0];
  }

  /** Forgets what was not told. */
  clear(): void {
    this.#events = [];
  }
}

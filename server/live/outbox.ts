import { mergeFrames } from './frame.ts';
import type { ChannelEvent } from './ring.ts';

/**
 * What one client has yet to be sent, in order. Past the limit only the newest of each cell is kept, so that a client that does not
 * drain costs what its cells cost and no more.
 */
export class Outbox {
  readonly #limit: number;
  #events: ChannelEvent[] = [];

  constructor(limit = 256) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#events.length;
  }

  push(event: ChannelEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#limit) this.#events = newestOfEach(this.#events);
  }

  next(): ChannelEvent | undefined {
    return this.#events.shift();
  }

  clear(): void {
    this.#events = [];
  }
}

function newestOfEach(events: readonly ChannelEvent[]): ChannelEvent[] {
  const newest = new Map<string, ChannelEvent>();
  for (const event of events) {
    const key = event.event === 'frame' ? `${event.notebook}/${event.data.cell}` : event.notebook;
    const older = newest.get(key);
    newest.delete(key);
    newest.set(key, older ? merge(older, event) : event);
  }
  return [...newest.values()];
}

function merge(older: ChannelEvent, newer: ChannelEvent): ChannelEvent {
  if (older.event !== 'frame' || newer.event !== 'frame' || 'value' in newer.data) return newer;
  const data = mergeFrames(older.data, newer.data);
  return { ...newer, data, text: JSON.stringify(data) };
}

import type { ExchangeEvent } from '../../port.ts';
import type { UpstoxParts } from '../parts.ts';
import { MarketConnection } from './market-connection.ts';
import type { FeedSocket } from './socket.ts';

/** What has changed is told so often. */
const PACE_MILLISECONDS = 100;

/** The market feed: whoever is connected hears of what changes in what it wants. */
export class MarketFeed {
  readonly #parts: UpstoxParts;
  readonly #connections = new Set<MarketConnection>();
  readonly #timer: NodeJS.Timeout;
  #isOpen: boolean;

  constructor(parts: UpstoxParts) {
    this.#parts = parts;
    this.#isOpen = parts.isOpen();
    this.#timer = setInterval(() => this.#flush(), PACE_MILLISECONDS).unref();
  }

  get size(): number {
    return this.#connections.size;
  }

  /** Gives what is to be called when the socket has ended. */
  accept(socket: FeedSocket<Uint8Array>): () => void {
    const connection = new MarketConnection(socket, this.#parts);
    this.#connections.add(connection);
    return () => {
      this.#connections.delete(connection);
      connection.close();
    };
  }

  take(event: ExchangeEvent): void {
    if (this.#connections.size === 0) return;
    const id = instrumentOf(event);
    const key = id === undefined ? undefined : this.#parts.catalog.byId(id)?.key;
    if (key === undefined) return;
    for (const connection of this.#connections) connection.touch(key);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const connection of this.#connections) connection.cut();
  }

  #flush(): void {
    const isOpen = this.#parts.isOpen();
    if (isOpen !== this.#isOpen) for (const connection of this.#connections) connection.tellState();
    this.#isOpen = isOpen;
    for (const connection of this.#connections) connection.flush();
  }
}

function instrumentOf(event: ExchangeEvent): string | undefined {
  if (event.type === 'market_trade') return event.trade.instrument;
  if (event.type === 'quote') return event.quote.instrument;
  return event.type === 'depth' || event.type === 'index' ? event.instrument : undefined;
}

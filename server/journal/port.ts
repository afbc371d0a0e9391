import type { Fill } from '../../core/model/fill.ts';
import type { Bar, MarketTrade, Quote } from '../../core/model/market.ts';
import type { OrderEvent } from '../../core/model/order.ts';
import type { Instant } from '../../core/model/time.ts';

/** Which market and which pass through it a row belongs to; views show the current one. */
export interface RunKey {
  readonly environment: string;
  readonly run: string;
}

/** What is ours, on disk before anything acts on it or shows it. One group commit a turn of the event loop, fully durable. */
export interface Journal {
  readonly key: RunKey;
  /** Resolves once every event is on disk. Callers within one turn share one commit. */
  appendOrderEvents(events: readonly { event: OrderEvent; fill?: Fill }[]): Promise<void>;
  appendAudit(entry: AuditEntry): Promise<void>;
  /** A value of the session of a notebook (an input), kept over restarts. */
  setSessionValue(notebook: string, name: string, value: string): Promise<void>;
  sessionValues(notebook: string): ReadonlyMap<string, string>;
  appendRevision(revision: { notebook: string; text: string; reason: string; at: Instant }): Promise<void>;
  revisions(notebook: string): readonly { id: number; at: Instant; reason: string; text: string }[];
  /** Everything of this run in the order it was journalled. */
  orderEvents(): IterableIterator<OrderEvent>;
  fills(): IterableIterator<Fill>;
  counts(): { orders: number; fills: number; bytes: number; commitMicroseconds: number };
  close(): void;
}

export interface AuditEntry {
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

/** What the market did, recorded in batches of less than a tenth of a second, bounded in age and bytes. */
export interface MarketRecorder {
  trade(trade: MarketTrade): void;
  quote(quote: Quote): void;
  /** Writes what is held; called before a query reads it and on a timer. */
  flush(): void;
  bars(instrument: string, from: Instant, to: Instant): IterableIterator<Bar>;
  lastTrades(): ReadonlyMap<string, MarketTrade>;
  counts(): { rows: number; bytes: number };
  close(): void;
}

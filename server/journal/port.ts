import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Bar, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Money } from '../../core/model/money.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { SignedQuantity } from '../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';

/** Which market and which pass through it a row belongs to; views show the current one. */
export interface RunKey {
  readonly environment: string;
  readonly run: string;
}

/** One event with the order as it is after it, so that each row can be read by itself. */
export interface JournalEntry {
  readonly event: OrderEvent;
  readonly order: Order;
  readonly tradeDate: TradeDate;
  readonly fill?: Fill;
}

/** P&L of a trade date at one instant, for SQL: a fold of fills and marks, never its own source. */
export interface PnlRow {
  readonly account: AccountId;
  readonly strategy: string;
  readonly instrument: string;
  readonly currency: string;
  readonly quantity: SignedQuantity;
  readonly realized: Money;
  readonly unrealized: Money;
  readonly tradeDate: TradeDate;
  readonly ts: Instant;
}

/** What is ours, on disk before anything acts on it or shows it. One group commit a turn of the event loop, fully durable. */
export interface Journal {
  readonly key: RunKey;
  /** Resolves once every event is on disk. Callers within one turn share one commit. */
  appendOrderEvents(entries: readonly JournalEntry[]): Promise<void>;
  appendPnl(rows: readonly PnlRow[]): Promise<void>;
  appendAudit(entry: AuditEntry): Promise<void>;
  /** A value of the session of a notebook (an input), kept over restarts. */
  setSessionValue(notebook: string, name: string, value: string): Promise<void>;
  sessionValues(notebook: string): ReadonlyMap<string, string>;
  appendRevision(revision: { notebook: string; text: string; reason: string; at: Instant }): Promise<void>;
  revisions(notebook: string): readonly { id: number; at: Instant; reason: string; text: string }[];
  /** Everything of this run in the order it was journalled. */
  orderEvents(): IterableIterator<OrderEvent>;
  fills(): IterableIterator<Fill>;
  /** Events of the orders that are still open and of the `closed` newest others, in the order they were journalled. */
  recentOrderEvents(closed: number): readonly OrderEvent[];
  orderEventsOf(clientOrderId: ClientOrderId): readonly OrderEvent[];
  /** The next number for an id of ours; a number is never given twice, over restarts too. */
  nextNumber(): number;
  /** Facts about the file itself: whether the demo history was laid down or removed. */
  meta(key: string): string | undefined;
  setMeta(key: string, value: string): Promise<void>;
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
  bar(bar: Bar, origin: 'live' | 'demo'): void;
  /** Writes what is held; called before a query reads it and on a timer. */
  flush(): void;
  bars(instrument: string, from: Instant, to: Instant): readonly Bar[];
  lastTrades(): ReadonlyMap<string, MarketTrade>;
  counts(): { rows: number; bytes: number };
  close(): void;
}

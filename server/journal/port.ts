import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../core/model/ids.ts';
import type { Bar, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Money } from '../../core/model/money.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { PriceStyleName } from '../../core/model/price-named.ts';
import type { SignedQuantity } from '../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { Roll, Settlement } from '../../core/settlement/settlement.ts';
import type { Spot } from '../../core/spot/state.ts';
import type { JournalFault } from './fault.ts';
import type { Notifications } from './notification-record.ts';
import type { Webhooks } from './webhook-record.ts';

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

/** Where a fill came from: the venue as it happened, a file, or the position that a day began with. */
export type FillOrigin = 'venue' | 'import' | 'start_of_day';

/** What became of fills that were told from outside, each of them in one of the lists. */
export interface AppendedFills {
  readonly added: readonly Fill[];
  /** There already, with the same content. */
  readonly known: readonly Fill[];
  /** There already with another content, which stays. */
  readonly conflicts: readonly { readonly fill: Fill; readonly known: Fill }[];
}

/** Positions that a trade date began with, as a file stated them of an account; what was busted is not among them. */
export interface StartOfDay {
  readonly account: AccountId;
  readonly tradeDate: TradeDate;
  readonly positions: number;
}

/** What a source said of an instrument, or that it was taken back. */
export interface SpotRow extends Omit<Spot, 'price' | 'format'> {
  readonly instrument: string;
  readonly source: string;
  readonly price: Price | null;
  readonly format: PriceStyleName;
}

export type RefusalSubject = 'order' | 'fill' | 'amendment' | 'settlement' | 'import';

/** What somebody wanted and was not taken. */
export interface Refusal {
  readonly at: Instant;
  readonly subject: RefusalSubject;
  /** A sentence: what is wrong and what to do. */
  readonly reason: string;
  /** What was asked for, as JSON. */
  readonly detail: string;
}

/** A text that a notebook had, and why it was kept. */
export interface Revision {
  /** Grows with time over all notebooks. */
  readonly id: number;
  readonly notebook: string;
  readonly at: Instant;
  readonly reason: string;
  readonly text: string;
}

/** Every text that a notebook had; none is ever deleted. */
export interface Revisions {
  /** Resolves with its id once it is on disk. */
  append(revision: Omit<Revision, 'id'>): Promise<number>;
  /** In order. */
  of(notebook: string): readonly Revision[];
  last(notebook: string): Revision | undefined;
  one(id: number): Revision | undefined;
  /** The last text of each notebook whose last revision has one of these reasons, newest first. */
  ending(reasons: readonly string[]): readonly Revision[];
}

/** What an account has, as its venue stated it. */
export interface Balance {
  readonly account: AccountId;
  readonly currency: string;
  readonly balance: Money;
  /** Console's clock. */
  readonly at: Instant;
}

/** What is kept of a venue over the network, so that a restart neither loses nor repeats an execution. */
export interface VenueRecord {
  /** Up to where executions of an account were taken in, by the venue's clock; undefined before the first look. */
  mark(account: AccountId): Instant | undefined;
  /** A mark never goes back. */
  setMark(account: AccountId, at: Instant): Promise<void>;
  /** The order of ours that the venue accepted under this id. */
  orderOf(venueOrderId: VenueOrderId): ClientOrderId | undefined;
  /** False when the venue had stated the same before. */
  noteBalance(balance: Balance): Promise<boolean>;
}

/** What is ours, on disk before anything acts on it or shows it. One group commit a turn of the event loop, fully durable. */
export interface Journal {
  readonly key: RunKey;
  /**
   * Resolves once every event is on disk. Callers within one turn share one commit. While the disk cannot be written it is refused with
   * `JournalUnavailable`, or waits in memory, in order, until it can.
   */
  appendOrderEvents(entries: readonly JournalEntry[], meanwhile?: 'refuse' | 'wait'): Promise<void>;
  /** Takes in fills that no order of ours brought, each execution id once. */
  appendFills(fills: readonly Fill[], origin: FillOrigin): Promise<AppendedFills>;
  /** Of an execution in the journal; false when an amendment of this id is there already. */
  appendAmendment(amendment: FillAmendment): Promise<boolean>;
  /** In the order they were journalled. */
  amendments(): readonly FillAmendment[];
  /** A fill as it was journalled, before amendments. */
  fill(execution: ExecutionId): Fill | undefined;
  /** By trade date. */
  startOfDay(): readonly StartOfDay[];
  /** How many were new: the same row comes in once. */
  appendSettlements(settlements: readonly Settlement[]): Promise<number>;
  settlements(): readonly Settlement[];
  /** Notes that a roll is done; false when it was done before. */
  recordRoll(roll: Roll): Promise<boolean>;
  rolls(): readonly Roll[];
  appendSpots(rows: readonly SpotRow[]): Promise<void>;
  /** The newest of each source and instrument. */
  newestSpots(): readonly SpotRow[];
  /** Waits in memory while the disk cannot be written, and nobody waits for it. */
  appendRefusal(refusal: Refusal): Promise<void>;
  /** Newest first. */
  refusals(limit: number): readonly Refusal[];
  appendPnl(rows: readonly PnlRow[]): Promise<void>;
  /** The newest instant of the console's clock that is journalled of this run; 0 when there is none. */
  newestInstant(): Instant;
  /** What was journalled of these trade dates, in order; of two rows of one instant and position the later counts. */
  pnlSince(tradeDate: TradeDate): readonly PnlRow[];
  /** Waits in memory while the disk cannot be written, and nobody waits for it. */
  appendAudit(entry: AuditEntry): Promise<void>;
  /** A value of the session of a notebook (an input), kept over restarts. */
  setSessionValue(notebook: string, name: string, value: string): Promise<void>;
  sessionValues(notebook: string): ReadonlyMap<string, string>;
  readonly revisions: Revisions;
  readonly notifications: Notifications;
  readonly venue: VenueRecord;
  readonly webhooks: Webhooks;
  /** Everything of this run in the order it was journalled. */
  orderEvents(): IterableIterator<OrderEvent>;
  fills(): IterableIterator<Fill>;
  /** Events of the orders that are still open and of the `closed` newest others, in the order they were journalled. */
  recentOrderEvents(closed: number): readonly OrderEvent[];
  orderEventsOf(clientOrderId: ClientOrderId): readonly OrderEvent[];
  /** Entries that ask for protection, as far as something may be left to protect; oldest first. */
  groupsToProtect(): readonly ClientOrderId[];
  /** The entry of a group, and everything that was sent for its sake, in the order they were intended. */
  ordersOfGroup(entry: ClientOrderId): readonly ClientOrderId[];
  /** The next number for an id of ours; a number is never given twice, over restarts too. */
  nextNumber(): number;
  /** Facts about the file itself: whether the demo history was laid down or removed. */
  meta(key: string): string | undefined;
  setMeta(key: string, value: string): Promise<void>;
  counts(): JournalCounts;
  /** Why nothing can be written now; undefined while everything can. */
  fault(): JournalFault | undefined;
  /** Called when the disk fails, fails in another way, or is back. Returns the function that ends it. */
  onFault(listener: () => void): () => void;
  close(): void;
}

export interface JournalCounts {
  readonly orders: number;
  readonly fills: number;
  readonly refusals: number;
  readonly bytes: number;
  readonly commitMicroseconds: number;
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
  /** `dropped` were never written, because the disk could not be for too long. */
  counts(): { rows: number; bytes: number; dropped: number };
  close(): void;
}

import type { Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import type { Bar, MarketTrade, Quote } from '../../core/model/market.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import { bytesUsed, inBulk, openDatabase } from './database.ts';
import { KeptBars } from './kept-bars.ts';
import { MarketReader } from './market-reader.ts';
import type { MarketRecorder, RunKey } from './port.ts';
import { defaultBounds, Retention, type RetentionBounds } from './retention.ts';
import { Statements } from './statements.ts';

const BATCH_MILLISECONDS = 50;
const RETENTION_MILLISECONDS = 1_000;

export interface RecorderOptions {
  readonly machine: Clock;
  readonly tradeDateOf: (instrument: string, at: Instant) => TradeDate;
  readonly bounds?: RetentionBounds;
  /** Told when the disk begins to fail; the rows are kept and tried again. */
  readonly onError: (error: unknown) => void;
}

type Held =
  | { readonly kind: 'trade'; readonly trade: MarketTrade; readonly at: Instant }
  | { readonly kind: 'quote'; readonly quote: Quote; readonly at: Instant }
  | { readonly kind: 'bar'; readonly bar: Bar; readonly origin: 'live' | 'demo'; readonly at: Instant };

/** Rows kept for another try while the disk is full; beyond it the oldest are let go. */
const HELD_AT_MOST = 200_000;
const RETRY_MILLISECONDS = 1_000;

export class SqliteRecorder implements MarketRecorder {
  readonly #database: Database;
  readonly #key: RunKey;
  readonly #options: RecorderOptions;
  readonly #sql: Statements;
  readonly #reader: MarketReader;
  readonly #retention: Retention;
  readonly #kept: KeptBars;
  readonly #last: Map<string, MarketTrade>;
  readonly #write: (held: readonly Held[]) => void;
  readonly #timers: NodeJS.Timeout[] = [];
  #held: Held[] = [];
  /** The trade date whose volumes are kept; those before are of use to nobody. */
  #volumesOf = '' as TradeDate;
  #rows: number;
  #dropped = 0;
  /** When the disk is tried again after it failed, in milliseconds of this process. */
  #retryAt: number | undefined;

  constructor(file: string, key: RunKey, options: RecorderOptions) {
    this.#key = key;
    this.#options = options;
    this.#database = openDatabase(file, 'market', options.machine);
    this.#sql = new Statements(this.#database, 'market');
    this.#retention = new Retention(this.#database, options.bounds ?? defaultBounds);
    this.#rows = this.#sql.one<{ rows: number }>('counts')?.rows ?? 0;
    this.#reader = new MarketReader(this.#sql, key);
    this.#kept = new KeptBars(this.#database, this.#sql, key, { ...options, added: (rows) => (this.#rows += rows) });
    this.#last = new Map(this.#reader.lastTrades().map((trade) => [trade.instrument, trade]));
    this.#write = this.#database.transaction((held: readonly Held[]) => this.#writeRows(held));
    this.#timers.push(setInterval(() => this.flush(), BATCH_MILLISECONDS).unref());
    this.#timers.push(setInterval(() => this.#retainOrReport(), RETENTION_MILLISECONDS).unref());
  }

  trade(trade: MarketTrade): void {
    this.#last.set(trade.instrument, trade);
    this.#held.push({ kind: 'trade', trade, at: this.#options.machine.now() });
  }

  quote(quote: Quote): void {
    this.#held.push({ kind: 'quote', quote, at: this.#options.machine.now() });
  }

  bar(bar: Bar, origin: 'live' | 'demo'): void {
    this.#held.push({ kind: 'bar', bar, origin, at: this.#options.machine.now() });
  }

  flush(): void {
    if (this.#held.length === 0) return;
    if (this.#retryAt === undefined || performance.now() >= this.#retryAt) this.#writeHeld();
    if (this.#held.length <= HELD_AT_MOST) return;
    this.#dropped += this.#held.length - HELD_AT_MOST;
    this.#held = this.#held.slice(-HELD_AT_MOST);
  }

  bars(instrument: string, from: Instant, to: Instant): readonly Bar[] {
    return this.read.bars(instrument, from, to);
  }

  /** The record, with everything that was held written first. */
  get read(): MarketReader {
    this.flush();
    return this.#reader;
  }

  /** Bars with what a venue told of them, with everything that was held written first. */
  get kept(): KeptBars {
    this.flush();
    return this.#kept;
  }

  lastTrades(): ReadonlyMap<string, MarketTrade> {
    return this.#last;
  }

  counts(): { rows: number; bytes: number; dropped: number } {
    return { rows: this.#rows, bytes: bytesUsed(this.#database), dropped: this.#dropped };
  }

  /** Writes all that `work` hands in before it resolves, with one wait for the disk. */
  bulk(work: () => Promise<void>): Promise<void> {
    return inBulk(this.#database, async () => {
      await work();
      this.flush();
    });
  }

  /** Deletes at most one slice of what is out of bounds and says how many rows that were. */
  retain(): number {
    const deleted = this.#retention.slice(this.#options.machine.now());
    this.#rows -= deleted;
    return deleted;
  }

  /** Deletes the bars of an origin and says to copies of this file that they are out of date. */
  removeOrigin(origin: 'live' | 'demo'): number {
    this.flush();
    return this.#database.transaction(() => {
      const removed = this.#sql.run('remove_origin', origin);
      this.#sql.run('bump_generation');
      this.#rows -= removed;
      return removed;
    })();
  }

  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.flush();
    this.#database.close();
  }

  /** The market never waits for the disk: what cannot be written now is tried again later. */
  #writeHeld(): void {
    try {
      this.#write(this.#held);
      this.#rows += this.#held.length;
      this.#held = [];
      this.#retryAt = undefined;
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (this.#retryAt === undefined) this.#options.onError(error);
    this.#retryAt = performance.now() + RETRY_MILLISECONDS;
  }

  #retainOrReport(): void {
    if (!this.#database.open || this.#retryAt !== undefined) return;
    try {
      if (this.retain() > 0) setTimeout(() => this.#retainOrReport(), 5).unref();
    } catch (error) {
      this.#failed(error);
    }
  }

  #writeRows(held: readonly Held[]): void {
    const traded = new Map<string, MarketTrade>();
    for (const row of held) {
      if (row.kind === 'trade') {
        this.#writeTrade(row.trade, row.at);
        traded.set(row.trade.instrument, row.trade);
      } else if (row.kind === 'quote') this.#writeQuote(row.quote, row.at);
      else this.#writeBar(row.bar, row.origin, row.at);
    }
    const { environment, run } = this.#key;
    for (const { instrument, price, quantity, aggressor, tsEvent } of traded.values()) {
      this.#sql.run('set_last_trade', environment, run, instrument, price, quantity, aggressor, tsEvent);
    }
  }

  #writeTrade(trade: MarketTrade, at: Instant): void {
    const { environment, run } = this.#key;
    const { instrument, price, quantity, aggressor, tsEvent } = trade;
    const tradeDate = this.#options.tradeDateOf(instrument, tsEvent);
    const insert = this.#sql.get('insert_trade');
    insert.run(environment, run, instrument, price, quantity, aggressor, tradeDate, tsEvent, at);
    this.#sql.run('add_volume', environment, run, tradeDate, instrument, price, quantity);
    if (tradeDate <= this.#volumesOf) return;
    this.#volumesOf = tradeDate;
    this.#sql.run('forget_volumes', environment, run, tradeDate);
  }

  #writeQuote(quote: Quote, at: Instant): void {
    const { environment, run } = this.#key;
    const { instrument, bid, bidSize, ask, askSize, tsEvent } = quote;
    const tradeDate = this.#options.tradeDateOf(instrument, tsEvent);
    const insert = this.#sql.get('insert_quote');
    insert.run(environment, run, instrument, bid ?? null, bidSize, ask ?? null, askSize, tradeDate, tsEvent, at);
  }

  #writeBar(bar: Bar, origin: 'live' | 'demo', at: Instant): void {
    const row = { ...this.#key, ...bar, origin, tradeDate: this.#options.tradeDateOf(bar.instrument, bar.tsStart), at };
    this.#sql.get(origin === 'live' ? 'amend_bar' : 'insert_bar').run(row);
  }
}

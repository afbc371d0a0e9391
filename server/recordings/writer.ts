import { closeSync, fsyncSync, openSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Bar, MarketTrade } from '../../core/model/market.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { QuoteBar, ReplayEvent } from '../../core/replay/event.ts';
import { MinuteBars } from '../desk/minute-bars.ts';
import { queriesOf } from '../journal/sql.ts';
import { Statements } from '../journal/statements.ts';
import { packChanges } from './depth-blob.ts';
import { type TradeValues, tradeOf } from './rows.ts';

export type TradeDateOf = (instrument: string, at: Instant) => TradeDate;

/** What a recording's tables come to. */
export interface Summary {
  readonly trades: number;
  readonly quotes: number;
  readonly bars: number;
  readonly depth: number;
  readonly gaps: number;
  /** Null for a recording without an event. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

const played = ['trades', 'quotes', 'minutes', 'depth', 'gaps'];

/** Fills the file of a recording, event by event, in any order; it is of no use before `finish`. */
export class RecordingWriter {
  readonly #database: Database;
  readonly #sql: Statements;
  readonly #file: string;
  readonly #tradeDateOf: TradeDateOf;
  #seq = 0;
  #last = Number.NEGATIVE_INFINITY;
  #inOrder = true;

  constructor(file: string, tradeDateOf: TradeDateOf) {
    this.#file = file;
    this.#tradeDateOf = tradeDateOf;
    this.#database = new Sqlite(file);
    this.#sql = new Statements(this.#database, 'recording');
    // nobody reads the file before it is whole and on disk, so nothing of it needs a log
    this.#database.pragma('journal_mode = OFF');
    this.#database.pragma('synchronous = OFF');
    this.#database.exec(queriesOf('recording')('tables'));
    this.#database.exec('BEGIN');
  }

  add(event: ReplayEvent): void {
    if (event.tsEvent < this.#last) this.#inOrder = false;
    else this.#last = event.tsEvent;
    this.#seq += 1;
    if (event.type === 'trade') this.#trade(event.trade, event.tsEvent);
    else if (event.type === 'quote') {
      const { instrument, bid, bidSize, ask, askSize } = event.quote;
      const date = this.#tradeDateOf(instrument, event.tsEvent);
      const insert = this.#sql.get('insert_quote');
      insert.run(this.#seq, instrument, bid ?? null, bidSize, ask ?? null, askSize, date, event.tsEvent);
    } else if (event.type === 'bar') this.#minute(event);
    else if (event.type === 'depth') {
      const { instrument, snapshot, changes, tsEvent } = event;
      this.#sql.get('insert_depth').run(this.#seq, instrument, snapshot ? 1 : 0, packChanges(changes), tsEvent);
    } else this.#sql.get('insert_gap').run(this.#seq, event.instrument, event.about, event.tsEvent);
  }

  /** Puts everything in the order of time and makes minutes of trades. */
  finish(): Summary {
    if (!this.#inOrder) this.#reorder();
    this.#makeBars();
    this.#database.exec('COMMIT');
    this.#database.exec(queriesOf('recording')('indexes'));
    if (!this.#inOrder) this.#database.exec('VACUUM');
    return this.#sql.one<Summary>('summary')!;
  }

  /** Keeps a value beside the events; the file is on disk then. */
  seal(meta: Readonly<Record<string, string>>): void {
    for (const [key, value] of Object.entries(meta)) this.#sql.run('set_meta', key, value);
    this.#database.close();
    const handle = openSync(this.#file, 'r+');
    fsyncSync(handle);
    closeSync(handle);
  }

  close(): void {
    this.#database.close();
  }

  #trade({ instrument, price, quantity, aggressor }: MarketTrade, at: Instant): void {
    const date = this.#tradeDateOf(instrument, at);
    this.#sql.get('insert_trade').run(this.#seq, instrument, price, quantity, aggressor, date, at);
  }

  #minute({ instrument, tsStart, tsEvent, trades, bid, ask }: Extract<ReplayEvent, { type: 'bar' }>): void {
    const range = (of: Omit<QuoteBar, 'size'> | undefined, size: number | undefined) =>
      of ? [of.open, of.high, of.low, of.close, size] : [null, null, null, null, null];
    const values = [...range(trades, trades?.volume), ...range(bid, bid?.size), ...range(ask, ask?.size)];
    const date = this.#tradeDateOf(instrument, tsStart);
    this.#sql.get('insert_minute').run(this.#seq, instrument, ...values, date, tsEvent);
  }

  #reorder(): void {
    this.#database.exec(queriesOf('recording')('places'));
    for (const table of played) {
      // no place is negative, so rows that moved and rows that did not never meet
      this.#database.exec(
        `UPDATE ${table} SET seq = -(SELECT place FROM places WHERE places.seq = ${table}.seq);
         UPDATE ${table} SET seq = -seq;`,
      );
    }
    this.#database.exec('DROP TABLE places');
  }

  #makeBars(): void {
    this.#sql.run('bars_of_minutes');
    const minutes = new MinuteBars();
    const insert = (bar: Bar) => {
      const { instrument, open, high, low, close, volume, tsStart } = bar;
      const date = this.#tradeDateOf(instrument, tsStart);
      this.#sql.get('insert_bar').run(instrument, open, high, low, close, volume, 'recorded', date, tsStart);
    };
    let last = Number.NEGATIVE_INFINITY;
    for (let from = 1; ; ) {
      const rows = this.#sql.get('trades').raw().all(from, 4_096) as TradeValues[];
      for (const row of rows) {
        const trade = tradeOf(row);
        // a minute is complete when any instrument has gone on, so bars of several come in the order of time
        if (trade.tsEvent > last) for (const bar of minutes.complete(trade.tsEvent)) insert(bar);
        last = trade.tsEvent;
        const over = minutes.add(trade);
        if (over) insert(over);
      }
      if (rows.length === 0) break;
      from = rows.at(-1)![0] + 1;
    }
    for (const bar of minutes.complete(Number.POSITIVE_INFINITY as Instant)) insert(bar);
  }
}

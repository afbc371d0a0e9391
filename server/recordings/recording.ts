import Sqlite, { type Database } from 'better-sqlite3';
import type { Instrument } from '../../core/model/instrument.ts';
import type { InstrumentRegistry } from '../../core/model/registry.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { ReplayEvent } from '../../core/replay/event.ts';
import type { Recording, RecordingInfo } from '../../core/replay/recording.ts';
import { Statements } from '../journal/statements.ts';
import { bookBefore } from './book-before.ts';
import { Cursor } from './cursor.ts';
import { type InstrumentSettings, registryOn } from './instruments.ts';
import { depthEvent, gapEvent, minuteEvent, quoteEvent, type TradeValues, tradeOf } from './rows.ts';

/** What a file of a recording says of itself. */
export interface RecordingMeta extends RecordingInfo {
  /** The day as of which its instruments are named. */
  readonly asOf: TradeDate;
}

export const readMeta = (database: Database): RecordingMeta => {
  const text = new Statements(database, 'recording').one<{ value: string }>('meta', 'info')?.value;
  if (text === undefined) throw new Error(`${database.name} is no whole recording: delete it and read its file again.`);
  return JSON.parse(text) as RecordingMeta;
};

const tradeEvent = (values: TradeValues): ReplayEvent => {
  const trade = tradeOf(values);
  return { type: 'trade', tsEvent: trade.tsEvent, trade };
};

/** A recording in the data folder, open for reading. */
export class StoredRecording implements Recording {
  readonly id: string;
  readonly name: string;
  readonly instruments: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly events: RecordingInfo['events'];
  readonly gaps: number;
  readonly notes: readonly string[];
  /** The SQLite file, whose tables trades, quotes and bars_1m are those of the market record. */
  readonly file: string;
  /** Instruments as of the day the recording begins. */
  readonly registry: InstrumentRegistry;
  /** What `instruments` names. */
  readonly contracts: readonly Instrument[];
  readonly #database: Database;
  readonly #sql: Statements;

  constructor(file: string, settings: InstrumentSettings) {
    this.file = file;
    this.#database = new Sqlite(file, { readonly: true, fileMustExist: true });
    this.#sql = new Statements(this.#database, 'recording');
    const meta = this.#opened();
    this.id = meta.id;
    this.name = meta.name;
    this.instruments = meta.instruments;
    this.from = meta.from;
    this.to = meta.to;
    this.events = meta.events;
    this.gaps = meta.gaps;
    this.notes = meta.notes;
    this.registry = registryOn(settings, meta.asOf);
    this.contracts = meta.instruments.map((id) => this.registry.resolve(id));
  }

  /** Nothing stays open of a file that is no recording. */
  #opened(): RecordingMeta {
    try {
      return readMeta(this.#database);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** From the middle on, the book as it stood is told first, at `from`. */
  *play(from?: Instant): Generator<ReplayEvent> {
    const first = from === undefined ? 1 : this.#sql.one<{ seq: number | null }>('first_since', { from })?.seq;
    if (first === null || first === undefined) return;
    const cursors = [
      new Cursor(this.#sql.get('trades'), tradeEvent, first),
      new Cursor(this.#sql.get('quotes'), quoteEvent, first),
      new Cursor(this.#sql.get('minutes'), minuteEvent, first),
      new Cursor(this.#sql.get('depth'), depthEvent, first),
      new Cursor(this.#sql.get('gaps'), gapEvent, first),
    ].filter(({ seq }) => Number.isFinite(seq));
    if (from !== undefined) {
      const before = bookBefore(this.#sql, first, from);
      if (before) yield before;
    }
    for (;;) {
      let next = cursors[0];
      let until = Number.POSITIVE_INFINITY;
      for (const cursor of cursors) {
        if (next === undefined || cursor.seq < next.seq) next = cursor;
      }
      if (next === undefined || !Number.isFinite(next.seq)) return;
      for (const cursor of cursors) if (cursor !== next && cursor.seq < until) until = cursor.seq;
      while (next.seq < until) yield next.take();
    }
  }

  close(): void {
    this.#database.close();
  }
}

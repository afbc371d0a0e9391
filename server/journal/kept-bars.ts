import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Bounds } from '../../core/calendar/calendar.ts';
import type { Clock } from '../../core/clock.ts';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, type TradeDate } from '../../core/model/time.ts';
import type { RunKey } from './port.ts';
import type { Statements } from './statements.ts';

/** What venues tell bars in; everything else is made of these. */
export type BarUnit = 'second' | 'minute' | 'hour' | 'day';

export interface KeptBarsOptions {
  readonly machine: Clock;
  readonly tradeDateOf: (instrument: string, at: Instant) => TradeDate;
  readonly added: (rows: number) => void;
}

/** A venue's answer for a span. */
export interface ToldBars {
  readonly instrument: string;
  readonly unit: BarUnit;
  /** What it was asked for. */
  readonly span: Bounds;
  readonly bars: readonly Bar[];
  /** What began before this will not change any more; the span is asked for again from here on. */
  readonly settled: Instant;
}

/** Rows a turn of the event loop: some milliseconds. */
const SLICE = 1_000;

/** Bars of the market record, and for which spans a venue was asked. */
export class KeptBars {
  readonly #database: Database;
  readonly #sql: Statements;
  readonly #key: RunKey;
  readonly #options: KeptBarsOptions;

  constructor(database: Database, sql: Statements, key: RunKey, options: KeptBarsOptions) {
    this.#database = database;
    this.#sql = sql;
    this.#key = key;
    this.#options = options;
  }

  /** Those that begin in `[from, to)`, oldest first. */
  bars(instrument: string, unit: BarUnit, from: Instant, to: Instant): readonly Bar[] {
    const { environment, run } = this.#key;
    return unit === 'minute'
      ? this.#sql.all('bars', environment, run, instrument, from, to)
      : this.#sql.all('venue_bars', environment, run, instrument, unit, from, to);
  }

  /** Spans that were asked for and touch these bounds, ascending. */
  asked(instrument: string, unit: BarUnit, { start, end }: Bounds): readonly Bounds[] {
    const { environment, run } = this.#key;
    return this.#sql.all('asked', environment, run, instrument, unit, start, end);
  }

  /** Keeps an answer, a slice a turn; the span counts as asked for once all of it is written. */
  async keep({ instrument, unit, span, bars, settled }: ToldBars): Promise<void> {
    for (let from = 0; from < bars.length; from += SLICE) {
      if (!this.#database.open) return;
      this.#write(bars.slice(from, from + SLICE), unit, settled);
      await turn();
    }
    const end = Math.min(span.end, settled) as Instant;
    if (end > span.start && this.#database.open) this.#setAsked(instrument, unit, { start: span.start, end });
  }

  #write(bars: readonly Bar[], unit: BarUnit, settled: Instant): void {
    const write = unit === 'minute' ? this.#writeMinutes : this.#writeOthers;
    const rows = this.#database.transaction(() => write(bars, settled, unit))();
    this.#options.added(rows);
  }

  /** What a venue tells of a settled minute replaces what was known otherwise; the same again writes nothing. */
  #writeMinutes = (bars: readonly Bar[], settled: Instant): number => {
    const [first, last] = [bars[0], bars.at(-1)];
    if (first === undefined || last === undefined) return 0;
    const before = this.bars(first.instrument, 'minute', first.tsStart, instant(last.tsStart + 1));
    const known = new Map(before.map((bar) => [bar.tsStart, bar]));
    const at = this.#options.machine.now();
    let written = 0;
    for (const bar of bars) {
      const old = known.get(bar.tsStart);
      if (old !== undefined && (bar.tsStart >= settled || isSame(old, bar))) continue;
      const tradeDate = this.#options.tradeDateOf(bar.instrument, bar.tsStart);
      const row = { ...this.#key, ...bar, origin: 'venue', tradeDate, at };
      written += this.#sql.get(old === undefined ? 'insert_bar' : 'replace_bar').run(row).changes;
    }
    return written;
  };

  #writeOthers = (bars: readonly Bar[], settled: Instant, unit: BarUnit): number => {
    const { environment, run } = this.#key;
    for (const { instrument, tsStart, open, high, low, close, volume } of bars) {
      if (tsStart >= settled) continue;
      this.#sql.run('put_venue_bar', environment, run, instrument, unit, open, high, low, close, volume, tsStart);
    }
    return 0;
  };

  #setAsked(instrument: string, unit: BarUnit, span: Bounds): void {
    const of = [this.#key.environment, this.#key.run, instrument, unit] as const;
    this.#database.transaction(() => {
      const touching = this.asked(instrument, unit, span);
      const start = Math.min(span.start, ...touching.map((each) => each.start));
      const end = Math.max(span.end, ...touching.map((each) => each.end));
      this.#sql.run('forget_asked', ...of, start, end);
      this.#sql.run('put_asked', ...of, start, end);
    })();
  }
}

const isSame = (one: Bar, other: Bar): boolean =>
  one.open === other.open &&
  one.high === other.high &&
  one.low === other.low &&
  one.close === other.close &&
  one.volume === other.volume;

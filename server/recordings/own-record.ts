import { existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import type { ReplayEvent } from '../../core/replay/event.ts';
import { MARKET_FILE } from '../desk/record.ts';
import { ImportRefused } from '../import/broken.ts';
import { type QuoteValues, quoteEvent, type TradeValues, tradeOf } from './rows.ts';

const CHUNK = 4_096;

/** Which of the market record's rows are read. */
export interface RecordKey {
  readonly environment: string;
  readonly run: string;
}

/** A trade date of which the console's own market record has something. */
export interface RecordedDate {
  readonly tradeDate: TradeDate;
  readonly instruments: number;
  readonly minutes: number;
  /** Whether single trades are kept of it, and not only minutes. */
  readonly trades: boolean;
}

function openMarket(dataFolder: string): Database | undefined {
  const file = path.join(dataFolder, MARKET_FILE);
  return existsSync(file) ? new Sqlite(file, { readonly: true, fileMustExist: true }) : undefined;
}

/** The trade dates of the record, newest first. */
export function recordedDates(dataFolder: string, { environment, run }: RecordKey): readonly RecordedDate[] {
  const market = openMarket(dataFolder);
  if (!market) return [];
  try {
    const traded = (order: 'ASC' | 'DESC'): TradeDate | undefined =>
      market
        .prepare<[string, string], TradeDate>(
          `SELECT trade_date FROM trades WHERE environment = ? AND run = ? ORDER BY seq ${order} LIMIT 1`,
        )
        .pluck()
        .get(environment, run);
    const [oldest, newest] = [traded('ASC'), traded('DESC')];
    const rows = market
      .prepare<[string, string], Omit<RecordedDate, 'trades'>>(
        `SELECT trade_date AS tradeDate, count(DISTINCT instrument) AS instruments, count(*) AS minutes FROM bars_1m
         WHERE environment = ? AND run = ? GROUP BY trade_date ORDER BY trade_date DESC`,
      )
      .all(environment, run);
    // in the first minute of a date there are trades and no minute that is over
    const isBegun = newest !== undefined && rows[0]?.tradeDate !== newest;
    const begun = isBegun ? [{ tradeDate: newest, instruments: instrumentsOf(market, newest), minutes: 0 }] : [];
    return [...begun, ...rows].map((row) => ({ ...row, trades: oldest !== undefined && row.tradeDate >= oldest }));
  } finally {
    market.close();
  }
}

const instrumentsOf = (market: Database, date: TradeDate): number =>
  market
    .prepare<[TradeDate], number>('SELECT count(DISTINCT instrument) FROM volumes WHERE trade_date = ?')
    .pluck()
    .get(date) ?? 0;

/** What a trade date of the record holds, for a recording of it. */
export interface OwnDate {
  /** Says which rows these are: it changes when the record has more of the date. */
  readonly mark: string;
  readonly notes: readonly string[];
  /** Events by chunks, in order of time: a trade before the quotes of its instant. */
  chunks(): AsyncGenerator<readonly ReplayEvent[]>;
  close(): void;
}

/** Opens a trade date of the console's own market record. Throws `ImportRefused` where there is nothing of it. */
export function openOwnDate(dataFolder: string, tradeDate: TradeDate, { environment, run }: RecordKey): OwnDate {
  const market = openMarket(dataFolder);
  const key = [environment, run, tradeDate];
  const edges = (table: string) =>
    market
      ?.prepare<string[], [number | null, number, number]>(
        `SELECT min(seq), max(seq), count(*) FROM ${table} WHERE environment = ? AND run = ? AND trade_date = ?`,
      )
      .raw()
      .get(...key) ?? [null, 0, 0];
  const of = { trades: edges('trades'), quotes: edges('quotes'), bars: edges('bars_1m') };
  if (!market || of.trades[2] + of.bars[2] === 0) {
    market?.close();
    throw new ImportRefused(`The market record has nothing of the trade date ${tradeDate}.`);
  }
  const single = of.trades[2] > 0;
  return {
    mark: JSON.stringify([environment, run, tradeDate, of]),
    notes: single
      ? ['From the console’s own market record, trades and best quotes.']
      : ['From the console’s own market record, of which only minutes are left.'],
    chunks: () => (single ? ticksOf(market, key) : minutesOf(market, key)),
    close: () => market.close(),
  };
}

type Rows = (from: number) => readonly (readonly [number, ...unknown[]])[];

/** All rows of a table by chunks of one ascending number. */
function* rowsOf<V extends readonly [number, ...unknown[]]>(read: Rows): Generator<V> {
  for (let from = 0; ; ) {
    const rows = read(from) as readonly V[];
    if (rows.length === 0) return;
    yield* rows;
    from = rows.at(-1)![0] + 1;
  }
}

async function* ticksOf(market: Database, key: readonly string[]): AsyncGenerator<readonly ReplayEvent[]> {
  const where = `WHERE seq >= ? AND environment = ? AND run = ? AND trade_date = ? ORDER BY seq LIMIT ${CHUNK}`;
  const trade = market.prepare(`SELECT seq, instrument, price, quantity, aggressor, ts_event FROM trades ${where}`);
  const quote = market.prepare(`SELECT seq, instrument, bid, bid_size, ask, ask_size, ts_event FROM quotes ${where}`);
  const trades = rowsOf<TradeValues>((from) => trade.raw().all(from, ...key) as TradeValues[]);
  const quotes = rowsOf<QuoteValues>((from) => quote.raw().all(from, ...key) as QuoteValues[]);
  let [nextTrade, nextQuote] = [trades.next(), quotes.next()];
  let chunk: ReplayEvent[] = [];
  while (!nextTrade.done || !nextQuote.done) {
    const isTrade = !nextTrade.done && (nextQuote.done || nextTrade.value[5] <= nextQuote.value[6]);
    if (isTrade && !nextTrade.done) {
      const one = tradeOf(nextTrade.value);
      chunk.push({ type: 'trade', tsEvent: one.tsEvent, trade: one });
      nextTrade = trades.next();
    } else if (!nextQuote.done) {
      chunk.push(quoteEvent(nextQuote.value));
      nextQuote = quotes.next();
    }
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  yield chunk;
}

async function* minutesOf(market: Database, key: readonly string[]): AsyncGenerator<readonly ReplayEvent[]> {
  const bars = market
    .prepare<string[], Bar>(
      `SELECT instrument, ts_start AS tsStart, open, high, low, close, volume FROM bars_1m
       WHERE environment = ? AND run = ? AND trade_date = ? ORDER BY ts_start, instrument`,
    )
    .all(...key);
  yield bars.map((trades): ReplayEvent => {
    const { instrument, tsStart } = trades;
    const tsEvent: Instant = instant(tsStart + MINUTE);
    return { type: 'bar', tsEvent, instrument, tsStart, trades };
  });
}

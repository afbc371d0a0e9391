import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { type CellError, CellFailure, type ParamValue, type QueryResult } from '../../../cells/kind.ts';
import { machineClock } from '../../../core/clock.ts';
import type { Currency, Instrument } from '../../../core/model/instrument.ts';
import type { Money } from '../../../core/model/money.ts';
import type { Price } from '../../../core/model/price.ts';
import { type AnalyticsOptions, createAnalytics } from '../../../server/analytics/client.ts';
import type { Analytics, RunRequest } from '../../../server/analytics/port.ts';
import { openDatabase } from '../../../server/journal/database.ts';
import { openTraces } from '../trace/rows.ts';

export const key = { environment: 'paper', run: 'main' };

export const note = (root: string, month: string, multiplier: number): Instrument => ({
  id: `${root}${month}`,
  root,
  name: root,
  exchange: 'CME',
  currency: 'USD' as Currency,
  tick: 15_625_000 as Price,
  tickValue: 15_625_000 as Money,
  multiplier,
  priceStyle: { kind: 'decimal', decimals: 6 },
  session: 'cme',
  deliveryMonth: '2026-12',
});

export const instruments = [note('ZN', 'Z6', 1000), note('ES', 'Z6', 50)];

/** A data folder with a record to write into, and the analytics over it; `dispose` ends both. */
export class Lab {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'deskbook-analytics-'));
  readonly log: string[] = [];
  #analytics: Analytics | undefined;
  #journal: Database | undefined;
  #market: Database | undefined;
  #traces: Database | undefined;
  readonly #options: Partial<AnalyticsOptions>;

  constructor(options: Partial<AnalyticsOptions> = {}) {
    this.#options = options;
  }

  get analytics(): Analytics {
    this.#analytics ??= createAnalytics({
      folder: this.folder,
      ...key,
      instruments,
      log: (line) => this.log.push(line),
      ...this.#options,
    });
    return this.#analytics;
  }

  get journal(): Database {
    this.#journal ??= openDatabase(path.join(this.folder, 'journal.sqlite'), 'journal', machineClock);
    return this.#journal;
  }

  get market(): Database {
    this.#market ??= openDatabase(path.join(this.folder, 'market.sqlite'), 'market', machineClock);
    return this.#market;
  }

  get traces(): Database {
    this.#traces ??= openTraces(this.traceFile);
    return this.#traces;
  }

  get traceFile(): string {
    return path.join(this.folder, 'trace.sqlite');
  }

  /** The record is empty, as it was in the beginning, and the engine that copied it goes on. */
  forget(): void {
    const anew = "UPDATE meta SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) WHERE key = 'generation'";
    this.journal.exec(`DELETE FROM fills; ${anew}`);
    this.market.exec(`DELETE FROM trades; DELETE FROM bars_1m; ${anew}`);
  }

  /** The trace store is gone, and its writer has nothing open. */
  loseTraces(): void {
    this.#traces?.close();
    this.#traces = undefined;
    for (const end of ['', '-wal', '-shm']) rmSync(`${this.traceFile}${end}`, { force: true });
  }

  run(sql: string, request: Partial<RunRequest> = {}): Promise<QueryResult> {
    return this.analytics.run({ sql, params: new Map<string, ParamValue>(), ...request });
  }

  async rows(sql: string, request: Partial<RunRequest> = {}): Promise<QueryResult['rows']> {
    return (await this.run(sql, request)).rows;
  }

  async error(sql: string, request: Partial<RunRequest> = {}): Promise<CellError> {
    return failure(this.run(sql, request));
  }

  async reopen(): Promise<void> {
    await this.#analytics?.close();
    this.#analytics = undefined;
  }

  async dispose(): Promise<void> {
    await this.reopen();
    this.#journal?.close();
    this.#market?.close();
    this.#traces?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The error of what must fail as a cell does. */
export async function failure(work: Promise<unknown>): Promise<CellError> {
  try {
    await work;
  } catch (reason) {
    if (reason instanceof CellFailure) return reason.error;
    throw reason;
  }
  throw new Error('This should have failed.');
}

const start = Date.UTC(2026, 10, 20, 15) * 1000;

export interface FillRow {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  readonly quantity: number;
  /** Points. */
  readonly price: number;
  readonly instrument?: string;
  readonly strategy?: string;
  readonly tradeDate?: string;
  readonly run?: string;
  readonly second?: number;
}

export function addFill(journal: Database, fill: FillRow): void {
  const at = start + (fill.second ?? 0) * 1_000_000;
  journal
    .prepare(
      `INSERT INTO fills (environment, run, execution_id, client_order_id, instrument, account, strategy, side, quantity, price,
         liquidity, trade_date, ts_event, ts_init, ts_machine) VALUES (?, ?, ?, 'C-1', ?, 'SIM-1', ?, ?, ?, ?, 'maker', ?, ?, ?, ?)`,
    )
    .run(
      key.environment,
      fill.run ?? key.run,
      fill.id,
      fill.instrument ?? 'ZNZ6',
      fill.strategy ?? 'manual',
      fill.side,
      fill.quantity,
      fill.price * 1e9,
      fill.tradeDate ?? '2026-11-20',
      at,
      at + 1,
      at + 2,
    );
}

export function addTrade(market: Database, price: number, second = 0): void {
  const at = start + second * 1_000_000;
  market
    .prepare(
      `INSERT INTO trades (environment, run, instrument, price, quantity, aggressor, trade_date, ts_event, ts_machine)
       VALUES (?, ?, 'ZNZ6', ?, 1, 'buy', '2026-11-20', ?, ?)`,
    )
    .run(key.environment, key.run, price * 1e9, at, at);
}

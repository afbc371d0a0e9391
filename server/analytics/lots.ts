import type { DuckDBConnection } from '@duckdb/node-api';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../core/model/ids.ts';
import type { Money } from '../../core/model/money.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import { bookFill } from '../../core/pnl/book-fill.ts';
import { entryPrice } from '../../core/pnl/entry-price.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import type { Match } from '../../core/pnl/match.ts';
import type { LotMethod } from '../../core/pnl/method.ts';
import type { ColumnKind } from './record.ts';
import { appendRows } from './rows.ts';
import { inTransaction } from './transaction.ts';

export interface Contract {
  readonly multiplier: number;
  readonly currency: string;
}

const newFills = `
  SELECT execution_id, instrument, account, strategy, side, quantity, (price::DECIMAL(38,9) * 1000000000)::BIGINT, trade_date::VARCHAR,
    epoch_us(ts_event), seq, (fee::DECIMAL(38,6) * 1000000)::BIGINT
  FROM analytics.record.amended_fills WHERE seq > $1 ORDER BY ts_event, seq`;

const matchKinds: readonly ColumnKind[] = [
  ...(['text', 'instant', 'instant', 'date', 'text', 'text', 'text', 'text', 'integer', 'price', 'price'] as const),
  ...(['money', 'text', 'text', 'text', 'money', 'money'] as const),
];
const lotKinds: readonly ColumnKind[] = [
  ...(['text', 'instant', 'date', 'text', 'text', 'text', 'text', 'text', 'integer', 'price'] as const),
  ...(['money', 'money', 'text'] as const),
];
const holdingKinds = ['text', 'text', 'text', 'integer', 'money', 'instant'] as const;

/** The tables that one method's lots go to. */
export interface LotTables {
  readonly matches: string;
  readonly lots: string;
  readonly holdings?: string;
}

/** Of the method that the desk shows. */
export const deskTables: LotTables = { matches: 'matches', lots: 'lots', holdings: 'holdings' };
/** Of every method beside each other. */
export const methodTables: LotTables = { matches: 'method_matches', lots: 'method_lots' };

/** Folds the copied fills into lots with the same code as the desk. Begins anew with each process. */
export class Lots {
  readonly #contractOf: (instrument: string) => Contract;
  readonly #method: LotMethod;
  readonly #tables: LotTables;
  #book: LotBook | undefined;
  #folded = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** `contractOf` throws for an instrument it does not know. */
  constructor(contractOf: (instrument: string) => Contract, method: LotMethod, tables: LotTables) {
    this.#contractOf = contractOf;
    this.#method = method;
    this.#tables = tables;
  }

  /** Forgets everything; the next update folds all fills. */
  reset(): void {
    this.#book = undefined;
    this.#folded = 0;
    this.#last = Number.NEGATIVE_INFINITY;
  }

  async update(connection: DuckDBConnection): Promise<void> {
    const first = this.#book === undefined;
    this.#book ??= new LotBook((instrument) => this.#contractOf(instrument).multiplier, this.#method);
    const rows = await (await connection.run(newFills, [BigInt(this.#folded)])).getRows();
    if (rows.length === 0 && !first) return;
    if (rows.length > 0 && Number(rows[0]![8]) < this.#last) {
      this.reset();
      return this.update(connection);
    }
    const matches: Match[] = [];
    for (const row of rows) {
      // what cannot be booked closes nothing here as on the desk, which journals it as refused
      const closed = bookFill(this.#book, fillOf(row));
      if (!('reason' in closed)) matches.push(...closed);
    }
    const { name } = this.#method;
    const tables = this.#tables;
    await inTransaction(connection, async () => {
      const forget = (table: string) =>
        connection.run(`DELETE FROM analytics.record.${table} WHERE method = '${name}'`);
      const write = (table: string, kinds: readonly ColumnKind[], values: readonly (readonly (string | number)[])[]) =>
        appendRows(connection, { catalog: 'analytics', schema: 'record', table, kinds }, values);
      if (first) await forget(tables.matches);
      await write(
        tables.matches,
        matchKinds,
        matches.map((match) => this.#matchRow(match)),
      );
      await forget(tables.lots);
      await write(tables.lots, lotKinds, this.#lotRows());
      if (tables.holdings === undefined) return;
      await connection.run(`DELETE FROM analytics.record.${tables.holdings}`);
      await write(tables.holdings, holdingKinds, this.#holdings());
    }).catch((reason: unknown) => {
      this.reset();
      throw reason;
    });
    for (const row of rows) this.#folded = Math.max(this.#folded, Number(row[9]));
    if (rows.length > 0) this.#last = Number(rows.at(-1)![8]);
  }

  #matchRow(match: Match): (string | number)[] {
    const { entry, exit, position, side, quantity, realized, entryFee, exitFee } = match;
    const { currency, multiplier } = this.#contractOf(position.instrument);
    return [
      ...[this.#method.name, entry.tsEvent, exit.tsEvent, exit.tradeDate],
      ...[position.instrument, position.account, position.strategy, side, quantity],
      ...[entryPrice(match, multiplier, this.#method), exit.price, realized, currency],
      ...[entry.executionId, exit.executionId, entryFee, exitFee],
    ];
  }

  #lotRows(): (string | number)[][] {
    return [...this.#book!.positions()].flatMap((position) => {
      const { instrument, account, strategy } = position.key;
      const { currency, multiplier } = this.#contractOf(instrument);
      const side = position.quantity < 0 ? 'short' : 'long';
      return position
        .lots()
        .map((lot) => [
          ...[this.#method.name, lot.entry.tsEvent, lot.entry.tradeDate, instrument, account, strategy, side],
          ...[lot.entry.executionId, lot.quantity, entryPrice(lot, multiplier, this.#method)],
          ...[lot.cost, lot.fee, currency],
        ]);
    });
  }

  #holdings(): (string | number)[][] {
    return [...this.#book!.positions()].map(({ key, quantity, cost, tsUpdated }) => [
      key.instrument,
      key.account,
      key.strategy,
      quantity,
      cost,
      tsUpdated,
    ]);
  }
}

function fillOf(row: readonly unknown[]): Fill {
  const [execution, instrument, account, strategy, side, quantity, price, tradeDate, tsEvent, , fee] = row;
  return {
    executionId: String(execution) as ExecutionId,
    clientOrderId: '' as ClientOrderId,
    instrument: String(instrument),
    account: String(account) as AccountId,
    strategy: String(strategy),
    side: String(side) as Side,
    quantity: Number(quantity) as Quantity,
    price: Number(price) as Price,
    fee: Number(fee) as Money,
    liquidity: 'maker',
    tradeDate: String(tradeDate) as TradeDate,
    tsEvent: Number(tsEvent) as Instant,
    tsInit: Number(tsEvent) as Instant,
  };
}

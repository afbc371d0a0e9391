import type { DuckDBConnection } from '@duckdb/node-api';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId } from '../../core/model/ids.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import { LotBook } from '../../core/pnl/lot-book.ts';
import type { Match } from '../../core/pnl/match.ts';
import { appendRows } from './rows.ts';
import { inTransaction } from './transaction.ts';

export interface Contract {
  readonly multiplier: number;
  readonly currency: string;
}

const newFills = `
  SELECT execution_id, instrument, account, strategy, side, quantity, (price::DECIMAL(38,9) * 1000000000)::BIGINT, trade_date::VARCHAR,
    epoch_us(ts_event), seq
  FROM analytics.record.amended_fills WHERE seq > $1 ORDER BY ts_event, seq`;

const matchKinds = [
  'instant',
  'instant',
  'date',
  'text',
  'text',
  'text',
  'text',
  'integer',
  'price',
  'price',
  'money',
  'text',
] as const;
const holdingKinds = ['text', 'text', 'text', 'integer', 'money', 'instant'] as const;

/** Folds the copied fills into realized lots and holdings with the same code as the desk. Begins anew with each process. */
export class Lots {
  readonly #contractOf: (instrument: string) => Contract;
  #book: LotBook | undefined;
  #folded = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** `contractOf` throws for an instrument it does not know. */
  constructor(contractOf: (instrument: string) => Contract) {
    this.#contractOf = contractOf;
  }

  /** Forgets everything; the next update folds all fills. */
  reset(): void {
    this.#book = undefined;
    this.#folded = 0;
    this.#last = Number.NEGATIVE_INFINITY;
  }

  async update(connection: DuckDBConnection): Promise<void> {
    const first = this.#book === undefined;
    this.#book ??= new LotBook((instrument) => this.#contractOf(instrument).multiplier);
    const rows = await (await connection.run(newFills, [BigInt(this.#folded)])).getRows();
    if (rows.length === 0 && !first) return;
    if (rows.length > 0 && Number(rows[0]![8]) < this.#last) {
      this.reset();
      return this.update(connection);
    }
    const matches: Match[] = [];
    for (const row of rows) matches.push(...this.#book.apply(fillOf(row)));
    await inTransaction(connection, async () => {
      if (first) await connection.run('DELETE FROM analytics.record.matches');
      await connection.run('DELETE FROM analytics.record.holdings');
      const place = { catalog: 'analytics', schema: 'record' };
      await appendRows(
        connection,
        { ...place, table: 'matches', kinds: matchKinds },
        matches.map((m) => this.#matchRow(m)),
      );
      await appendRows(connection, { ...place, table: 'holdings', kinds: holdingKinds }, this.#holdings());
    }).catch((reason: unknown) => {
      this.reset();
      throw reason;
    });
    for (const row of rows) this.#folded = Math.max(this.#folded, Number(row[9]));
    if (rows.length > 0) this.#last = Number(rows.at(-1)![8]);
  }

  #matchRow({ entry, exit, position, side, quantity, realized }: Match): (string | number)[] {
    const { currency } = this.#contractOf(position.instrument);
    return [
      entry.tsEvent,
      exit.tsEvent,
      exit.tradeDate,
      position.instrument,
      position.account,
      position.strategy,
      side,
      quantity,
      entry.price,
      exit.price,
      realized,
      currency,
    ];
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
  const [execution, instrument, account, strategy, side, quantity, price, tradeDate, tsEvent] = row;
  return {
    executionId: String(execution) as ExecutionId,
    clientOrderId: '' as ClientOrderId,
    instrument: String(instrument),
    account: String(account) as AccountId,
    strategy: String(strategy),
    side: String(side) as Side,
    quantity: Number(quantity) as Quantity,
    price: Number(price) as Price,
    liquidity: 'maker',
    tradeDate: String(tradeDate) as TradeDate,
    tsEvent: Number(tsEvent) as Instant,
    tsInit: Number(tsEvent) as Instant,
  };
}

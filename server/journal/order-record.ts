import type { Statement } from 'better-sqlite3';
import type { Fill } from '../../core/model/fill.ts';
import type { ClientOrderId } from '../../core/model/ids.ts';
import type { OrderEvent } from '../../core/model/order.ts';
import type { Instant } from '../../core/model/time.ts';
import { type OrderEventRow, orderEventOf } from './order-event.ts';
import type { JournalEntry, RunKey } from './port.ts';
import { type FillValues, fillOf, fillRow, orderEventRow } from './rows.ts';
import type { Statements } from './statements.ts';

/** Order events and the fills that came with them, in a transaction of the caller. */
export class OrderRecord {
  readonly #sql: Statements;
  readonly #key: RunKey;
  readonly #insertEvent: Statement<unknown[]>;
  readonly #insertFill: Statement<unknown[]>;

  constructor(sql: Statements, key: RunKey) {
    this.#sql = sql;
    this.#key = key;
    this.#insertEvent = sql.get('insert_order_event');
    this.#insertFill = sql.get('insert_fill');
  }

  append(entries: readonly JournalEntry[], at: Instant): void {
    for (const entry of entries) {
      this.#insertEvent.run(orderEventRow(this.#key, entry, at));
      if (entry.fill) this.#insertFill.run(fillRow(this.#key, entry.fill, 'venue', at));
    }
  }

  *events(): IterableIterator<OrderEvent> {
    for (const row of this.#pages<OrderEventRow>(this.#sql.get('order_events'), ({ seq }) => seq))
      yield orderEventOf(row);
  }

  *fills(): IterableIterator<Fill> {
    for (const values of this.#pages<FillValues>(this.#sql.get('fills').raw(), ([seq]) => seq)) yield fillOf(values);
  }

  /** All events of the open orders, and of the newest `closed` others. */
  recent(closed: number): readonly OrderEvent[] {
    return this.#sql.all<OrderEventRow>('order_events_to_restore', { ...this.#key, closed }).map(orderEventOf);
  }

  of(clientOrderId: ClientOrderId): readonly OrderEvent[] {
    const { environment, run } = this.#key;
    return this.#sql.all<OrderEventRow>('order_events_of', environment, run, clientOrderId).map(orderEventOf);
  }

  groupsToProtect(): readonly ClientOrderId[] {
    const { environment, run } = this.#key;
    return this.#sql.all<{ entry: ClientOrderId }>('groups_to_protect', environment, run).map(({ entry }) => entry);
  }

  ofGroup(entry: ClientOrderId): readonly ClientOrderId[] {
    const { environment, run } = this.#key;
    return this.#sql
      .all<{ clientOrderId: ClientOrderId }>('orders_of_group', environment, run, entry)
      .map(({ clientOrderId }) => clientOrderId);
  }

  /** The newest instant that an event was journalled at; 0 when there is none. */
  newest(): Instant {
    const { environment, run } = this.#key;
    return this.#sql.one<{ at: Instant }>('newest_event', environment, run)?.at ?? (0 as Instant);
  }

  /** Page by page, because a connection with an open cursor cannot write. */
  *#pages<Row>(statement: Statement<unknown[]>, seqOf: (row: Row) => number): IterableIterator<Row> {
    let after = 0;
    for (;;) {
      const rows = statement.all(this.#key.environment, this.#key.run, after) as Row[];
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = seqOf(last);
    }
  }
}

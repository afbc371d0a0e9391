import type { ClientOrderId } from '../../core/model/ids.ts';
import type { Instant } from '../../core/model/time.ts';
import type { Receipt, ReceiptOutcome } from '../../core/webhooks/receipt.ts';
import type { GroupCommit } from './commits.ts';
import type { RunKey } from './port.ts';
import type { Statements } from './statements.ts';

/** A receipt with what only the journal needs of it. */
export interface WebhookRow extends Receipt {
  /** By which the same message is known again. */
  readonly message?: string;
  /** What was answered, as JSON. */
  readonly answer?: string;
  /** When it was received, by the machine's clock. */
  readonly machine: Instant;
}

/** When a signal of an instrument was last acted on, by the machine's clock. */
export interface ActedOn {
  readonly webhook: string;
  readonly signal: string;
  readonly instrument: string;
  readonly at: Instant;
}

/** Messages that other programs sent to this run. */
export interface Webhooks {
  /** Greater than any id of this file. */
  nextId(): number;
  /** Each change of a receipt is a row of its own. What is not to be acted on goes on while the disk cannot be written. */
  append(row: WebhookRow, meanwhile: 'refuse' | 'go_on'): Promise<void>;
  /** Newest first. */
  newest(limit: number): readonly Receipt[];
  messageOf(webhook: string, message: string): WebhookRow | undefined;
  actedOnSince(since: Instant): readonly ActedOn[];
  /** Orders of the newest message of a webhook that opened a position in an instrument. */
  entriesOf(webhook: string, instrument: string): readonly ClientOrderId[];
  /** Received and never answered: the process ended first. */
  unfinished(): readonly WebhookRow[];
}

interface Row {
  readonly receipt: number;
  readonly webhook: string;
  readonly outcome: ReceiptOutcome;
  readonly status: number | null;
  readonly reason: string | null;
  readonly signal: string | null;
  readonly symbol: string | null;
  readonly instrument: string | null;
  readonly account: string | null;
  readonly orders: string;
  readonly repeat_of: number | null;
  readonly message: string | null;
  readonly answer: string | null;
  readonly bytes: number;
  readonly body: string | null;
  readonly microseconds: number | null;
  readonly trace_id: string | null;
  readonly ts_event: Instant;
  readonly ts_machine: Instant;
}

export class WebhookRecord implements Webhooks {
  readonly #sql: Statements;
  readonly #commits: GroupCommit;
  readonly #key: readonly [environment: string, run: string];

  constructor(sql: Statements, commits: GroupCommit, { environment, run }: RunKey) {
    this.#sql = sql;
    this.#commits = commits;
    this.#key = [environment, run];
  }

  nextId(): number {
    return (this.#sql.one<{ id: number | null }>('last_webhook')?.id ?? 0) + 1;
  }

  append(row: WebhookRow, meanwhile: 'refuse' | 'go_on'): Promise<void> {
    return this.#commits.add({
      meanwhile,
      run: () => this.#sql.run('insert_webhook', ...this.#key, ...valuesOf(row)),
    });
  }

  newest(limit: number): readonly Receipt[] {
    return this.#sql.all<Row>('newest_webhooks', ...this.#key, limit).map(receiptOf);
  }

  messageOf(webhook: string, message: string): WebhookRow | undefined {
    const row = this.#sql.one<Row>('webhook_message', ...this.#key, webhook, message);
    return row && rowOf(row);
  }

  actedOnSince(since: Instant): readonly ActedOn[] {
    return this.#sql.all('webhook_signals', ...this.#key, since);
  }

  entriesOf(webhook: string, instrument: string): readonly ClientOrderId[] {
    const row = this.#sql.one<{ orders: string }>('webhook_entries', ...this.#key, webhook, instrument);
    return row === undefined ? [] : idsOf(row.orders);
  }

  unfinished(): readonly WebhookRow[] {
    return this.#sql.all<Row>('unfinished_webhooks', ...this.#key, ...this.#key).map(rowOf);
  }
}

/** The values of `insert_webhook` behind its key, in its order. */
function valuesOf(row: WebhookRow): (string | number | null)[] {
  const { id, webhook, outcome, status, reason, signal, symbol, instrument, account, orders } = row;
  const { repeatOf, message, answer, bytes, body, microseconds, trace, at, machine } = row;
  return [
    ...[id, webhook, outcome, status ?? null, reason ?? null, signal ?? null, symbol ?? null, instrument ?? null],
    ...[account ?? null, JSON.stringify(orders), repeatOf ?? null, message ?? null, answer ?? null, bytes],
    ...[body ?? null, microseconds ?? null, trace ?? null, at, machine],
  ];
}

const idsOf = (text: string): ClientOrderId[] => JSON.parse(text) as ClientOrderId[];

function receiptOf(row: Row): Receipt {
  const { receipt, webhook, outcome, status, reason, signal, symbol, instrument, account } = row;
  const { orders, repeat_of, bytes, body, microseconds, trace_id, ts_event } = row;
  return {
    ...{ id: receipt, webhook, at: ts_event, outcome },
    ...(status === null ? {} : { status }),
    ...(reason === null ? {} : { reason }),
    ...(signal === null ? {} : { signal }),
    ...(symbol === null ? {} : { symbol }),
    ...(instrument === null ? {} : { instrument }),
    ...(account === null ? {} : { account }),
    orders: idsOf(orders),
    ...(repeat_of === null ? {} : { repeatOf: repeat_of }),
    bytes,
    ...(body === null ? {} : { body }),
    ...(microseconds === null ? {} : { microseconds }),
    ...(trace_id === null ? {} : { trace: trace_id }),
  };
}

const rowOf = (row: Row): WebhookRow => ({
  ...receiptOf(row),
  machine: row.ts_machine,
  ...(row.message === null ? {} : { message: row.message }),
  ...(row.answer === null ? {} : { answer: row.answer }),
});

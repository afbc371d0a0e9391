import type { Instant } from '../../core/model/time.ts';
import type { Roll, Settlement } from '../../core/settlement/settlement.ts';
import type { RunKey } from './port.ts';
import type { Statements } from './statements.ts';

/** Settlement prices and the rolls that were done, in a transaction of the caller. */
export class SettlementRecord {
  readonly #sql: Statements;
  readonly #key: readonly [environment: string, run: string];

  constructor(sql: Statements, { environment, run }: RunKey) {
    this.#sql = sql;
    this.#key = [environment, run];
  }

  /** How many were new. */
  append(settlements: readonly Settlement[], at: Instant): number {
    let added = 0;
    for (const { instrument, tradeDate, kind, price, source, tsEvent } of settlements) {
      added += this.#sql.run(
        'insert_settlement',
        ...this.#key,
        instrument,
        tradeDate,
        kind,
        price,
        source,
        tsEvent,
        at,
      );
    }
    return added;
  }

  all(): readonly Settlement[] {
    return this.#sql.all('settlements', ...this.#key);
  }

  roll({ tradeDate, kind, tsEvent }: Roll, at: Instant): boolean {
    return this.#sql.run('insert_roll', ...this.#key, tradeDate, kind, tsEvent, at) === 1;
  }

  rolls(): readonly Roll[] {
    return this.#sql.all('rolls', ...this.#key);
  }
}

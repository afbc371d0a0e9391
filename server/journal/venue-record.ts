import type { AccountId, ClientOrderId, VenueOrderId } from '../../core/model/ids.ts';
import type { Money } from '../../core/model/money.ts';
import type { Instant } from '../../core/model/time.ts';
import type { GroupCommit } from './commits.ts';
import type { Balance, RunKey, VenueRecord } from './port.ts';
import type { Statements } from './statements.ts';

/** What is kept of a remote venue. */
export class SqliteVenueRecord implements VenueRecord {
  readonly #sql: Statements;
  readonly #commits: GroupCommit;
  readonly #key: readonly [environment: string, run: string];

  constructor(sql: Statements, commits: GroupCommit, { environment, run }: RunKey) {
    this.#sql = sql;
    this.#commits = commits;
    this.#key = [environment, run];
  }

  mark(account: AccountId): Instant | undefined {
    return this.#sql.one<{ at: Instant }>('venue_mark', ...this.#key, account)?.at;
  }

  setMark(account: AccountId, at: Instant): Promise<void> {
    return this.#commits.add({ run: (now) => this.#sql.run('set_venue_mark', ...this.#key, account, at, now) });
  }

  orderOf(venueOrderId: VenueOrderId): ClientOrderId | undefined {
    return this.#sql.one<{ id: ClientOrderId }>('order_of_venue', ...this.#key, venueOrderId)?.id;
  }

  /** A balance that is the same as the one before is no news. */
  noteBalance({ account, currency, balance, at }: Balance): Promise<boolean> {
    return this.#commits.ask((now) => {
      const known = this.#sql.one<{ balance: Money }>('newest_balance', ...this.#key, account)?.balance;
      if (known === balance) return false;
      this.#sql.run('insert_balance', ...this.#key, account, currency, balance, at, now);
      return true;
    });
  }
}

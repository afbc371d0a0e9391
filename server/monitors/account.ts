import type { Notify } from '../../core/alerts/notification.ts';
import type { Clock } from '../../core/clock.ts';
import { formatInteger } from '../../core/format.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { VenueAccount } from '../../core/venue/books.ts';
import type { Journal } from '../journal/port.ts';
import type { RemoteVenue } from '../venues/port.ts';
import type { KnownBooks } from './known-books.ts';
import type { Look, Monitor, Pace } from './monitor.ts';

export interface AccountParts {
  readonly venue: Pick<RemoteVenue, 'books' | 'name' | 'capabilities'>;
  readonly journal: Pick<Journal, 'venue'>;
  readonly books: KnownBooks;
  readonly clock: Clock;
  readonly machine: Clock;
  readonly notify: Notify;
  readonly settings: Pace;
}

/** What each account has and whether it may trade; balances are journalled as they change. */
export class AccountMonitor implements Monitor {
  readonly name = 'account';
  readonly ofVenue = true;
  readonly pace: Pace;
  readonly #parts: AccountParts;
  /** What was last known of each. */
  readonly #mayTrade = new Map<AccountId, boolean>();

  constructor(parts: AccountParts) {
    this.#parts = parts;
    this.pace = parts.settings;
  }

  async look(signal: AbortSignal): Promise<Look> {
    const asked = this.#parts.machine.now();
    const accounts = await this.#parts.venue.books.accounts();
    signal.throwIfAborted();
    for (const account of accounts) this.#parts.books.account(account, asked);
    for (const account of accounts) {
      signal.throwIfAborted();
      await this.take(account);
    }
    const barred = accounts.filter(({ canTrade }) => !canTrade);
    const count = `${formatInteger(accounts.length)} ${accounts.length === 1 ? 'account' : 'accounts'}`;
    if (barred.length === 0) return { sentence: `${count}, all may trade.` };
    return { sentence: `${count}; ${barred.map(({ name }) => name).join(', ')} may not trade.` };
  }

  /** What the venue states of an account, asked or by itself. */
  async take({ id, name, balance, canTrade, currency }: VenueAccount): Promise<void> {
    const { journal, clock, notify, venue } = this.#parts;
    const key = `account:${id}`;
    // where nobody can send an order it is no news that none is taken
    const isNews = venue.capabilities.orderTypes.length > 0;
    const before = this.#mayTrade.get(id);
    this.#mayTrade.set(id, canTrade);
    if (canTrade && before !== true) notify.over(key);
    if (!canTrade && before !== false && isNews) {
      const text = `${venue.name} takes no orders in account ${name}.`;
      const detail = 'The venue has barred it or its rules were broken: look at the account there.';
      notify.tell({ type: 'venue', level: 'warning', key, text, detail, account: id });
    }
    if (balance !== undefined) await journal.venue.noteBalance({ account: id, currency, balance, at: clock.now() });
  }
}

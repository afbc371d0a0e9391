import type { AccountId } from '../../core/model/ids.ts';
import type { Instant } from '../../core/model/time.ts';
import type { VenueAccount, VenueOrder, VenuePosition } from '../../core/venue/books.ts';
import type { AccountBooks, Drift, VenueState } from '../../core/venue/state.ts';

interface Known {
  account: VenueAccount;
  positions: readonly VenuePosition[];
  otherOrders: readonly VenueOrder[];
  asOf: AccountBooks['asOf'];
}

/** What the venue last said of each account, each part with the instant at which it did; kept while the venue is away. */
export class KnownBooks {
  readonly #accounts = new Map<AccountId, Known>();
  readonly #changed: () => void;
  readonly #cannot: VenueState['cannot'];
  #drifts: readonly Drift[] = [];

  constructor(changed: () => void, cannot?: VenueState['cannot']) {
    this.#changed = changed;
    this.#cannot = cannot;
  }

  state(): VenueState {
    const accounts = [...this.#accounts.values()].map((known) => ({ ...known }));
    return { accounts, drifts: this.#drifts, ...(this.#cannot ? { cannot: this.#cannot } : {}) };
  }

  account(account: VenueAccount, at: Instant): void {
    const known = this.#accounts.get(account.id);
    if (known) {
      known.account = account;
      known.asOf = { ...known.asOf, account: at };
    } else this.#accounts.set(account.id, { account, positions: [], otherOrders: [], asOf: { account: at } });
    this.#changed();
  }

  /** All positions of an account. */
  positions(account: AccountId, positions: readonly VenuePosition[], at: Instant): void {
    const known = this.#of(account, at);
    known.positions = positions.filter(({ quantity }) => quantity !== 0);
    known.asOf = { ...known.asOf, positions: at };
    this.#changed();
  }

  /** One position that the venue tells of by itself; the others keep their age. */
  position(position: VenuePosition, at: Instant): void {
    const known = this.#of(position.account, at);
    const others = known.positions.filter(({ instrument }) => instrument !== position.instrument);
    known.positions = position.quantity === 0 ? others : [...others, position];
    this.#changed();
  }

  orders(account: AccountId, orders: readonly VenueOrder[], at: Instant): void {
    const known = this.#of(account, at);
    known.otherOrders = orders;
    known.asOf = { ...known.asOf, orders: at };
    this.#changed();
  }

  order(order: VenueOrder, at: Instant): void {
    const known = this.#of(order.account, at);
    known.otherOrders = [
      ...known.otherOrders.filter(({ venueOrderId }) => venueOrderId !== order.venueOrderId),
      order,
    ].filter(isWorking);
    this.#changed();
  }

  drifts(drifts: readonly Drift[]): void {
    this.#drifts = drifts;
    this.#changed();
  }

  /** An account of which nothing but its id is known yet may not be traded. */
  #of(id: AccountId, at: Instant): Known {
    const known = this.#accounts.get(id);
    if (known) return known;
    const account = { id, name: id, currency: 'USD', canTrade: false };
    const made: Known = { account, positions: [], otherOrders: [], asOf: { account: at } };
    this.#accounts.set(id, made);
    return made;
  }
}

export const isWorking = ({ status }: Pick<VenueOrder, 'status'>): boolean =>
  status === 'pending' || status === 'working' || status === 'partially_filled' || status === 'unknown';

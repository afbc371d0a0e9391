import type { Clock } from '../../../core/clock.ts';
import type { AccountId } from '../../../core/model/ids.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { VenueAccount, VenueBooks, VenueFill, VenueOrder, VenuePosition } from '../../../core/venue/books.ts';
import type { TtAccounts } from './accounts.ts';
import type { TtFills } from './fills.ts';
import type { TtHttp } from './http.ts';
import { type OrdersOf, workingOrders } from './orders.ts';
import { nanosecondsOf } from './parse/digits.ts';
import { type PositionsOf, positionsOf } from './positions.ts';
import type { TtReference } from './reference.ts';
import { Together } from './together.ts';

export interface BooksParts {
  readonly http: TtHttp;
  readonly reference: TtReference;
  readonly fills: TtFills;
  readonly accounts: TtAccounts;
  readonly clock: Clock;
  /** Orders of an account that were seen to end. */
  readonly ended: (account: AccountId, since: Instant) => readonly VenueOrder[];
}

interface Since {
  readonly account: AccountId;
  readonly since: Instant;
}

/** TT's books. What is asked of several accounts at once is one call, since the calls of a day are counted. */
export class TtBooks implements VenueBooks {
  readonly #parts: BooksParts;
  readonly #positions: Together<AccountId, PositionsOf>;
  readonly #orders: Together<AccountId, OrdersOf>;
  readonly #fills: Together<Since, readonly VenueFill[]>;

  constructor(parts: BooksParts) {
    const { http, reference } = parts;
    this.#parts = parts;
    this.#positions = new Together((all) => positionsOf(http, reference.instruments, [...new Set(all)]));
    this.#orders = new Together(() => workingOrders(http, reference));
    this.#fills = new Together((all) => this.#fillsOf(all));
  }

  async accounts(): Promise<readonly VenueAccount[]> {
    return (await this.#parts.accounts.all()).accounts;
  }

  async positions(account: AccountId): Promise<readonly VenuePosition[]> {
    const { positions } = await this.#positions.ask(account);
    return positions.filter((position) => position.account === account);
  }

  async orders(account: AccountId, since: Instant): Promise<readonly VenueOrder[]> {
    const { orders } = await this.#orders.ask(account);
    const open = new Set(orders.map(({ venueOrderId }) => venueOrderId));
    const ended = this.#parts.ended(account, since).filter(({ venueOrderId }) => !open.has(venueOrderId));
    return [...orders.filter((order) => order.account === account), ...ended];
  }

  async fills(account: AccountId, since: Instant): Promise<readonly VenueFill[]> {
    const fills = await this.#fills.ask({ account, since });
    return fills.filter((fill) => fill.account === account && fill.tsEvent >= since);
  }

  #fillsOf(all: readonly Since[]): Promise<readonly VenueFill[]> {
    const [only, ...others] = new Set(all.map(({ account }) => account));
    const since = nanosecondsOf(all.reduce((first, each) => (each.since < first.since ? each : first)).since);
    const now = nanosecondsOf(this.#parts.clock.now());
    return this.#parts.fills.since({
      since,
      now,
      ...(only !== undefined && others.length === 0 ? { account: only } : {}),
    });
  }
}

import type { AccountId } from '../../../../core/model/ids.ts';
import { signedQuantity } from '../../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../../core/model/time.ts';
import type { VenueAccount, VenueOrder, VenuePosition } from '../../../../core/venue/books.ts';
import type { StreamHealth } from '../../../../core/venue/health.ts';
import type { VenueEvent } from '../../../../core/venue/port.ts';
import type { VenueOptions } from '../../port.ts';
import type { FoundAccounts } from '../accounts.ts';
import type { TtFills } from '../fills.ts';
import type { TtHttp } from '../http.ts';
import { orderOf, workingOrders } from '../orders.ts';
import { paceOf } from '../pace.ts';
import { nanosecondsOf } from '../parse/digits.ts';
import { positionsOf } from '../positions.ts';
import type { TtReference } from '../reference.ts';
import type { TtSettings } from '../settings.ts';
import { Changes } from './changes.ts';
import { FillsWatch } from './fills-watch.ts';
import { OrdersWatch } from './orders-watch.ts';
import { Poll } from './poll.ts';

export interface WatchParts extends Pick<VenueOptions<TtSettings>, 'clock' | 'random' | 'log' | 'settings'> {
  readonly http: TtHttp;
  readonly reference: TtReference;
  readonly fills: TtFills;
  readonly accounts: (signal: AbortSignal) => Promise<FoundAccounts>;
  readonly emit: (events: readonly VenueEvent[]) => void;
  /** A look began to fail, or went well again. */
  readonly turned: () => void;
}

/** What TT would stream if it did: looked at again and again, and told where it is new. */
export class Watch {
  readonly #parts: WatchParts;
  readonly #polls: readonly Poll[];
  readonly #fills: FillsWatch;
  readonly #orders = new OrdersWatch();
  readonly #positions = new Changes<VenuePosition>(({ account, instrument }) => `${account} ${instrument}`);
  readonly #accounts = new Changes<VenueAccount>(({ id }) => id);
  #watched: readonly AccountId[] = [];

  constructor(parts: WatchParts) {
    this.#parts = parts;
    const { settings, clock } = parts;
    this.#fills = new FillsWatch(clock.now(), settings.overlapSeconds * SECOND);
    const pace = paceOf(settings);
    this.#polls = [
      this.#poll('accounts', pace.accounts, (signal) => this.#lookAtAccounts(signal)),
      this.#poll('fills', pace.fills, (signal) => this.#lookAtFills(signal)),
      this.#poll('orders', pace.orders, (signal) => this.#lookAtOrders(signal)),
      this.#poll('positions', pace.positions, (signal) => this.#lookAtPositions(signal)),
    ];
  }

  get accounts(): readonly AccountId[] {
    return this.#watched;
  }

  /** The first look at everything; rejects where one of them fails. */
  async begin(): Promise<void> {
    const [accounts, ...others] = this.#polls;
    await accounts?.begin();
    await Promise.all(others.map((poll) => poll.begin()));
  }

  async end(): Promise<void> {
    await Promise.all(this.#polls.map((poll) => poll.end()));
  }

  /** Why what is looked at fails, of the first that does. */
  reason(): string | undefined {
    return this.#polls.find(({ reason }) => reason !== undefined)?.reason;
  }

  health(): readonly StreamHealth[] {
    return this.#polls.map((poll) => poll.health());
  }

  ended(account: AccountId, since: Instant): readonly VenueOrder[] {
    return this.#orders.ended(since).filter((order) => order.account === account);
  }

  #poll(name: string, every: number, look: (signal: AbortSignal) => Promise<number>): Poll {
    const { clock, random, log, emit, turned } = this.#parts;
    return new Poll({
      name,
      every,
      look,
      clock,
      random,
      log,
      turned: (well) => {
        if (well) emit([{ type: 'resumed', stream: name }]);
        turned();
      },
    });
  }

  async #lookAtAccounts(signal: AbortSignal): Promise<number> {
    const { accounts, whole } = await this.#parts.accounts(signal);
    const ids = accounts.map(({ id }) => id);
    this.#watched = whole ? ids : [...new Set([...this.#watched, ...ids])];
    const { changed } = this.#accounts.take(accounts, whole);
    return this.#tell(changed.map((account) => ({ type: 'account', account })));
  }

  async #lookAtFills(signal: AbortSignal): Promise<number> {
    const { fills, clock } = this.#parts;
    const found = await fills.since({
      since: this.#fills.since,
      now: nanosecondsOf(clock.now()),
      signal,
    });
    const own = found.filter(({ account }) => this.#watched.includes(account));
    return this.#tell(this.#fills.take(own).map((fill) => ({ type: 'other_fill', fill })));
  }

  async #lookAtOrders(signal: AbortSignal): Promise<number> {
    const { http, reference, clock } = this.#parts;
    const { orders, whole } = await workingOrders(http, reference, signal);
    const working = orders.filter(({ account }) => this.#watched.includes(account));
    const changed = await this.#orders.take(
      { orders: working, whole },
      (id) => orderOf(http, reference, id, signal),
      clock.now(),
    );
    return this.#tell(changed.map((order) => ({ type: 'other_order', order })));
  }

  /** A position that TT lists no more is flat. */
  async #lookAtPositions(signal: AbortSignal): Promise<number> {
    const { http, reference } = this.#parts;
    if (this.#watched.length === 0) return 0;
    const { positions, whole } = await positionsOf(http, reference.instruments, this.#watched, signal);
    const { changed, gone } = this.#positions.take(positions, whole);
    const flat = gone.map(({ account, instrument }) => ({ account, instrument, quantity: signedQuantity(0) }));
    return this.#tell([...changed, ...flat].map((position) => ({ type: 'position', position })));
  }

  #tell(events: readonly VenueEvent[]): number {
    if (events.length > 0) this.#parts.emit(events);
    return events.length;
  }
}

import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEventBody, OrderIntent } from '../../../core/model/order.ts';
import { type VenueBooks, VenueProblem } from '../../../core/venue/books.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import type { RemoteVenue, VenueOptions } from '../port.ts';
import { TtAccounts } from './accounts.ts';
import { TtBooks } from './books.ts';
import { noOrders, ttCapabilities } from './cannot.ts';
import type { TtConnection } from './connection.ts';
import { searchContracts } from './contracts.ts';
import { TtFills } from './fills.ts';
import { TtHttp } from './http.ts';
import { Malformed } from './malformed.ts';
import { TtReference } from './reference.ts';
import type { TtSettings } from './settings.ts';
import { Standing } from './standing.ts';
import { Watch } from './watch/watch.ts';

/** TT by its REST interface: what it keeps of us is asked for and watched; orders are placed elsewhere. */
export class TtVenue implements RemoteVenue {
  readonly name: string;
  readonly capabilities = ttCapabilities;
  readonly books: VenueBooks;
  readonly contracts: NonNullable<RemoteVenue['contracts']>;
  readonly #options: VenueOptions<TtSettings>;
  readonly #connection: TtConnection;
  readonly #http: TtHttp;
  readonly #reference: TtReference;
  readonly #fills: TtFills;
  readonly #accounts: TtAccounts;
  readonly #malformed: Malformed;
  readonly #watch: Watch;
  readonly #standing: Standing;
  readonly #outbox = new Outbox();
  #closing: Promise<void> | undefined;

  constructor(options: VenueOptions<TtSettings>, connection: TtConnection) {
    const { name, clock, settings, instruments } = options;
    const now = () => clock.now();
    this.name = name;
    this.#options = options;
    this.#connection = connection;
    this.#standing = new Standing(now);
    this.#malformed = new Malformed((event) => this.#emit([event]));
    this.#http = new TtHttp({ calls: connection.calls, settings, malformed: this.#malformed });
    this.#reference = new TtReference(this.#http, instruments, clock);
    this.#fills = new TtFills(this.#http, this.#reference);
    this.#accounts = new TtAccounts({
      http: this.#http,
      wanted: settings.accounts,
      simulated: options.environment !== 'LIVE',
      clock,
    });
    this.#watch = new Watch({
      ...options,
      http: this.#http,
      reference: this.#reference,
      fills: this.#fills,
      accounts: (signal) => this.#accounts.all(signal),
      emit: (events) => this.#emit(events),
      turned: () => this.#follow(),
    });
    this.books = new TtBooks({
      http: this.#http,
      reference: this.#reference,
      fills: this.#fills,
      accounts: this.#accounts,
      clock,
      ended: (account, since) => this.#watch.ended(account, since),
    });
    this.contracts = {
      search: (text) => searchContracts(this.#reference.instruments, settings.markets, text),
    };
    connection.tokens.onChange(() => {
      this.#follow();
      this.#standing.tell();
    });
  }

  get accounts(): readonly AccountId[] {
    return this.#watch.accounts;
  }

  async connect(): Promise<void> {
    if (this.#standing.state !== 'disconnected') return;
    this.#standing.is('connecting');
    try {
      await this.#watch.begin();
      this.#standing.is('connected');
    } catch (error) {
      await this.#close();
      const reason = error instanceof Error ? error.message : String(error);
      this.#standing.is(this.#connection.tokens.health().state === 'refused' ? 'refused' : 'disconnected', reason);
      throw error instanceof VenueProblem ? error : new VenueProblem(reason, { cause: error });
    }
  }

  async disconnect(): Promise<void> {
    await this.#close();
    this.#outbox.clear();
    this.#standing.is('disconnected');
  }

  place({ clientOrderId }: OrderIntent): void {
    this.#answer(clientOrderId, { type: 'rejected', reason: noOrders });
  }

  cancel(clientOrderId: ClientOrderId): void {
    this.#answer(clientOrderId, { type: 'cancel_rejected', reason: noOrders });
  }

  replace(clientOrderId: ClientOrderId): void {
    this.#answer(clientOrderId, { type: 'replace_rejected', reason: noOrders });
  }

  depth(): undefined {}

  queueAhead(): undefined {}

  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void {
    return this.#outbox.onEvents(listener);
  }

  /** No order of the console ever came to TT, so one that is still open was not sent. */
  restore(orders: readonly Order[]): void {
    for (const { intent } of orders) this.#answer(intent.clientOrderId, { type: 'rejected', reason: noOrders });
  }

  health(): VenueHealth {
    const { calls, tokens } = this.#connection;
    const clockSkew = calls.clockSkew();
    return {
      venue: this.name,
      environment: this.#options.environment,
      ...this.#standing.health(),
      token: tokens.health(),
      services: calls.health(),
      streams: this.#watch.health(),
      caches: [...this.#reference.health(), this.#accounts.health()],
      malformed: this.#malformed.count,
      ...(clockSkew === undefined ? {} : { clockSkew }),
    };
  }

  onHealth(listener: () => void): () => void {
    return this.#standing.on(listener);
  }

  /** For good: a venue that ended is opened anew. */
  #close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    await this.#watch.end();
    await this.#connection.tokens.close();
    await this.#connection.calls.close();
  }

  #follow(): void {
    this.#standing.follows(this.#connection.tokens.health(), this.#watch.reason());
  }

  #answer(clientOrderId: ClientOrderId, body: OrderEventBody): void {
    const at = this.#options.clock.now();
    this.#emit([{ type: 'order', event: { ...body, clientOrderId, tsEvent: at, tsInit: at } }]);
  }

  #emit(events: readonly VenueEvent[]): void {
    for (const event of events) this.#outbox.emit(event);
    this.#outbox.dispatch();
  }
}

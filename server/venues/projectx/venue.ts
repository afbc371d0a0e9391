import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { BookSnapshot } from '../../../core/model/market.ts';
import type { Order, OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import { reasonOf } from '../../../core/trace/reason.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import { asked } from '../asked.ts';
import { Malformed } from '../malformed.ts';
import { Dispatcher } from '../own-orders/dispatcher.ts';
import { OrderIntake } from '../own-orders/order-intake.ts';
import { OwnOrders } from '../own-orders/orders.ts';
import type { OwnOrder } from '../own-orders/own-order.ts';
import type { Pace } from '../own-orders/pace.ts';
import { Pursuit } from '../own-orders/pursuit.ts';
import { dashedTags } from '../own-orders/tags.ts';
import { Watch, type WatchOptions } from '../own-orders/watch.ts';
import type { BarRequest, RemoteVenue, VenueOptions } from '../port.ts';
import type { Standing } from '../standing.ts';
import { accountTargets } from './account-stream.ts';
import { Books } from './books.ts';
import { capabilities } from './cannot.ts';
import { Contracts } from './contracts.ts';
import { gatewayGate } from './gate.ts';
import { barsOf, unitNumbers } from './history.ts';
import { Hub } from './hub.ts';
import { Market } from './market.ts';
import { gatewayBooks } from './order-books.ts';
import { usualPace } from './pace.ts';
import { numberOf } from './parse/ids.ts';
import { isoOf } from './parse/instant.ts';
import { openSession, type Session } from './session.ts';
import type { ProjectxSettings } from './settings.ts';
import { standingOf } from './standing.ts';
import { words } from './words.ts';

/** A ProjectX gateway: REST for what is asked and done, two hubs for what it says by itself. */
export class ProjectxVenue implements RemoteVenue {
  readonly capabilities = capabilities;
  readonly name: string;
  readonly books: Books;
  readonly history = { bars: (request: BarRequest) => this.#bars(request) };
  readonly contracts = {
    search: (text: string): Promise<readonly VenueContract[]> => asked(() => this.#contracts.search(text)),
  };
  readonly #options: VenueOptions<ProjectxSettings>;
  readonly #pace: Pace;
  readonly #outbox = new Outbox();
  readonly #malformed: Malformed;
  readonly #session: Session;
  readonly #contracts: Contracts;
  readonly #orders: OwnOrders;
  readonly #pursuit: Pursuit;
  readonly #dispatcher: Dispatcher;
  readonly #market: Market;
  readonly #hubs: { readonly user: Hub; readonly market: Hub };
  readonly #watch: Watch;
  readonly #standing: Standing;
  #accounts: readonly AccountId[] = [];

  constructor(options: VenueOptions<ProjectxSettings>, pace: Pace = usualPace) {
    const { name, settings, instruments, tag, clock, log, tracer } = options;
    const { emit } = this.#outbox;
    const now = (): Instant => clock.now();
    const dispatch = (): void => this.#dispatch();
    this.name = name;
    this.#options = options;
    this.#pace = pace;
    this.#malformed = new Malformed(words.key, emit, tracer);
    this.#session = openSession(options, this.#malformed.tell);
    const { gateway, calls } = this.#session;
    const skew = (): number => calls.clockSkew() ?? 0;
    const live = settings.liveData;
    this.#contracts = new Contracts({ gateway, instruments, live, clock, log });
    const nameOf = (contractId: string): string => this.#contracts.nameOf(contractId);
    this.#orders = new OwnOrders({ tags: dashedTags(tag), words, now, emit });
    const orders = this.#orders;
    const moved = (own: OwnOrder): void => this.#dispatcher.moved(own);
    const intake = new OrderIntake({ orders, nameOf, emit, dispatch, moved });
    const { told, ...heard } = intake;
    const books = gatewayBooks(gateway);
    const unread = (): number => this.#malformed.count;
    this.#pursuit = new Pursuit({
      orders,
      words,
      books,
      ...heard,
      told,
      unread,
      clock,
      skew,
      pace,
    });
    this.#dispatcher = new Dispatcher({
      orders,
      words,
      gate: gatewayGate({
        gateway,
        contractOf: (instrument) => this.#contracts.idOf(instrument),
        isAccount: (account) => this.#accounts.some((each) => each === account),
      }),
      pursuit: this.#pursuit,
      told,
    });
    this.books = new Books({ gateway, orders, nameOf, heard, told });
    const reading = { emit, dispatch, malformed: this.#malformed.tell };
    this.#market = new Market({ ...reading, instrumentOf: this.#contracts.traded, now });
    const userTargets = accountTargets({
      ...reading,
      dispatch: told,
      nameOf,
      row: (row) => {
        this.#watch.heard.row(row);
        intake.row(row);
      },
      trade: (trade) => {
        this.#watch.heard.trade(trade);
        intake.trade(trade);
      },
      loggedOut: () => void this.#loggedOut(),
    });
    this.#hubs = {
      user: this.#hub('user', settings.userHub, userTargets),
      market: this.#hub('market', settings.marketHub, this.#market.targets),
    };
    this.#watch = new Watch({
      books,
      orders,
      pursuit: this.#pursuit,
      streams: this.#streams(),
      accounts: () => this.#accounts,
      ...heard,
      told,
      words,
      clock,
      skew,
      pace,
      log,
    });
    this.#standing = standingOf({
      options,
      session: this.#session,
      hubs: this.#hubs,
      contracts: this.#contracts,
      malformed: this.#malformed,
    });
  }

  get accounts(): readonly AccountId[] {
    return this.#accounts;
  }

  async connect(): Promise<void> {
    const { gateway } = this.#session;
    this.#standing.begin();
    await asked(async () => {
      const accounts = await gateway.accounts();
      this.#accounts = accounts.toSorted((a, b) => Number(b.canTrade) - Number(a.canTrade)).map(({ id }) => id);
      await this.#contracts.connect();
    });
    this.#subscribe();
    this.#hubs.user.start();
    this.#hubs.market.start();
    if (!(await this.#standing.connected(this.#pace.streams)))
      this.#options.log.warn('The hubs of the gateway do not connect; orders are followed by asking meanwhile.');
    this.#watch.start();
    this.#dispatch();
  }

  async disconnect(): Promise<void> {
    this.#standing.end();
    this.#pursuit.close();
    this.#watch.close();
    await Promise.all([this.#hubs.user.stop(), this.#hubs.market.stop()]);
    await this.#session.tokens.close();
    await this.#session.calls.close();
  }

  place(intent: OrderIntent): void {
    this.#dispatcher.place(intent);
  }

  cancel(clientOrderId: ClientOrderId): void {
    this.#dispatcher.cancel(clientOrderId);
  }

  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void {
    this.#dispatcher.replace(clientOrderId, terms);
  }

  depth(instrument: string): BookSnapshot | undefined {
    return this.#market.depth(instrument);
  }

  queueAhead(): undefined {
    return undefined;
  }

  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void {
    return this.#outbox.onEvents(listener);
  }

  health(): VenueHealth {
    return this.#standing.health();
  }

  onHealth(listener: () => void): () => void {
    return this.#standing.onHealth(listener);
  }

  restore(orders: readonly Order[]): void {
    for (const order of orders) {
      const { account, instrument } = order.intent;
      if (numberOf(account) === undefined) continue;
      const own = this.#orders.restore(order, { contractId: this.#contracts.idOf(instrument) ?? '' });
      if (own.order.venueOrderId === undefined) own.lostSince = this.#options.clock.now();
      this.#pursuit.begin(own);
    }
    if (orders.length > 0) void this.#watch.compare().catch(() => undefined);
  }

  #hub(name: 'user' | 'market', address: string, targets: ConstructorParameters<typeof Hub>[0]['targets']): Hub {
    const { clock, random } = this.#options;
    const { tokens, gateway } = this.#session;
    return new Hub({
      name,
      address,
      targets,
      clock,
      random,
      token: () => tokens.token(),
      malformed: this.#malformed.tell,
      silenceMilliseconds: this.#pace.silence,
      // what is told of a contract with its subscription is all there is of it
      onOpen: () => void (name === 'market' && this.#market.forget()),
      onConnected: () => this.#resumed(name),
      onChange: () => this.#standing.changed(),
      // a call notices a token that is not taken any more, and gets another
      onFailure: (failures) => void (failures > 1 && gateway.accounts().catch(() => undefined)),
    });
  }

  /** Much of what is told nobody waits for: who listens and throws is told of here, and ends nothing. */
  #dispatch(): void {
    try {
      this.#outbox.dispatch();
    } catch (error) {
      this.#options.log.error(`What the gateway told was not taken: ${reasonOf(error)}`);
    }
  }

  #subscribe(): void {
    const { user, market } = this.#hubs;
    user.subscribe('SubscribeAccounts');
    for (const account of this.#accounts)
      for (const what of ['Orders', 'Positions', 'Trades']) user.subscribe(`Subscribe${what}`, Number(account));
    for (const contractId of this.#contracts.watched)
      for (const what of ['Quotes', 'Trades', 'MarketDepth']) market.subscribe(`SubscribeContract${what}`, contractId);
  }

  #streams(): WatchOptions['streams'] {
    const { user, market } = this.#hubs;
    return {
      orders: {
        name: 'the user hub',
        since: () => user.standsSince,
        restart: () => user.restart(),
        tells: (record) => !('standing' in record) || record.standing !== 'rejected',
      },
      market: {
        name: 'the market hub',
        since: () => market.standsSince,
        restart: () => market.restart(),
        heard: () => market.lastMessage,
        traded: () => this.#tradedLast(),
      },
    };
  }

  /** Of the first that is watched: the last of its bars of a second that has a trade. */
  async #tradedLast(): Promise<Instant | undefined> {
    const [contractId] = this.#contracts.watched;
    if (contractId === undefined) return undefined;
    const now = this.#options.clock.now() + (this.#session.calls.clockSkew() ?? 0);
    const [bar] = await this.#session.gateway.bars({
      contractId,
      live: this.#options.settings.liveData,
      startTime: isoOf(instant(now - 10 * MINUTE)),
      endTime: isoOf(instant(now)),
      unit: unitNumbers.second,
      unitNumber: 1,
      limit: 1,
      includePartialBar: true,
    });
    return bar === undefined || bar.v === 0 ? undefined : bar.t;
  }

  #resumed(name: 'user' | 'market'): void {
    if (this.#hubs[name].health().reconnects === 0) return;
    this.#outbox.emit({ type: 'resumed', stream: name });
    this.#dispatch();
    if (name === 'user') void this.#watch.compare().catch(() => undefined);
  }

  /** The gateway ended the session: its token is of no use any more. */
  async #loggedOut(): Promise<void> {
    this.#options.log.warn('The gateway logged this user out; a new session is begun.');
    const { tokens } = this.#session;
    await tokens
      .token()
      .then((token) => tokens.refused(token))
      .catch(() => undefined);
    this.#hubs.user.restart();
    this.#hubs.market.restart();
  }

  #bars(request: BarRequest): ReturnType<typeof barsOf> {
    const { instruments, settings } = this.#options;
    const contractId = this.#contracts.idOf(request.instrument) ?? instruments.nameOf(request.instrument);
    const live = settings.liveData;
    return asked(() => barsOf(this.#session.gateway, { contractId: contractId ?? request.instrument, live }, request));
  }
}

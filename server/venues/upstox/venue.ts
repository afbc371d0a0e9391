import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { BookSnapshot } from '../../../core/model/market.ts';
import type { Order, OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { fromMilliseconds, type Instant, instant } from '../../../core/model/time.ts';
import { reasonOf } from '../../../core/trace/reason.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { VenueContract } from '../../../core/venue/contract.ts';
import type { VenueHealth } from '../../../core/venue/health.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import type { VenueCapabilities, VenueEvent } from '../../../core/venue/port.ts';
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
import type { BarRequest, RemoteVenue, VenueLogin, VenueOptions } from '../port.ts';
import type { Standing } from '../standing.ts';
import { Books } from './books.ts';
import { capabilitiesOf } from './cannot.ts';
import { Contracts } from './contracts.ts';
import { DayBooks } from './day-books.ts';
import { Subscriptions } from './feed/subscriptions.ts';
import { upstoxGate } from './gate.ts';
import { barsOf } from './history.ts';
import { ListCalls } from './listing/list-calls.ts';
import { Market } from './market.ts';
import { usualPace } from './pace.ts';
import { Parts } from './parts.ts';
import { Portfolio } from './portfolio.ts';
import { Held } from './positions.ts';
import { takeRows } from './rows.ts';
import { openSession, type Session } from './session.ts';
import type { UpstoxSettings } from './settings.ts';
import { standingOf } from './standing.ts';
import { openStreams, type Streams } from './streams.ts';
import { User } from './user.ts';
import { words } from './words.ts';

/** Upstox: REST for what is asked and done, a stream of the market in Protobuf, and one of orders and positions in JSON. */
export class UpstoxVenue implements RemoteVenue {
  readonly capabilities: VenueCapabilities;
  readonly name: string;
  readonly books: Books;
  readonly login?: VenueLogin;
  readonly history = { bars: (request: BarRequest) => this.#bars(request) };
  readonly contracts = {
    search: (text: string): Promise<readonly VenueContract[]> => asked(() => this.#contracts.search(text)),
    ofRoot: (root: string): Promise<readonly Instrument[]> => asked(() => this.#contracts.ofRoot(root)),
  };
  readonly #options: VenueOptions<UpstoxSettings>;
  readonly #pace: Pace;
  readonly #outbox = new Outbox();
  readonly #malformed: Malformed;
  readonly #session: Session;
  readonly #lists: ListCalls;
  readonly #user: User;
  readonly #contracts: Contracts;
  readonly #orders: OwnOrders;
  readonly #pursuit: Pursuit;
  readonly #dispatcher: Dispatcher;
  readonly #market: Market;
  readonly #subscriptions: Subscriptions;
  readonly #streams: Streams;
  readonly #watch: Watch;
  readonly #standing: Standing;
  #endLogins: (() => void) | undefined;

  constructor(options: VenueOptions<UpstoxSettings>, pace: Pace = usualPace) {
    const { name, environment, settings, instruments, tag, folder, clock, log, tracer } = options;
    const { emit } = this.#outbox;
    const now = (): Instant => clock.now();
    const dispatch = (): void => this.#dispatch();
    this.name = name;
    this.#options = options;
    this.#pace = pace;
    this.capabilities = capabilitiesOf(settings.mode);
    this.#malformed = new Malformed(words.key, emit, tracer);
    const malformed = this.#malformed.tell;
    this.#session = openSession(options, malformed);
    const { upstox } = this.#session;
    if (this.#session.login) this.login = this.#session.login;
    const skew = (): number => this.#session.skew() ?? 0;
    this.#lists = new ListCalls(options);
    this.#user = new User(this.#session, log);
    const account = (): AccountId | undefined => this.#user.account;
    this.#contracts = new Contracts({
      addresses: settings.instruments,
      callsOf: this.#lists.of,
      folder,
      instruments,
      clock,
      log,
    });
    const contracts = this.#contracts;
    const nameOf = (key: string): string => contracts.nameOf(key);
    const tags = dashedTags(tag);
    this.#orders = new OwnOrders({ tags, words, now, emit, answersLater: true });
    const orders = this.#orders;
    const parts = new Parts((text) => tags.idOf(text) !== undefined);
    const day = new DayBooks(upstox);
    const moved = (own: OwnOrder): void => this.#dispatcher.moved(own);
    const intake = new OrderIntake({ orders, nameOf, emit, dispatch, moved });
    const { told } = intake;
    const heard = takeRows(orders, parts, intake);
    const unread = (): number => this.#malformed.count;
    this.#pursuit = new Pursuit({ orders, words, books: day, ...heard, told, unread, clock, skew, pace });
    this.#dispatcher = new Dispatcher({
      orders,
      words,
      gate: upstoxGate({
        upstox,
        keyOf: (instrument) => contracts.keyOf(instrument),
        isAccount: (each) => each === account(),
        parts,
      }),
      pursuit: this.#pursuit,
      told,
    });
    const held = new Held(nameOf);
    const isSimulated = environment !== 'LIVE';
    this.books = new Books({ upstox, day, orders, parts, held, nameOf, heard, told, isSimulated });
    this.#market = new Market({
      instrumentOf: contracts.followed,
      emit,
      dispatch,
      malformed,
      now: () => instant(now() + skew()),
    });
    this.#subscriptions = new Subscriptions(settings.mode);
    const portfolio = new Portfolio({
      account,
      row: (row) => {
        this.#watch.heard.row(row);
        heard.row(row);
      },
      position: (record, of) => {
        const position = held.one(record, of);
        if (position) emit({ type: 'position', position });
      },
      told,
      malformed,
    });
    this.#streams = openStreams({
      upstox,
      subscriptions: this.#subscriptions,
      market: this.#market,
      portfolio,
      onAgain: (stream) => this.#again(stream),
      onChange: () => this.#standing.changed(),
      clock,
      random: options.random,
      silenceMilliseconds: pace.silence,
    });
    this.#watch = new Watch({
      books: day,
      orders,
      pursuit: this.#pursuit,
      streams: this.#watched(),
      accounts: () => this.accounts,
      also: () => this.#keepUp(),
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
      streams: this.#streams,
      contracts,
      malformed: this.#malformed,
    });
  }

  get accounts(): readonly AccountId[] {
    const { account } = this.#user;
    return account === undefined ? [] : [account];
  }

  /** Where nobody is logged in it resolves all the same, as nobody could log in before; it goes on by itself once somebody has. */
  async connect(): Promise<void> {
    this.#standing.begin();
    await asked(() => this.#contracts.connect());
    for (const key of this.#contracts.watched) this.#subscriptions.add(key);
    this.#endLogins = this.#user.onLogin(() => this.#goOn());
    const isLoggedIn = await this.#user.know();
    this.#streams.portfolio.start();
    this.#streams.market.start();
    if (isLoggedIn && !(await this.#standing.connected(this.#pace.streams)))
      this.#options.log.warn('The streams of Upstox do not connect; orders are followed by asking meanwhile.');
    this.#watch.start();
    this.#dispatch();
  }

  async disconnect(): Promise<void> {
    this.#endLogins?.();
    this.#standing.end();
    this.#pursuit.close();
    this.#watch.close();
    await Promise.all([this.#streams.portfolio.stop(), this.#streams.market.stop()]);
    await this.#session.close();
    await this.#lists.close();
  }

  async follow(instrument: Instrument): Promise<void> {
    await asked(() => this.#refresh());
    const key = this.#contracts.follow(instrument.id);
    if (key === undefined) throw new VenueProblem(`Upstox does not list ${instrument.id}.`);
    for (const request of this.#subscriptions.add(key)) this.#streams.market.send(request);
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
      const contractId = this.#contracts.keyOf(order.intent.instrument) ?? '';
      const own = this.#orders.restore(order, { contractId });
      if (own.order.venueOrderId === undefined) own.lostSince = this.#options.clock.now();
      this.#pursuit.begin(own);
    }
    if (orders.length > 0) void this.#watch.compare().catch(() => undefined);
  }

  async #refresh(): Promise<void> {
    for (const key of await this.#contracts.refresh())
      for (const request of this.#subscriptions.remove(key)) this.#streams.market.send(request);
  }

  /** Another day has other lists, and whose the login is may not have been asked in time. */
  async #keepUp(): Promise<void> {
    if (this.#user.account === undefined) await this.#user.know().catch(() => undefined);
    await this.#refresh();
  }

  #watched(): WatchOptions['streams'] {
    const { portfolio, market } = this.#streams;
    const contracts = this.#contracts;
    return {
      orders: {
        name: 'the portfolio stream',
        since: () => portfolio.standsSince,
        restart: () => portfolio.restart(),
        // of executions it only has the count
        tells: (record) => 'standing' in record && record.standing !== 'rejected',
      },
      market: {
        name: 'the market stream',
        since: () => market.standsSince,
        restart: () => market.restart(),
        heard: () => market.lastMessage,
        traded: async () => {
          const key = contracts.watched.find((each) => this.#market.isOpen(contracts.segmentOf(each)));
          const quote = key === undefined ? undefined : await this.#session.upstox.quote(key);
          return quote && fromMilliseconds(quote.last_trade_time ?? 0);
        },
      },
    };
  }

  async #goOn(): Promise<void> {
    this.#streams.portfolio.hurry();
    this.#streams.market.hurry();
    await this.#watch.compare();
  }

  #again(stream: keyof Streams): void {
    this.#outbox.emit({ type: 'resumed', stream });
    this.#dispatch();
    if (stream === 'portfolio') void this.#watch.compare().catch(() => undefined);
  }

  /** Much of what is told nobody waits for: who listens and throws is told of here, and ends nothing. */
  #dispatch(): void {
    try {
      this.#outbox.dispatch();
    } catch (error) {
      this.#options.log.error(`What Upstox told was not taken: ${reasonOf(error)}`);
    }
  }

  #bars(request: BarRequest): ReturnType<typeof barsOf> {
    return asked(async () => {
      const key = this.#contracts.keyOf(request.instrument);
      if (key === undefined) throw new VenueProblem(`Upstox does not list ${request.instrument}.`);
      const now = instant(this.#options.clock.now() + (this.#session.skew() ?? 0));
      return barsOf(this.#session.upstox, { key, now }, request);
    });
  }
}

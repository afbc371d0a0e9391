import path from 'node:path';
import type { AccountId, ClientOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { BookSnapshot } from '../../../core/model/market.ts';
import type { Order, OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import { reasonOf } from '../../../core/trace/reason.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
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
import { Watch, type WatchOptions } from '../own-orders/watch.ts';
import { readRecord } from '../parse/records.ts';
import type { BarRequest, RemoteVenue, VenueLogin, VenueOptions } from '../port.ts';
import type { Standing } from '../standing.ts';
import { Books } from './books.ts';
import { capabilities } from './cannot.ts';
import { Changes } from './changes.ts';
import { Contracts } from './contracts.ts';
import { DayBook } from './day-book.ts';
import { Dump } from './dump.ts';
import { kiteGate } from './gate.ts';
import { barsOf } from './history.ts';
import { usualPace } from './pace.ts';
import { contractIdOf } from './parse/ids.ts';
import { ofAccount, orderRecord } from './parse/order.ts';
import { Postbacks } from './postbacks.ts';
import { openSession, type Session } from './session.ts';
import type { KiteSettings } from './settings.ts';
import { standingOf } from './standing.ts';
import { shortTags } from './tags.ts';
import { Market } from './ticker/market.ts';
import { Ticker } from './ticker/ticker.ts';
import { words } from './words.ts';

/** Kite Connect: REST for what is asked and done, the ticker for markets and for what becomes of orders. */
export class KiteVenue implements RemoteVenue {
  readonly capabilities = capabilities;
  readonly name: string;
  readonly books: Books;
  readonly login?: VenueLogin;
  readonly history = { bars: (request: BarRequest) => this.#bars(request) };
  readonly contracts = {
    search: (text: string): Promise<readonly VenueContract[]> => asked(() => this.#contracts.search(text)),
    ofRoot: (root: string): Promise<readonly Instrument[]> => asked(() => this.#contracts.ofRoot(root)),
  };
  readonly #options: VenueOptions<KiteSettings>;
  readonly #pace: Pace;
  readonly #outbox = new Outbox();
  readonly #malformed: Malformed;
  readonly #session: Session;
  readonly #contracts: Contracts;
  readonly #orders: OwnOrders;
  readonly #intake: OrderIntake;
  readonly #pursuit: Pursuit;
  readonly #changes: Changes;
  readonly #dispatcher: Dispatcher;
  readonly #market: Market;
  readonly #ticker: Ticker;
  readonly #watch: Watch;
  readonly #standing: Standing;
  readonly #postbacks: Postbacks;
  readonly #followed = new Map<string, Instrument>();
  #account: AccountId | undefined;
  #beginning: Promise<void> | undefined;
  #isBegun = false;
  #isClosed = false;
  #heard = 0;

  constructor(options: VenueOptions<KiteSettings>, pace: Pace = usualPace) {
    const { name, settings, instruments, tag, clock, log, tracer, credentials } = options;
    const { emit } = this.#outbox;
    const now = (): Instant => clock.now();
    const dispatch = (): void => this.#dispatch();
    const account = (): AccountId | undefined => this.#account;
    this.name = name;
    this.#options = options;
    this.#pace = pace;
    this.#malformed = new Malformed(words.key, emit, tracer);
    this.#session = openSession(options, this.#malformed.tell);
    const { kite, calls, tokens, login, apiKey } = this.#session;
    if (login) this.login = login;
    const skew = (): number => calls.clockSkew() ?? 0;
    const folder = path.resolve(options.folder);
    const dumpName = `${name}-${options.environment}`;
    const dump = new Dump({ kite, folder, name: dumpName, clock, malformed: this.#malformed.tell, log });
    this.#contracts = new Contracts({ dump, instruments, clock, log });
    const { nameOf } = this.#contracts;
    this.#orders = new OwnOrders({ tags: shortTags(tag), words, now, emit, answersLater: true });
    const orders = this.#orders;
    const moved = (own: OwnOrder): void => this.#dispatcher.moved(own);
    this.#intake = new OrderIntake({ orders, nameOf, emit, dispatch, moved });
    const { told, row, trade } = this.#intake;
    const heard = { row, trade };
    const book = new DayBook({ kite, account, nextHeard: () => ++this.#heard });
    const unread = (): number => this.#malformed.count;
    this.#pursuit = new Pursuit({ orders, words, books: book, ...heard, told, unread, clock, skew, pace });
    this.#changes = new Changes(kite);
    const gate = kiteGate({
      kite,
      changes: this.#changes,
      listed: (instrument) => this.#listed(instrument),
      isAccount: (each) => each === this.#account,
      marketProtection: settings.marketProtection,
    });
    this.#dispatcher = new Dispatcher({ orders, gate, words, pursuit: this.#pursuit, told });
    const simulated = options.environment !== 'LIVE';
    this.books = new Books({ kite, book, orders, nameOf, simulated, heard, told });
    this.#market = new Market({ instrumentOf: (token) => this.#instrumentOf(token), emit, now });
    this.#ticker = new Ticker({
      address: settings.ticker,
      apiKey,
      token: () => tokens.token(),
      packet: this.#market.packet,
      told: dispatch,
      order: (data) => this.#told(data),
      said: (kind, text) => log[kind === 'error' ? 'warn' : 'info'](`Kite says: ${text}`),
      onConnected: (isAgain) => this.#connected(isAgain),
      onChange: () => this.#standing.changed(),
      // a call notices a token that is not taken any more
      onFailure: (failures) => void (failures > 1 && kite.profile().catch(() => undefined)),
      malformed: this.#malformed.tell,
      clock,
      random: options.random,
      silenceMilliseconds: pace.silence,
    });
    this.#watch = new Watch({
      books: book,
      orders,
      pursuit: this.#pursuit,
      streams: this.#streams(),
      accounts: () => this.accounts,
      ...heard,
      told,
      words,
      clock,
      skew,
      // its clock has whole seconds
      rounding: SECOND,
      pace,
      log,
    });
    this.#postbacks = new Postbacks(credentials.appSecret ?? '');
    this.#standing = standingOf({
      options,
      session: this.#session,
      ticker: this.#ticker,
      contracts: this.#contracts,
      malformed: this.#malformed,
      hasBegun: () => this.#isBegun,
    });
    tokens.onChange(() => this.#tokenChanged());
  }

  get accounts(): readonly AccountId[] {
    return this.#account === undefined ? [] : [this.#account];
  }

  /** Where a person has to log in first, it goes on by itself once that is done. */
  async connect(): Promise<void> {
    this.#standing.begin();
    try {
      await this.#begin();
    } catch (error) {
      if (this.#session.tokens.health().login === undefined) throw error;
      this.#options.log.warn(reasonOf(error));
    }
  }

  async disconnect(): Promise<void> {
    this.#isClosed = true;
    this.#standing.end();
    this.#pursuit.close();
    this.#watch.close();
    await this.#ticker.stop();
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

  async follow(instrument: Instrument): Promise<void> {
    const listed = await asked(() => this.#contracts.find(instrument));
    this.#followed.set(instrument.id, instrument);
    this.#ticker.subscribe(listed.token);
  }

  postback(body: string): 'taken' | 'repeated' | 'refused' {
    const read = this.#postbacks.read(body);
    if (typeof read === 'string') return read;
    void this.#watch.compare().catch(() => undefined);
    return 'taken';
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
      const own = this.#orders.restore(order, { contractId: order.intent.instrument });
      const { venueOrderId } = own.order;
      if (venueOrderId === undefined) own.lostSince = this.#options.clock.now();
      else this.#changes.restore(venueOrderId);
      this.#pursuit.begin(own);
    }
    if (orders.length > 0) void this.#watch.compare().catch(() => undefined);
  }

  #begin(): Promise<void> {
    this.#beginning ??= this.#asksAll().finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #asksAll(): Promise<void> {
    if (this.#isBegun || this.#isClosed) return;
    const { instruments, log } = this.#options;
    await asked(async () => {
      this.#account = (await this.#session.kite.profile()).user_id;
      await this.#contracts.load();
      for (const instrument of instruments.traded)
        await this.follow(instrument).catch((error: unknown) => {
          if (!(error instanceof VenueProblem)) throw error;
          log.warn(`${error.message} It is neither traded nor watched there.`);
        });
    });
    if (this.#isClosed) return;
    this.#isBegun = true;
    this.#standing.changed();
    this.#ticker.start();
    if (!(await this.#standing.connected(this.#pace.streams)))
      log.warn("Kite's ticker does not connect; orders are followed by asking meanwhile.");
    this.#watch.start();
    this.#dispatch();
  }

  /** Somebody logged in: what waited for that goes on. */
  #tokenChanged(): void {
    if (this.#isClosed || this.#session.tokens.health().state !== 'valid') return;
    if (this.#isBegun) {
      this.#ticker.hurry();
      void this.#watch.compare().catch(() => undefined);
    } else if (this.#session.login) this.#begin().catch((error: unknown) => this.#options.log.warn(reasonOf(error)));
  }

  #connected(isAgain: boolean): void {
    if (!isAgain) return;
    this.#market.forget();
    this.#outbox.emit({ type: 'resumed', stream: 'ticker' });
    this.#dispatch();
    void this.#watch.compare().catch(() => undefined);
  }

  #told(data: unknown): void {
    const told = readRecord(orderRecord, data, 'ticker order', this.#malformed.tell);
    if (told === undefined || this.#account === undefined) return;
    const row = ofAccount(told, this.#account, ++this.#heard);
    this.#watch.heard.row(row);
    this.#intake.row(row);
    this.#intake.told();
  }

  #listed(instrument: string) {
    const followed = this.#followed.get(instrument);
    const listed = this.#contracts.get(instrument);
    return followed && listed && { instrument: followed, listed };
  }

  #streams(): WatchOptions['streams'] {
    const ticker = {
      name: 'the ticker',
      since: () => this.#ticker.since,
      restart: () => this.#ticker.restart(),
    };
    return {
      orders: { ...ticker, tells: (record) => 'standing' in record && record.standing !== 'none' },
      market: { ...ticker, heard: () => this.#market.heard, traded: () => this.#tradedLast() },
    };
  }

  /** Of the first that is followed and trades, by Kite's own word; an index does not trade. */
  async #tradedLast(): Promise<Instant | undefined> {
    const all = [...this.#followed.values()].filter(({ calculated }) => !calculated);
    const listed = all[0] && this.#contracts.get(all[0].id);
    if (listed === undefined) return undefined;
    const quote = await this.#session.kite.quote(contractIdOf(listed.exchange, listed.tradingsymbol));
    return quote?.last_trade_time ?? undefined;
  }

  #instrumentOf(token: number): string | undefined {
    const instrument = this.#contracts.instrumentOf(token);
    return instrument !== undefined && this.#followed.has(instrument) ? instrument : undefined;
  }

  /** Much of what is told nobody waits for: who listens and throws is told of here, and ends nothing. */
  #dispatch(): void {
    try {
      this.#outbox.dispatch();
    } catch (error) {
      this.#options.log.error(`What Kite told was not taken: ${reasonOf(error)}`);
    }
  }

  #bars(request: BarRequest): ReturnType<typeof barsOf> {
    const listed = this.#contracts.get(request.instrument);
    if (listed === undefined)
      return Promise.reject(new VenueProblem(`Kite lists no ${request.instrument}, or it is not followed.`));
    return asked(() => barsOf(this.#session.kite, listed.token, request));
  }
}

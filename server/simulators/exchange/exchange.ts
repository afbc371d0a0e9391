import { clientOrderId, executionId, idSequence, type VenueOrderId, venueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { BookSnapshot, MarketTrade } from '../../../core/model/market.ts';
import type { OrderEvent, OrderTerms } from '../../../core/model/order.ts';
import { sideSign } from '../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import { productOf } from '../../../core/venue/paper/synthetic/settings.ts';
import { shapeOf } from '../../../core/venue/paper/synthetic/shape.ts';
import { type PaperVenue, paperVenue } from '../../../core/venue/paper/venue.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import type { ExchangeEvent, ExchangeOrder, ExchangeRequest, SimulatedExchange } from '../port.ts';
import { Accounts, usualAccounts } from './accounts.ts';
import { Bars } from './bars.ts';
import type { ExchangeOptions } from './create-exchange.ts';
import { feeOf } from './fees.ts';
import { Holdings } from './holdings.ts';
import { OrderBooks } from './order-books.ts';
import { syntheticOf } from './synthetic.ts';
import { Trades } from './trades.ts';

/** Contracts that an account may come to hold of an instrument: amounts of so many are exact. */
const MOST_CONTRACTS = 5_000;
const STEP_MILLISECONDS = 20;
/** A gap longer than this is a machine that slept: its hours of trading are of use to nobody. */
const SLEPT = 30 * SECOND;
/** Ids count on from the start, so that those of two starts never meet: a thousand a second are free. */
const IDS_FROM = Date.UTC(2024, 0, 1);

export class Exchange implements SimulatedExchange {
  readonly instruments: readonly Instrument[];
  readonly #options: ExchangeOptions;
  readonly #byId: ReadonlyMap<string, Instrument>;
  readonly #market: PaperVenue;
  readonly #outbox = new Outbox<ExchangeEvent>();
  readonly #accounts: Accounts;
  readonly #orders = new OrderBooks();
  readonly #trades = new Trades();
  readonly #holdings: Holdings;
  readonly #bars: ReadonlyMap<string, Bars>;
  readonly #last = new Map<string, MarketTrade>();
  readonly #nextOrder: () => string;
  readonly #nextTrade: () => string;
  #held = 0;
  #at: Instant;
  #refused: string | undefined;
  #interval: NodeJS.Timeout | undefined;

  constructor(options: ExchangeOptions) {
    const { clock, instruments, seed, calendars, groups, hours, accounts = usualAccounts, carried = [] } = options;
    this.#options = options;
    this.instruments = instruments;
    this.#byId = new Map(instruments.map((each) => [each.id, each]));
    this.#accounts = new Accounts(accounts);
    this.#at = clock.now();
    const first = Math.max(1, Math.floor(this.#at / 1_000) - IDS_FROM);
    this.#nextOrder = idSequence('', first);
    this.#nextTrade = idSequence('', first);
    this.#holdings = new Holdings(this.#byId, (id) => this.#last.get(id)?.price, calendars);
    for (const each of carried) this.#holdings.carry(each, this.#at);
    const synthetic = syntheticOf(instruments);
    const past = new Random(seed).fork('past');
    this.#bars = new Map(
      instruments.map((instrument) => {
        const shape = shapeOf(productOf(synthetic, instrument), instrument);
        const random = past.fork(instrument.id);
        return [
          instrument.id,
          new Bars({ instrument, shape, random, start: this.#at, ...(calendars && { calendars }) }),
        ];
      }),
    );
    this.#market = paperVenue({
      clock,
      instruments,
      seed,
      synthetic: options.quiet ? 'none' : synthetic,
      idPrefix: 'X',
      ...(calendars && { calendars }),
      ...(groups && { groups }),
      ...(hours && { hours }),
    });
    this.#market.onEvents((events) => {
      for (const event of events) this.#take(event);
    });
    // opens before it returns: nothing in it is waited for
    void this.#market.connect();
    this.#tell();
  }

  get accounts() {
    return this.#accounts.all();
  }

  advance(): void {
    const now = this.#options.clock.now();
    if (now - this.#at > SLEPT) this.#market.skip(now);
    else this.#market.advance(now);
    this.#at = now;
    this.#tell();
  }

  place(request: ExchangeRequest): ExchangeOrder {
    const id = venueOrderId(this.#nextOrder());
    const intent = this.#orders.begin(id, request, this.#options.clock.now());
    const refusal = this.#refusal(request);
    if (refusal === undefined) this.#market.place(intent);
    else this.#say({ type: 'rejected', reason: refusal }, id);
    this.#tell();
    return this.#orders.get(id)!;
  }

  cancel(id: VenueOrderId): boolean {
    if (!this.#orders.isOpen(id)) return false;
    this.#market.cancel(clientOrderId(id));
    this.#tell();
    return this.#orders.get(id)?.status === 'canceled';
  }

  modify(id: VenueOrderId, terms: OrderTerms): string | undefined {
    if (!this.#orders.isOpen(id)) return `There is no open order ${id}; nothing is left to change.`;
    const order = this.#orders.get(id);
    const more = terms.quantity - (order?.terms.quantity ?? 0);
    const tooMuch = order && more > 0 ? this.#tooMuch(order.request, more) : undefined;
    if (tooMuch !== undefined) return tooMuch;
    this.#refused = undefined;
    this.#market.replace(clientOrderId(id), terms);
    this.#tell();
    return this.#refused;
  }

  order = (id: VenueOrderId) => this.#orders.get(id);
  orders = (account: string) => this.#orders.of(account);
  trades = (account: string) => this.#trades.of(account);
  positions: SimulatedExchange['positions'] = (account) => this.#holdings.of(account, this.#options.clock.now());
  depth = (instrument: string): BookSnapshot | undefined => this.#market.depth(instrument);
  last = (instrument: string) => this.#last.get(instrument);
  bars: SimulatedExchange['bars'] = (instrument, from, to) => this.#bars.get(instrument)?.between(from, to) ?? [];

  on(listener: (event: ExchangeEvent) => void): () => void {
    return this.#outbox.onEvents((events) => events.forEach(listener));
  }

  hold<T>(work: () => T): T {
    this.#held += 1;
    try {
      return work();
    } finally {
      this.#held -= 1;
      this.#tell();
    }
  }

  start(): void {
    this.#interval ??= setInterval(() => this.advance(), STEP_MILLISECONDS).unref();
  }

  close(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
  }

  #tell(): void {
    if (this.#held === 0) this.#outbox.dispatch();
  }

  #refusal(request: ExchangeRequest): string | undefined {
    const { account: id, instrument } = request;
    const account = this.#accounts.get(id);
    if (account === undefined) return `There is no account ${id}.`;
    if (!account.canTrade) return `Account ${account.name} may not trade.`;
    if (this.#byId.has(instrument)) return this.#tooMuch(request, request.quantity);
    return `${instrument} is not traded here; traded are ${[...this.#byId.keys()].join(', ')}.`;
  }

  /** Why no more contracts of a side are taken. */
  #tooMuch(request: ExchangeRequest, contracts: number): string | undefined {
    const held = this.#holdings.quantity(request.account, request.instrument) * sideSign(request.side);
    if (held + this.#orders.working(request) + contracts <= MOST_CONTRACTS) return undefined;
    return `An account may hold ${MOST_CONTRACTS} contracts of ${request.instrument} at most, working orders included.`;
  }

  #say(body: { readonly type: 'rejected'; readonly reason: string }, id: VenueOrderId): void {
    const now = this.#options.clock.now();
    this.#ordered({ ...body, clientOrderId: clientOrderId(id), tsEvent: now, tsInit: now });
  }

  #take(event: VenueEvent): void {
    if (event.type === 'order') {
      this.#ordered(event.event);
    } else if (event.type === 'trade') {
      this.#last.set(event.trade.instrument, event.trade);
      this.#bars.get(event.trade.instrument)?.add(event.trade);
      this.#outbox.emit({ type: 'market_trade', trade: event.trade });
    } else if (event.type === 'quote' || event.type === 'depth') {
      this.#outbox.emit(event);
    }
  }

  #ordered(event: OrderEvent): void {
    if (event.type === 'replace_rejected') this.#refused = event.reason;
    const order = this.#orders.apply(event);
    if (order === undefined || event.type === 'replace_rejected') return;
    this.#outbox.emit({ type: 'order', order });
    if (event.type === 'filled') this.#filled(order, event);
  }

  #filled(order: ExchangeOrder, { price, quantity, liquidity, tsEvent }: OrderEvent & { type: 'filled' }): void {
    const { account, instrument: id, side } = order.request;
    const instrument = this.#byId.get(id);
    if (instrument === undefined) return;
    const fee = feeOf(instrument.root, quantity);
    const execution = executionId(this.#nextTrade());
    const fact = { account, instrument: id, side, quantity, price, liquidity, fee };
    const tradeDate = this.#holdings.tradeDate(instrument, tsEvent);
    const realized = this.#holdings.book({
      ...fact,
      executionId: execution,
      clientOrderId: clientOrderId(order.id),
      strategy: '',
      tradeDate,
      tsEvent,
      tsInit: tsEvent,
    });
    const trade = {
      ...fact,
      id: execution,
      order: order.id,
      ts: tsEvent,
      ...(realized === undefined ? {} : { realized }),
    };
    this.#trades.add(trade);
    this.#outbox.emit({ type: 'trade', trade });
    const position = this.#holdings.one(account, id, tsEvent);
    if (position !== undefined) this.#outbox.emit({ type: 'position', position });
    const paid = this.#accounts.pay(account, (realized ?? 0) - fee);
    if (paid !== undefined) this.#outbox.emit({ type: 'account', account: paid });
  }
}

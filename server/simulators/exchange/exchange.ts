import { clientOrderId, executionId, idSequence, type VenueOrderId, venueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { OrderEvent, OrderTerms } from '../../../core/model/order.ts';
import { sideSign } from '../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../core/model/time.ts';
import { Outbox } from '../../../core/venue/outbox.ts';
import type { ExchangeEvent, ExchangeOrder, ExchangeRequest, SimulatedExchange } from '../port.ts';
import { Accounts, usualAccounts } from './accounts.ts';
import type { ExchangeOptions } from './create-exchange.ts';
import { feeOf } from './fees.ts';
import { Holdings } from './holdings.ts';
import { lotProblem } from './lots.ts';
import { Markets, type MarketsEvent } from './markets.ts';
import { OrderBooks } from './order-books.ts';
import { Trades } from './trades.ts';

/** Contracts that an account may come to hold of an instrument, and units of what has a lot: amounts of so many are exact. */
const MOST_CONTRACTS = 5_000;
const MOST_UNITS = 100_000;
const STEP_MILLISECONDS = 20;
/** A gap longer than this is a machine that slept: its hours of trading are of use to nobody. */
const SLEPT = 30 * SECOND;
/** Ids count on from the start, so that those of two starts never meet: a thousand a second are free. */
const IDS_FROM = Date.UTC(2024, 0, 1);

export class Exchange implements SimulatedExchange {
  readonly instruments: readonly Instrument[];
  readonly derived: readonly Instrument[];
  readonly #options: ExchangeOptions;
  readonly #byId: ReadonlyMap<string, Instrument>;
  readonly #markets: Markets;
  /** What lets the markets of open orders move. */
  readonly #watching = new Map<VenueOrderId, () => void>();
  readonly #outbox = new Outbox<ExchangeEvent>();
  readonly #accounts: Accounts;
  readonly #orders = new OrderBooks();
  readonly #trades = new Trades();
  readonly #holdings: Holdings;
  readonly #nextOrder: () => string;
  readonly #nextTrade: () => string;
  #held = 0;
  #at: Instant;
  #refused: string | undefined;
  #interval: NodeJS.Timeout | undefined;

  constructor(options: ExchangeOptions) {
    const { clock, instruments, derived = [], calendars, accounts = usualAccounts, carried = [] } = options;
    this.#options = options;
    this.instruments = instruments;
    this.derived = derived;
    this.#byId = new Map([...instruments, ...derived].map((each) => [each.id, each]));
    this.#accounts = new Accounts(accounts);
    this.#at = clock.now();
    const first = Math.max(1, Math.floor(this.#at / 1_000) - IDS_FROM);
    this.#nextOrder = idSequence('', first);
    this.#nextTrade = idSequence('', first);
    this.#holdings = new Holdings(this.#byId, (id) => this.#markets.last(id)?.price, calendars);
    for (const each of carried) this.#holdings.carry(each, this.#at);
    this.#markets = new Markets(options, this.#at, (event) => this.#take(event));
    this.#tell();
  }

  get accounts() {
    return this.#accounts.all();
  }

  advance(): void {
    const now = this.#options.clock.now();
    if (now - this.#at > SLEPT) this.#markets.skip(now);
    else this.#markets.advance(this.#at, now);
    this.#at = now;
    this.#tell();
  }

  place(request: ExchangeRequest): ExchangeOrder {
    const id = venueOrderId(this.#nextOrder());
    const intent = this.#orders.begin(id, request, this.#options.clock.now());
    const refusal = this.#refusal(request);
    if (refusal === undefined) {
      this.#watching.set(id, this.#markets.watch(request.instrument));
      this.#markets.place(intent);
      this.#leave(id);
    } else this.#say({ type: 'rejected', reason: refusal }, id);
    this.#tell();
    return this.#orders.get(id)!;
  }

  cancel(id: VenueOrderId): boolean {
    const order = this.#orders.get(id);
    if (order === undefined || !this.#orders.isOpen(id)) return false;
    this.#markets.cancel(order.request.instrument, id);
    this.#tell();
    return this.#orders.get(id)?.status === 'canceled';
  }

  modify(id: VenueOrderId, terms: OrderTerms): string | undefined {
    const order = this.#orders.get(id);
    if (order === undefined || !this.#orders.isOpen(id))
      return `There is no open order ${id}; nothing is left to change.`;
    const more = terms.quantity - order.terms.quantity;
    const tooMuch = more > 0 ? this.#tooMuch(order.request, more) : undefined;
    const refusal = tooMuch ?? lotProblem(this.#byId.get(order.request.instrument), terms.quantity);
    if (refusal !== undefined) return refusal;
    this.#refused = undefined;
    this.#markets.replace(order.request.instrument, clientOrderId(id), terms);
    this.#tell();
    return this.#refused;
  }

  order = (id: VenueOrderId) => this.#orders.get(id);
  orders = (account: string) => this.#orders.of(account);
  trades = (account: string) => this.#trades.of(account);
  positions: SimulatedExchange['positions'] = (account) => this.#holdings.of(account, this.#options.clock.now());
  depth: SimulatedExchange['depth'] = (instrument) => this.#asked(() => this.#markets.depth(instrument));
  last: SimulatedExchange['last'] = (instrument) => this.#markets.last(instrument);
  day: SimulatedExchange['day'] = (instrument) => this.#asked(() => this.#markets.day(instrument));
  openInterest: SimulatedExchange['openInterest'] = (instrument) =>
    this.#asked(() => this.#markets.openInterest(instrument));
  watch: SimulatedExchange['watch'] = (instrument) => this.#asked(() => this.#markets.watch(instrument));
  bars: SimulatedExchange['bars'] = (instrument, from, to) => this.#markets.bars(instrument, from, to);

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

  /** What a market that stood still does when it is looked at is told, too. */
  #asked<T>(work: () => T): T {
    const answer = work();
    this.#tell();
    return answer;
  }

  /** A market is left to itself once no order works in it. */
  #leave(id: VenueOrderId): void {
    if (this.#orders.isOpen(id)) return;
    this.#watching.get(id)?.();
    this.#watching.delete(id);
  }

  #tell(): void {
    if (this.#held === 0) this.#outbox.dispatch();
  }

  #refusal(request: ExchangeRequest): string | undefined {
    const { account: id, instrument } = request;
    const account = this.#accounts.get(id);
    if (account === undefined) return `There is no account ${id}.`;
    if (!account.canTrade) return `Account ${account.name} may not trade.`;
    const known = this.#byId.get(instrument);
    if (known?.calculated) return `${instrument} is an index; it is calculated, and nobody trades it.`;
    if (known) return lotProblem(known, request.quantity) ?? this.#tooMuch(request, request.quantity);
    return `${instrument} is not traded here; traded are ${this.instruments.map(({ id }) => id).join(', ')}.`;
  }

  /** Why no more contracts of a side are taken. */
  #tooMuch(request: ExchangeRequest, contracts: number): string | undefined {
    const held = this.#holdings.quantity(request.account, request.instrument) * sideSign(request.side);
    const most = this.#byId.get(request.instrument)?.currency === 'INR' ? MOST_UNITS : MOST_CONTRACTS;
    if (held + this.#orders.working(request) + contracts <= most) return undefined;
    return `An account may hold ${most} contracts of ${request.instrument} at most, working orders included.`;
  }

  #say(body: { readonly type: 'rejected'; readonly reason: string }, id: VenueOrderId): void {
    const now = this.#options.clock.now();
    this.#ordered({ ...body, clientOrderId: clientOrderId(id), tsEvent: now, tsInit: now });
  }

  #take(event: MarketsEvent): void {
    if (event.type === 'order') this.#ordered(event.event);
    else if (event.type === 'trade') this.#outbox.emit({ type: 'market_trade', trade: event.trade });
    else if (event.type === 'quote' || event.type === 'depth' || event.type === 'index') this.#outbox.emit(event);
  }

  #ordered(event: OrderEvent): void {
    if (event.type === 'replace_rejected') this.#refused = event.reason;
    const order = this.#orders.apply(event);
    if (order === undefined || event.type === 'replace_rejected') return;
    this.#outbox.emit({ type: 'order', order });
    if (event.type === 'filled') this.#filled(order, event);
    this.#leave(order.id);
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

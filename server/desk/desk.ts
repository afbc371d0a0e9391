import type { OrderNews } from '../../core/alerts/order-notices.ts';
import type { Bus } from '../../core/bus.ts';
import { minuteOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Bar } from '../../core/model/market.ts';
import type { Order, OrderEvent, OrderIntent, OrderTerms } from '../../core/model/order.ts';
import type { Quantity } from '../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { Venue } from '../../core/venue/port.ts';
import { JournalUnavailable } from '../journal/fault.ts';
import type { FillOrigin, RefusalSubject } from '../journal/port.ts';
import type { Driver } from './desk-market.ts';
import { Following } from './following.ts';
import type { DeskHistory } from './history.ts';
import { Holds } from './holds.ts';
import { Intake } from './intake.ts';
import { OrderRequests, type WhileHeld } from './order-requests.ts';
import type { Decider, DeskParts } from './parts.ts';
import { type Desk, DeskUnavailable, type ImportedFills, type OrderRequest, type Settled } from './port.ts';
import { DeskProtection } from './protection.ts';
import { Trailing } from './trailing.ts';

export const JOURNAL_FAILED = 'The journal could not be written';

const noOrder = (sentence: string): string => `${sentence} Until then no order is taken.`;

/** Journal first: what a person or the venue says of an order is on disk before the venue hears of it or anybody sees it. */
export class TradingDesk implements Desk {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly environment: string;
  readonly #parts: DeskParts;
  readonly #intake: Intake;
  readonly #requests: OrderRequests;
  readonly #following: Following;
  readonly #endEvents: () => void;
  #halted: string | undefined;
  readonly #holds = new Holds();
  readonly #shown = new Set<(news: readonly OrderNews[]) => void>();
  /** The minute at hand, once time goes on. */
  #minute: Instant | undefined;
  /** Begins and ends what drives the venue; set by the one who composes the desk. */
  driver: Driver | undefined;
  decider: Decider | undefined;
  /** Told once who notifies; it tells the log alone until then. */
  readonly protection: DeskProtection;
  readonly trailing: Trailing;
  /** Called once the venue is connected and before time goes on: open orders go back to their queues. */
  connected: (() => Promise<void>) | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#intake = new Intake({
      ...parts,
      failed: (error) => this.#failed(error),
      deciders: () => [this.protection, this.trailing, ...(this.decider ? [this.decider] : [])],
      shown: (news) => {
        for (const listener of [...this.#shown]) listener(news);
      },
    });
    this.#requests = new OrderRequests({
      ...parts,
      record: (event) => this.#intake.record(event),
      refuse: (reason, asked) => this.refuse('order', reason, asked),
      minutesEnded: () => this.#endMinutes(),
      refuseInTrouble: (held) => this.#refuseInTrouble(held),
      settled: () => this.settled(),
    });
    this.protection = new DeskProtection({
      ...parts,
      place: (request) => this.#requests.protect(request),
      resize: (id, quantity) => this.#requests.replace(id, { quantity }, 'protects'),
      cancel: (id, reason) => this.#requests.cancel(id, reason),
      record: (event) => this.#intake.record(event),
    });
    this.#following = new Following(parts);
    this.trailing = new Trailing({
      ...parts,
      move: (id, stopPrice) => this.#requests.replace(id, { stopPrice }, 'protects'),
    });
    this.bus = parts.bus;
    this.clock = parts.clock;
    this.environment = parts.environment;
    this.#endEvents = parts.venue.onEvents((events) => {
      this.#intake.take(events);
      for (const event of events) if (event.type === 'amendment') void this.#amended(event.amendment);
    });
    parts.journal.onFault(() => this.#diskChanged());
  }

  get venue(): Pick<Venue, 'name' | 'capabilities'> {
    return this.#parts.venue;
  }

  tradeDate(): TradeDate {
    return this.#parts.pnl.tradeDate;
  }

  instruments(): readonly Instrument[] {
    return this.#parts.instruments.traded;
  }

  accounts(): readonly AccountId[] | undefined {
    return this.#parts.venue.accounts;
  }

  instrument(name: string): Instrument {
    return this.#parts.instruments.resolve(name);
  }

  follow(name: string): Promise<Instrument> {
    return this.#following.follow(name);
  }

  /** The minute of trades at hand as far as it went. */
  forming(instrument: string): Bar | undefined {
    return this.#parts.market.forming(instrument);
  }

  /** Trades that came too late for their minute. */
  lateTrades(instrument: string): number {
    return this.#parts.market.lateTrades(instrument);
  }

  order(clientOrderId: ClientOrderId): Order | undefined {
    return this.#parts.orders.get(clientOrderId);
  }

  async submit(request: OrderRequest): Promise<Order> {
    await this.#following.tryFollow(request.instrument);
    return this.#requests.submit(request);
  }

  async submitSliced(request: OrderRequest): Promise<readonly Order[]> {
    await this.#following.tryFollow(request.instrument);
    return this.#requests.submitSliced(request);
  }

  cancel(clientOrderId: ClientOrderId): Promise<Order> {
    return this.#requests.cancel(clientOrderId);
  }

  replace(clientOrderId: ClientOrderId, changes: Partial<OrderTerms>): Promise<Order> {
    return this.#requests.replace(clientOrderId, changes);
  }

  cancelAll(instrument: string, account: AccountId): Promise<readonly Order[]> {
    return this.#requests.cancelAll(instrument, account);
  }

  flatten(instrument: string, account: AccountId): Promise<readonly Order[]> {
    return this.#requests.flatten(instrument, account);
  }

  /** Closes at the market what an account holds in an instrument, or so many contracts of it. Gives the exits it canceled and what it sent. */
  close(instrument: string, account: AccountId, contracts?: Quantity): Promise<readonly Order[]> {
    return this.#requests.close(instrument, account, contracts);
  }

  /** What a request would be sent as. Throws `OrderRefused`, and journals nothing. */
  preview(request: OrderRequest): OrderIntent {
    return this.#requests.preview(request);
  }

  reconciled(events: readonly OrderEvent[]): Promise<boolean> {
    this.#intake.take(events.map((event) => ({ type: 'order', event })));
    return this.onDisk();
  }

  importFills(fills: readonly Fill[], origin: FillOrigin): Promise<ImportedFills> {
    return this.#ofThePast((history) => history.importFills(fills, origin));
  }

  amend(amendment: FillAmendment): Promise<boolean> {
    return this.#ofThePast((history) => history.amend(amendment));
  }

  /** What cannot be taken is among the refusals then. */
  async #amended(amendment: FillAmendment): Promise<void> {
    const taken = this.amend(amendment);
    await taken.catch((error: unknown) =>
      this.#parts.log.error(error instanceof Error ? error.message : String(error)),
    );
  }

  settle(settlements: readonly Settlement[]): Promise<Settled> {
    return this.#ofThePast((history) => history.settle(settlements));
  }

  refuse(subject: RefusalSubject, reason: string, what: object): Promise<void> {
    return this.#parts.history.refuse(subject, reason, what);
  }

  /** The market as it stands, without time going on: enough to look at it. */
  async connect(): Promise<void> {
    await this.#parts.venue.connect();
    await this.#following.restore();
    await this.connected?.();
    this.protection.begin();
    this.trailing.begin();
  }

  async start(): Promise<void> {
    await this.connect();
    this.#minute = minuteOf(this.clock.now());
    this.driver?.start();
  }

  async stop(): Promise<void> {
    await this.driver?.stop();
    await this.protection.end();
    await this.trailing.end();
    await this.#parts.venue.disconnect();
    // an answer that comes after this is found in the venue's books at the next start
    this.#endEvents();
    await this.onDisk();
  }

  /** Resolves when everything the venue has said so far is on disk and shown. */
  settled(): Promise<void> {
    return this.#intake.settled();
  }

  /** The same with true; false, and at once, while the disk cannot be written and what the venue says waits in memory. */
  onDisk(): Promise<boolean> {
    const { journal } = this.#parts;
    if (journal.fault()) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = journal.onFault(() => finish(false));
      const finish = (settled: boolean) => {
        end();
        resolve(settled);
      };
      void this.settled().then(() => finish(true));
    });
  }

  /** Why no order is taken; undefined while orders are. */
  trouble(): string | undefined {
    return this.#brokenBy() ?? this.#holds.sentence;
  }

  /** Why nothing that is said can be kept; undefined while everything can. */
  broken(): string | undefined {
    return this.#brokenBy();
  }

  /** Called with what has come to the journal once it is folded and shown. Returns the function that ends it. */
  onShown(listener: (news: readonly OrderNews[]) => void): () => void {
    this.#shown.add(listener);
    return () => {
      this.#shown.delete(listener);
    };
  }

  hold(name: string, sentence: string | undefined, spares?: 'exits'): void {
    if (this.#holds.set(name, sentence, spares) && this.bus.has('status')) this.bus.touch('status');
  }

  #brokenBy(): string | undefined {
    return this.#halted ?? this.#parts.journal.fault()?.sentence;
  }

  /** Once everything said so far is on disk and folded, so that nothing is folded twice. */
  async #ofThePast<T>(work: (history: DeskHistory) => Promise<T>): Promise<T> {
    this.#refuseInTrouble('goes on');
    if (!(await this.onDisk())) this.#refuseInTrouble('goes on');
    return work(this.#parts.history);
  }

  /** What cannot be written must not be acted on: the desk stands still until it is started again. A disk that fails is tried again instead. */
  halt(what: string, error: unknown): void {
    if (this.#halted !== undefined || error instanceof JournalUnavailable) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#halted = `${what} (${reason}). See to it and start Deskbook again.`;
    this.#parts.log.error(noOrder(this.#halted));
    void this.driver?.stop();
    if (this.bus.has('status')) this.bus.touch('status');
  }

  #failed(error: unknown): DeskUnavailable {
    this.halt(JOURNAL_FAILED, error);
    return error instanceof JournalUnavailable ? new DeskUnavailable(noOrder(error.message)) : this.#stands();
  }

  async #endMinutes(): Promise<void> {
    const minute = minuteOf(this.clock.now());
    if (this.#minute === undefined || minute <= this.#minute) return;
    // what fails in it is told to whoever drives
    await this.driver?.step().catch(() => undefined);
    this.#minute = minute;
  }

  #diskChanged(): void {
    const { journal, history, log } = this.#parts;
    const fault = journal.fault();
    if (fault) {
      history.missesMinutes();
      log.error(noOrder(fault.sentence));
    } else log.warn('The journal is written again, with everything that waited in memory; orders are taken.');
    if (this.bus.has('status')) this.bus.touch('status');
  }

  #refuseInTrouble(held: WhileHeld): void {
    if (this.#brokenBy() === undefined && !this.#holds.holdsBack(held)) return;
    throw this.#stands();
  }

  #stands(): DeskUnavailable {
    return new DeskUnavailable(noOrder(this.trouble() ?? JOURNAL_FAILED));
  }
}

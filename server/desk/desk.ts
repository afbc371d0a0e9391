import type { Bus } from '../../core/bus.ts';
import { minuteOf } from '../../core/calendar/session.ts';
import type { Clock } from '../../core/clock.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type { Order, OrderEvent, OrderTerms } from '../../core/model/order.ts';
import type { Instant, TradeDate } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { LastPrice } from '../../core/topics.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import { JournalUnavailable } from '../journal/fault.ts';
import type { FillOrigin, JournalEntry, RefusalSubject } from '../journal/port.ts';
import type { Driver } from './desk-market.ts';
import type { DeskHistory } from './history.ts';
import { lastOf } from './market.ts';
import { OrderEntries } from './order-entries.ts';
import { OrderRequests } from './order-requests.ts';
import type { Decider, DeskParts } from './parts.ts';
import {
  type Desk,
  DeskUnavailable,
  type ImportedFills,
  OrderRefused,
  type OrderRequest,
  type Refused,
  type Settled,
} from './port.ts';
import { showEntries } from './show.ts';

export const JOURNAL_FAILED = 'The journal could not be written';

const noOrder = (sentence: string): string => `${sentence} Until then no order is taken.`;

/** Journal first: what a person or the venue says of an order is on disk before the venue hears of it or anybody sees it. */
export class TradingDesk implements Desk {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly environment: string;
  readonly #parts: DeskParts;
  readonly #entries: OrderEntries;
  readonly #requests: OrderRequests;
  #underWay: Promise<void> = Promise.resolve();
  #halted: string | undefined;
  /** The minute at hand, once time goes on. */
  #minute: Instant | undefined;
  /** Begins and ends what drives the venue; set by the one who composes the desk. */
  driver: Driver | undefined;
  decider: Decider | undefined;
  /** Called once the venue is connected and before time goes on: open orders go back to their queues. */
  connected: (() => Promise<void>) | undefined;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#entries = new OrderEntries(parts);
    this.#requests = new OrderRequests({
      ...parts,
      record: (event) => this.#record(event),
      refuse: (reason, asked) => this.refuse('order', reason, asked),
      minutesEnded: () => this.#endMinutes(),
      refuseInTrouble: () => this.#refuseInTrouble(),
      settled: () => this.settled(),
    });
    this.bus = parts.bus;
    this.clock = parts.clock;
    this.environment = parts.environment;
    parts.venue.onEvents((events) => this.#take(events));
    parts.journal.onFault(() => this.#diskChanged());
  }

  tradeDate(): TradeDate {
    return this.#parts.pnl.tradeDate;
  }

  instruments(): readonly Instrument[] {
    return this.#parts.instruments.traded;
  }

  instrument(name: string): Instrument {
    return this.#parts.instruments.resolve(name);
  }

  order(clientOrderId: ClientOrderId): Order | undefined {
    return this.#parts.orders.get(clientOrderId);
  }

  submit(request: OrderRequest): Promise<Order> {
    return this.#requests.submit(request);
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

  importFills(fills: readonly Fill[], origin: FillOrigin): Promise<ImportedFills> {
    return this.#ofThePast((history) => history.importFills(fills, origin));
  }

  amend(amendment: FillAmendment): Promise<boolean> {
    return this.#ofThePast((history) => history.amend(amendment));
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
    await this.connected?.();
  }

  async start(): Promise<void> {
    await this.connect();
    this.#minute = minuteOf(this.clock.now());
    this.driver?.start();
  }

  async stop(): Promise<void> {
    await this.driver?.stop();
    await this.#parts.venue.disconnect();
    await this.onDisk();
  }

  /** Resolves when everything the venue has said so far is on disk and shown. */
  async settled(): Promise<void> {
    for (let waited: Promise<void> | undefined; waited !== this.#underWay; ) {
      waited = this.#underWay;
      await waited;
    }
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
    return this.#halted ?? this.#parts.journal.fault()?.sentence;
  }

  /** Once everything said so far is on disk and folded, so that nothing is folded twice. */
  async #ofThePast<T>(work: (history: DeskHistory) => Promise<T>): Promise<T> {
    this.#refuseInTrouble();
    if (!(await this.onDisk())) this.#refuseInTrouble();
    return work(this.#parts.history);
  }

  /** Journals one event of ours and shows it; the order as it is then. */
  async #record(event: OrderEvent): Promise<Order> {
    const { entry } = this.#entries.of(event);
    if (entry === undefined) throw new OrderRefused(`Order ${event.clientOrderId} cannot take ${event.type} now.`);
    try {
      await this.#parts.journal.appendOrderEvents([entry]);
    } catch (error) {
      this.#parts.orders.retract(event);
      this.halt(JOURNAL_FAILED, error);
      throw error instanceof JournalUnavailable ? new DeskUnavailable(noOrder(error.message)) : this.#stands();
    }
    await this.#show([entry]);
    return entry.order;
  }

  #take(events: readonly VenueEvent[]): void {
    const touched = new Set<string>();
    const entries: JournalEntry[] = [];
    const refused: Refused<OrderEvent>[] = [];
    const now = this.clock.now();
    for (const event of events) {
      if (event.type === 'order') {
        const told = this.#entries.of(event.event);
        if (told.entry) entries.push(told.entry);
        if (told.refused) refused.push(told.refused);
      } else {
        this.#parts.market.apply(event, now, touched);
        if (event.type === 'trade') this.#mark(event.trade, touched);
        if (event.type === 'bar') this.#mark(lastOf(event.bar), touched);
        if (event.type === 'quote') this.decider?.quote(event.quote);
      }
    }
    if (entries.length + refused.length > 0) this.#underWay = this.#commit(entries, refused);
    for (const topic of touched) this.bus.touch(topic);
  }

  #mark({ instrument, price, tsEvent }: LastPrice, touched: Set<string>): void {
    const { pnl } = this.#parts;
    pnl.mark(instrument, price, tsEvent);
    if (!pnl.holds(instrument)) return;
    touched.add('positions');
    touched.add('pnl');
  }

  /** Commits are answered in the order they were asked for, so what is shown keeps the venue's order. */
  async #commit(entries: readonly JournalEntry[], refused: readonly Refused<OrderEvent>[] = []): Promise<void> {
    const { journal, history } = this.#parts;
    try {
      const refusing = refused.map(({ what, reason }) => history.refuse('fill', reason, what));
      await Promise.all([journal.appendOrderEvents(entries, 'wait'), ...refusing]);
    } catch (error) {
      this.#entries.arrived(entries);
      this.halt(JOURNAL_FAILED, error);
      return;
    }
    await this.#show(entries);
  }

  async #show(entries: readonly JournalEntry[]): Promise<void> {
    const { history } = this.#parts;
    this.#entries.arrived(entries);
    const { touched, late } = showEntries(entries, this.#parts);
    if (late.length > 0) await history.late(late).catch((error) => this.halt(JOURNAL_FAILED, error));
    for (const topic of touched) this.bus.touch(topic);
    for (const { event } of entries) this.decider?.order(event);
  }

  /** What cannot be written must not be acted on: the desk stands still until it is started again. A disk that fails is tried again instead. */
  halt(what: string, error: unknown): void {
    if (this.#halted !== undefined || error instanceof JournalUnavailable) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#halted = `${what} (${reason}). See to it and start Deskbook again.`;
    this.#parts.log.error(noOrder(this.#halted));
    void this.driver?.stop();
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

  #refuseInTrouble(): void {
    if (this.trouble() !== undefined) throw this.#stands();
  }

  #stands(): DeskUnavailable {
    return new DeskUnavailable(noOrder(this.trouble() ?? JOURNAL_FAILED));
  }
}

import type { OrderNews } from '../../core/alerts/order-notices.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { LastPrice } from '../../core/topics.ts';
import { isMarketEvent } from '../../core/venue/market-event.ts';
import type { VenueEvent } from '../../core/venue/port.ts';
import type { JournalEntry } from '../journal/port.ts';
import { lastOf } from './market.ts';
import { OrderEntries } from './order-entries.ts';
import type { Decider, DeskParts } from './parts.ts';
import { type DeskUnavailable, OrderRefused, type Refused } from './port.ts';
import { showEntries } from './show.ts';

export interface IntakeParts extends DeskParts {
  /** What was to be journalled was not; gives what its caller is told. */
  failed(error: unknown): DeskUnavailable;
  deciders(): readonly Decider[];
  /** What came to the journal is folded and shown. */
  shown(news: readonly OrderNews[]): void;
}

/** What is said of orders, by us and by the venue: on disk first, then folded and shown. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #entries: OrderEntries;
  #underWay: Promise<void> = Promise.resolve();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#entries = new OrderEntries(parts);
  }

  /** Resolves when everything the venue has said so far is on disk and shown. */
  async settled(): Promise<void> {
    for (let waited: Promise<void> | undefined; waited !== this.#underWay; ) {
      waited = this.#underWay;
      await waited;
    }
  }

  /** Journals one event of ours and shows it; the order as it is then. */
  async record(event: OrderEvent): Promise<Order> {
    const { entry } = this.#entries.of(event);
    if (entry === undefined) throw new OrderRefused(`Order ${event.clientOrderId} cannot take ${event.type} now.`);
    try {
      await this.#parts.journal.appendOrderEvents([entry]);
    } catch (error) {
      this.#parts.orders.retract(event);
      throw this.#parts.failed(error);
    }
    await this.#show([entry]);
    return entry.order;
  }

  /** Takes what the venue says: the market at once, orders once they are on disk. */
  take(events: readonly VenueEvent[]): void {
    const touched = new Set<string>();
    const entries: JournalEntry[] = [];
    const refused: Refused<OrderEvent>[] = [];
    const now = this.#parts.clock.now();
    for (const event of events) {
      if (event.type === 'order') {
        const told = this.#entries.of(event.event);
        if (told.entry) entries.push(told.entry);
        if (told.refused) refused.push(told.refused);
      } else if (isMarketEvent(event)) {
        this.#parts.market.apply(event, now, touched);
        if (event.type === 'trade') this.#mark(event.trade, touched);
        if (event.type === 'bar') this.#mark(lastOf(event.bar), touched);
        if (event.type === 'quote') for (const decider of this.#parts.deciders()) decider.quote(event.quote);
      }
    }
    if (entries.length + refused.length > 0) this.#underWay = this.#after(this.#commit(entries, refused));
    for (const topic of touched) this.#parts.bus.touch(topic);
  }

  /** A commit whose fills came late takes longer than the one behind it. */
  async #after(commit: Promise<void>): Promise<void> {
    await Promise.all([this.#underWay, commit]);
  }

  #mark({ instrument, price, tsEvent }: LastPrice, touched: Set<string>): void {
    const { pnl } = this.#parts;
    pnl.mark(instrument, price, tsEvent);
    if (!pnl.holds(instrument)) return;
    touched.add('positions');
    touched.add('pnl');
  }

  /** Commits are answered in the order they were asked for, so what is shown keeps the venue's order. */
  async #commit(entries: readonly JournalEntry[], refused: readonly Refused<OrderEvent>[]): Promise<void> {
    const { journal, history } = this.#parts;
    try {
      const refusing = refused.map(({ what, reason }) => history.refuse('fill', reason, what));
      await Promise.all([journal.appendOrderEvents(entries, 'wait'), ...refusing]);
    } catch (error) {
      this.#entries.arrived(entries);
      this.#parts.failed(error);
      return;
    }
    await this.#show(entries);
  }

  async #show(entries: readonly JournalEntry[]): Promise<void> {
    const { history } = this.#parts;
    this.#entries.arrived(entries);
    const { touched, late, news } = showEntries(entries, this.#parts);
    if (late.length > 0) await history.late(late).catch((error) => this.#parts.failed(error));
    for (const topic of touched) this.#parts.bus.touch(topic);
    for (const { event } of entries) for (const decider of this.#parts.deciders()) decider.order(event);
    this.#parts.shown(news);
  }
}

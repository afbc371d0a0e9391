import type { Calendars } from '../../calendar/calendar.ts';
import type { ClientOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { OrderIntent, OrderTerms } from '../../model/order.ts';
import type { Instant } from '../../model/time.ts';
import { isStop, sameTerms, termsOf } from '../../orders/terms.ts';
import { DayEnds } from '../day-ends.ts';
import { OpenOrders } from '../open-orders.ts';
import type { VenueEvent } from '../port.ts';
import { Answers } from './answers.ts';
import { ReplayMarket } from './market.ts';
import type { Matching } from './matching.ts';
import type { OwnOrder } from './own-order.ts';
import { refuse } from './refuse.ts';
import { WorkingOrders } from './working-orders.ts';

export interface ReplayEngineOptions {
  readonly instruments: readonly Instrument[];
  readonly matching: Matching;
  readonly idPrefix: string;
  readonly emit: (event: VenueEvent) => void;
  readonly calendars?: Calendars | undefined;
}

/** Own orders against a recording: takes, replaces, cancels and expires them; each call says when it happens. How they match is the rules'. */
export class ReplayEngine {
  readonly markets: ReadonlyMap<string, ReplayMarket>;
  readonly #options: ReplayEngineOptions;
  readonly #answers: Answers;
  readonly #orders = new OpenOrders<OwnOrder>();
  readonly #dayEnds: DayEnds;
  #places = 0;

  constructor(options: ReplayEngineOptions) {
    const { instruments, matching, idPrefix, emit } = options;
    this.#options = options;
    this.#dayEnds = new DayEnds(options.calendars);
    this.#answers = new Answers(idPrefix, emit);
    const finished = ({ intent }: OwnOrder) => this.#orders.finish(intent.clientOrderId);
    const marketOf = (instrument: Instrument) =>
      new ReplayMarket(instrument, new WorkingOrders(this.#answers, finished), (market) => matching.rules(market));
    this.markets = new Map(instruments.map((instrument) => [instrument.id, marketOf(instrument)]));
  }

  /** A client order id that is already known changes nothing: the first order stands. */
  place(intent: OrderIntent, at: Instant): void {
    const { clientOrderId } = intent;
    if (this.#orders.isKnown(clientOrderId)) return;
    const market = this.markets.get(intent.instrument);
    const waiting = isStop(intent.type);
    const terms = termsOf(intent);
    const { stops, shows } = this.#options.matching;
    const reason = market ? refuse({ ...intent, waiting }, terms, market, { stops, shows }) : this.#unknown(intent);
    if (market === undefined || reason !== undefined) {
      this.#orders.finish(clientOrderId);
      this.#answers.say(clientOrderId, at, { type: 'rejected', reason: reason ?? '' });
      return;
    }
    const order: OwnOrder = {
      intent,
      side: intent.side,
      expires: this.#dayEnds.after(market.instrument.session, at),
      terms,
      filled: 0,
      leaves: intent.quantity,
      waiting,
      since: at,
      place: ++this.#places,
      ahead: undefined,
      fell: 0,
      tsFell: at,
      taking: false,
    };
    this.#orders.add(order);
    this.#answers.accepted(order, at);
    this.#enter(order, market, at);
  }

  cancel(clientOrderId: ClientOrderId, at: Instant): void {
    const order = this.#orders.get(clientOrderId);
    const market = order && this.markets.get(order.intent.instrument);
    if (order === undefined || market === undefined) {
      const reason = this.#gone(clientOrderId, 'cancel');
      this.#answers.say(clientOrderId, at, { type: 'cancel_rejected', reason });
      return;
    }
    market.own.end(order, { type: 'canceled', reason: 'Canceled on request.' }, at);
  }

  /**
   * A quantity is of the whole order, so one at or below what is filled cancels the rest; less of it keeps the order's place; more of it or
   * another price loses it, and the order comes anew.
   */
  replace(clientOrderId: ClientOrderId, terms: OrderTerms, at: Instant): void {
    const order = this.#orders.get(clientOrderId);
    const market = order && this.markets.get(order.intent.instrument);
    const refusal = order && market && this.#cannotHave(order, terms, market);
    if (order === undefined || market === undefined || refusal !== undefined) {
      const reason = refusal ?? this.#gone(clientOrderId, 'replace');
      this.#answers.say(clientOrderId, at, { type: 'replace_rejected', reason });
      return;
    }
    if (terms.quantity <= order.filled) {
      const reason = `The new quantity of ${terms.quantity} is no more than the ${order.filled} filled, so the rest is canceled.`;
      market.own.end(order, { type: 'canceled', reason }, at);
      return;
    }
    const fewer = { ...order.terms, quantity: terms.quantity };
    const keeps = terms.quantity <= order.terms.quantity && sameTerms(fewer, terms);
    if (!keeps) market.own.remove(order);
    order.terms = terms;
    order.leaves = terms.quantity - order.filled;
    this.#answers.say(clientOrderId, at, { type: 'replaced', terms });
    if (keeps) return;
    order.since = at;
    order.place = ++this.#places;
    this.#enter(order, market, at);
  }

  /** Ends the day orders whose trade date is over at `at`, each when it is over. */
  expire(at: Instant): void {
    if (at < this.#orders.nextExpiry) return;
    const over = this.#orders.expiring(at).sort((a, b) => a.expires - b.expires);
    for (const order of over) {
      const reason = 'The session ended; a day order ends with it.';
      this.markets.get(order.intent.instrument)?.own.end(order, { type: 'expired', reason }, order.expires);
    }
  }

  queueAhead(clientOrderId: ClientOrderId): number | undefined {
    const order = this.#orders.get(clientOrderId);
    if (order === undefined || order.waiting) return undefined;
    return this.markets.get(order.intent.instrument)?.rules.queueAhead(order);
  }

  #enter(order: OwnOrder, { own, rules }: ReplayMarket, at: Instant): void {
    if (order.waiting) own.add(order);
    else rules.arrive(order, at);
  }

  #cannotHave(order: OwnOrder, terms: OrderTerms, market: ReplayMarket): string | undefined {
    const { intent, waiting } = order;
    if (!waiting && terms.stopPrice !== order.terms.stopPrice && order.terms.stopPrice !== undefined)
      return `Order ${intent.clientOrderId} was triggered, so its stop price is history; leave it as it is.`;
    return refuse({ ...intent, waiting }, terms, market, { stops: true, shows: false });
  }

  #unknown({ instrument }: OrderIntent): string {
    return `The recording has no ${instrument}; it has ${[...this.markets.keys()].join(', ')}.`;
  }

  #gone(clientOrderId: ClientOrderId, what: string): string {
    return this.#orders.isDone(clientOrderId)
      ? `Order ${clientOrderId} is already done; nothing is left to ${what}.`
      : `The recording's venue knows no order ${clientOrderId}.`;
  }
}

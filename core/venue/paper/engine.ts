import type { Calendars } from '../../calendar/calendar.ts';
import type { ProductGroup } from '../../calendar/day.ts';
import { type ClientOrderId, executionId, idSequence, venueOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { Order, OrderEvent, OrderIntent, OrderTerms } from '../../model/order.ts';
import type { Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import { isClosed } from '../../orders/apply.ts';
import { termsOf } from '../../orders/terms.ts';
import { DayEnds } from '../day-ends.ts';
import { OpenOrders } from '../open-orders.ts';
import type { VenueEvent } from '../port.ts';
import { endedMeanwhile } from './ended-meanwhile.ts';
import { TradingHours } from './hours.ts';
import type { RestingOrder } from './level.ts';
import { Market } from './market.ts';
import type { SelfTradePolicy } from './matching.ts';
import { OwnOrder } from './own-order.ts';
import { remainderReason } from './reasons.ts';
import { refuse } from './refuse.ts';
import { replacementOf } from './replace.ts';

export interface EngineOptions {
  readonly instruments: readonly Instrument[];
  readonly start: Instant;
  /** Put before the number of every venue order id and execution id; a restart must bring another. */
  readonly idPrefix: string;
  readonly emit: (event: VenueEvent) => void;
  /** When day orders end; by rule alone when left out. */
  readonly calendars?: Calendars;
  /** `cancel_newest` when left out. */
  readonly selfTrade?: SelfTradePolicy;
  /** `always` when left out: it trades round the clock, and only the trade date ends. */
  readonly hours?: 'always' | 'exchange';
  /** The product group of a root, where it is not interest rates. */
  readonly groups?: ReadonlyMap<string, ProductGroup>;
}

/**
 * Matches orders by price, then time. It knows no clock: each call says when it happens, and instants never go back. What happens
 * leaves through `emit`, in order; the console sees an event the instant the venue has it, so `tsInit` equals `tsEvent`.
 *
 * A stop is woken by a trade at its stop price or beyond it. Woken, a `stop` is a market order that sweeps the book without a limit (CME
 * protects its stops with one) and a `stop_limit` is a limit order. Those that one trade wakes come to the book one after the other,
 * nearest price first, and what they trade may wake more: at the end of it no stop is left that was reached.
 */
export class MatchingEngine {
  readonly markets: ReadonlyMap<string, Market>;
  readonly #orders = new OpenOrders<OwnOrder>();
  readonly #options: EngineOptions;
  readonly #nextOrder: () => string;
  readonly #dayEnds: DayEnds;

  constructor(options: EngineOptions) {
    const { instruments, start, idPrefix, emit, calendars, selfTrade = 'cancel_newest', hours, groups } = options;
    this.#options = options;
    this.#dayEnds = new DayEnds(calendars);
    this.#nextOrder = idSequence(`${idPrefix}-O`);
    const execution = idSequence(`${idPrefix}-E`);
    const matching = { orders: this.#orders, selfTrade, emit, nextExecution: () => executionId(execution()) };
    const hoursOf = ({ session, root }: Instrument) =>
      hours === 'exchange' ? new TradingHours(session, groups?.get(root), calendars) : undefined;
    this.markets = new Map(instruments.map((each) => [each.id, new Market(each, start, matching, hoursOf(each))]));
  }

  /** Takes an own order. A client order id that is already known changes nothing: the first order stands. */
  place(intent: OrderIntent, at: Instant): void {
    const { clientOrderId } = intent;
    if (this.#orders.isKnown(clientOrderId)) return;
    const market = this.markets.get(intent.instrument);
    const order = new OwnOrder(intent, termsOf(intent), market ? this.#dayEnd(market, at) : at);
    const reason = market ? this.#refusal(order, market, at) : this.#unknownInstrument(intent);
    if (market === undefined || reason !== undefined) {
      this.#orders.finish(clientOrderId);
      this.#say({ type: 'rejected', reason: reason ?? '', clientOrderId, tsEvent: at, tsInit: at });
      return;
    }
    this.#orders.add(order);
    const id = venueOrderId(this.#nextOrder());
    this.#say({ type: 'accepted', venueOrderId: id, clientOrderId, tsEvent: at, tsInit: at });
    this.#enter(market, order, at);
  }

  cancel(clientOrderId: ClientOrderId, at: Instant): void {
    const order = this.#orders.get(clientOrderId);
    if (order === undefined) {
      const reason = this.#gone(clientOrderId, 'cancel');
      this.#say({ type: 'cancel_rejected', reason, clientOrderId, tsEvent: at, tsInit: at });
      return;
    }
    this.#cancel(order, at, 'Canceled on request.');
  }

  /** Gives an open order other terms, of which `replacementOf` says what they mean; one that crosses takes at once. */
  replace(clientOrderId: ClientOrderId, terms: OrderTerms, at: Instant): void {
    const order = this.#orders.get(clientOrderId);
    const market = order && this.markets.get(order.intent.instrument);
    if (order === undefined || market === undefined) {
      const reason = this.#gone(clientOrderId, 'replace');
      this.#say({ type: 'replace_rejected', reason, clientOrderId, tsEvent: at, tsInit: at });
      return;
    }
    const closed = market.hours?.refusal(market.instrument.id, at);
    const replacement = closed ? { what: 'refuse' as const, reason: closed } : replacementOf(order, terms, market);
    if (replacement.what === 'refuse') {
      const { reason } = replacement;
      this.#say({ type: 'replace_rejected', reason, clientOrderId, tsEvent: at, tsInit: at });
    } else if (replacement.what === 'cancel') {
      this.#cancel(order, at, replacement.reason);
    } else {
      const { resting } = order;
      if (replacement.what === 'keep') resting?.level?.reduce(resting, order.terms.quantity - terms.quantity);
      else this.#takeOut(market, order);
      order.terms = terms;
      this.#say({ type: 'replaced', terms, clientOrderId, tsEvent: at, tsInit: at });
      if (replacement.what === 'requeue') this.#enter(market, order, at);
      else if (!order.waiting) market.changed(at);
    }
  }

  /**
   * Puts an own order of an earlier start back at the end of its queue, or among the stops. What ended meanwhile is said: its session, a
   * cancel that was asked for, an order that never reached the venue.
   */
  restore(order: Order, at: Instant): void {
    const { intent, terms, replacing } = order;
    const { clientOrderId } = intent;
    const market = this.markets.get(intent.instrument);
    if (this.#orders.isKnown(clientOrderId)) return;
    if (isClosed(order)) {
      this.#orders.finish(clientOrderId);
      return;
    }
    const ended = endedMeanwhile(order, market && this.#dayEnd(market, order.tsCreated), at);
    if (market === undefined || ended !== undefined) {
      this.#orders.finish(clientOrderId);
      const body = ended ?? { type: 'canceled', reason: this.#unknownInstrument(intent) };
      this.#say({ ...body, clientOrderId, tsEvent: at, tsInit: at });
      return;
    }
    if (replacing) {
      const reason = 'The console stopped before the venue had this replacement; the order stands as it was.';
      this.#say({ type: 'replace_rejected', reason, clientOrderId, tsEvent: at, tsInit: at });
    }
    const own = new OwnOrder(intent, terms, this.#dayEnd(market, at));
    own.filled = order.filledQuantity;
    if (order.triggered) own.waiting = false;
    this.#orders.add(own);
    this.#enter(market, own, at);
  }

  /** Ends the day orders whose session is over at `at`. */
  expire(at: Instant): void {
    for (const order of this.#orders.expiring(at)) {
      const { expires, intent } = order;
      const reason = 'The session ended; a day order ends with it.';
      this.#end(order, {
        type: 'expired',
        reason,
        clientOrderId: intent.clientOrderId,
        tsEvent: expires,
        tsInit: expires,
      });
    }
  }

  /** No day order ends before this instant, or infinity. */
  nextExpiry(): number {
    return this.#orders.nextExpiry;
  }

  /** The quantity resting in front of an own order; undefined of a stop that waits, as it is in no queue yet. */
  queueAhead(clientOrderId: ClientOrderId): number | undefined {
    const order = this.#orders.get(clientOrderId);
    if (order === undefined || order.waiting || order.resting === undefined) return undefined;
    return order.resting.level?.ahead(order.resting);
  }

  /** An order of the market's: takes what it crosses, and rests if it has a price and is meant to. */
  trade(market: Market, side: Side, tick: number, quantity: number, rest: boolean, at: Instant): void {
    const left = market.matching.take(side, quantity, tick, undefined, at);
    if (rest && left > 0) market.book.rest(side, tick, left);
    this.settle(market, at);
  }

  /** Says that orders of the market's were laid or taken without it, and wakes the stops that this reached. */
  settle(market: Market, at: Instant): void {
    market.changed(at);
    if (market.woken.length > 0) this.#wake(market, at);
  }

  /** Takes an order of the market's out of its queue. */
  remove(market: Market, order: RestingOrder, at: Instant): void {
    market.book.remove(order);
    market.changed(at);
  }

  /** Puts an order where it belongs: among the stops, or into the book. A stop that was passed while nothing listened is woken at once. */
  #enter(market: Market, order: OwnOrder, at: Instant): void {
    const { stopPrice } = order.terms;
    if (order.waiting && stopPrice !== undefined) {
      market.stops.add(order, stopPrice / market.instrument.tick);
      if (market.lastTick !== undefined) market.stops.wake(market.lastTick, market.woken);
    } else {
      this.#execute(market, order, at);
    }
    this.#wake(market, at);
  }

  #wake(market: Market, at: Instant): void {
    for (let order = market.woken.shift(); order !== undefined; order = market.woken.shift()) {
      order.waiting = false;
      this.#say({ type: 'triggered', clientOrderId: order.intent.clientOrderId, tsEvent: at, tsInit: at });
      this.#execute(market, order, at);
    }
  }

  #execute(market: Market, order: OwnOrder, at: Instant): void {
    const { clientOrderId, side, timeInForce } = order.intent;
    const { price } = order.terms;
    const limit = price === undefined ? undefined : price / market.instrument.tick;
    const left = market.matching.take(side, order.leaves, limit, order, at);
    const { met } = market.matching;
    if (left > 0 && limit !== undefined && timeInForce === 'day' && met === undefined) {
      order.resting = market.book.rest(side, limit, left, order);
    } else {
      this.#orders.finish(clientOrderId);
      const reason = left > 0 ? remainderReason(order, left, met) : undefined;
      if (reason !== undefined) this.#say({ type: 'canceled', reason, clientOrderId, tsEvent: at, tsInit: at });
    }
    market.changed(at);
  }

  #takeOut(market: Market, { resting, waiting }: OwnOrder): void {
    if (resting === undefined) return;
    if (waiting) market.stops.remove(resting);
    else market.book.remove(resting);
  }

  #cancel(order: OwnOrder, at: Instant, reason: string): void {
    const { clientOrderId } = order.intent;
    this.#end(order, { type: 'canceled', reason, clientOrderId, tsEvent: at, tsInit: at });
  }

  #end(order: OwnOrder, event: OrderEvent): void {
    const { clientOrderId, instrument } = order.intent;
    const market = this.markets.get(instrument);
    if (market) this.#takeOut(market, order);
    this.#orders.finish(clientOrderId);
    this.#say(event);
    if (market && !order.waiting) market.changed(event.tsEvent);
  }

  /** Events are written out where they are made: to spread them into their frame here costs as much as a match. */
  #say(event: OrderEvent): void {
    this.#options.emit({ type: 'order', event });
  }

  #refusal(order: OwnOrder, market: Market, at: Instant): string | undefined {
    return market.hours?.refusal(order.intent.instrument, at) ?? refuse(order, order.terms, market);
  }

  #unknownInstrument(intent: OrderIntent): string {
    return `The paper venue does not trade ${intent.instrument}; it trades ${[...this.markets.keys()].join(', ')}.`;
  }

  #gone(clientOrderId: ClientOrderId, what: string): string {
    return this.#orders.isDone(clientOrderId)
      ? `Order ${clientOrderId} is already done; nothing is left to ${what}.`
      : `The venue knows no order ${clientOrderId}.`;
  }

  /** When an order of an instant ends: with the last session of its trade date, or with the trade date where the market never closes. */
  #dayEnd({ instrument: { session }, hours }: Market, at: Instant): Instant {
    return hours ? hours.dayEnd(at) : this.#dayEnds.after(session, at);
  }
}

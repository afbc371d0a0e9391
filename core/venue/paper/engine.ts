import type { Calendars } from '../../calendar/calendar.ts';
import { tradeDateBounds, tradeDateOf } from '../../calendar/session.ts';
import { type ClientOrderId, executionId, idSequence, venueOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { Order, OrderEventBody, OrderIntent } from '../../model/order.ts';
import type { Quantity, Side } from '../../model/quantity.ts';
import type { Instant } from '../../model/time.ts';
import { isClosed } from '../../orders/apply.ts';
import type { VenueEvent } from '../port.ts';
import type { RestingOrder } from './level.ts';
import { Market } from './market.ts';
import { refuse } from './refuse.ts';

/** Ids of done orders that are kept, so that a repeat is known for one; days of trading by hand and by the demonstration. */
const REMEMBERED = 100_000;

interface OwnOrder {
  readonly intent: OrderIntent;
  /** Set while it rests, absent while it is being matched. */
  resting: RestingOrder | undefined;
  readonly expires: Instant;
}

export interface EngineOptions {
  readonly instruments: readonly Instrument[];
  readonly start: Instant;
  /** Put before the number of every venue order id and execution id; a restart must bring another. */
  readonly idPrefix: string;
  readonly emit: (event: VenueEvent) => void;
  /** When day orders end; by rule alone when left out. */
  readonly calendars?: Calendars;
}

/**
 * Matches orders by price, then time. It knows no clock: each call says when it happens, and instants never go back. What happens
 * leaves through `emit`, in order; the console sees an event the instant the venue has it, so `tsInit` equals `tsEvent`.
 */
export class MatchingEngine {
  readonly markets: ReadonlyMap<string, Market>;
  readonly #own = new Map<ClientOrderId, OwnOrder>();
  readonly #done = new Set<ClientOrderId>();
  readonly #options: EngineOptions;
  readonly #nextOrder: () => string;
  readonly #nextExecution: () => string;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#nextOrder = idSequence(`${options.idPrefix}-O`);
    this.#nextExecution = idSequence(`${options.idPrefix}-E`);
    this.markets = new Map(options.instruments.map((each) => [each.id, new Market(each, options.start)]));
  }

  /** Takes an own order. A client order id that is already known changes nothing: the first order stands. */
  place(intent: OrderIntent, at: Instant): void {
    const { clientOrderId } = intent;
    if (this.#own.has(clientOrderId) || this.#done.has(clientOrderId)) return;
    const market = this.markets.get(intent.instrument);
    const reason = market ? refuse(intent, market) : this.#unknownInstrument(intent);
    if (market === undefined || reason !== undefined) {
      this.#finish(clientOrderId);
      this.#say(clientOrderId, at, { type: 'rejected', reason: reason ?? '' });
      return;
    }
    const expires = this.#sessionEnd(market, at);
    this.#own.set(clientOrderId, { intent, resting: undefined, expires });
    this.#say(clientOrderId, at, { type: 'accepted', venueOrderId: venueOrderId(this.#nextOrder()) });
    this.#execute(market, intent, intent.quantity, at);
  }

  cancel(clientOrderId: ClientOrderId, at: Instant): void {
    const order = this.#own.get(clientOrderId);
    if (order?.resting === undefined) {
      const reason = this.#done.has(clientOrderId)
        ? `Order ${clientOrderId} is already done; nothing is left to cancel.`
        : `The venue knows no order ${clientOrderId}.`;
      this.#say(clientOrderId, at, { type: 'cancel_rejected', reason });
      return;
    }
    this.#withdraw(order, at, { type: 'canceled', reason: 'Canceled on request.' });
  }

  /**
   * Puts an own order of an earlier start back at the end of its queue. What ended meanwhile is said: its session, a cancel that
   * was asked for, an order that never reached the venue.
   */
  restore(order: Order, at: Instant): void {
    const { intent } = order;
    const { clientOrderId } = intent;
    const market = this.markets.get(intent.instrument);
    if (this.#own.has(clientOrderId) || this.#done.has(clientOrderId)) return;
    if (isClosed(order)) {
      this.#finish(clientOrderId);
      return;
    }
    const ended = this.#endedMeanwhile(order, market, at);
    if (market === undefined || ended !== undefined) {
      this.#finish(clientOrderId);
      this.#say(clientOrderId, at, ended ?? { type: 'canceled', reason: this.#unknownInstrument(intent) });
      return;
    }
    const expires = this.#sessionEnd(market, at);
    this.#own.set(clientOrderId, { intent, resting: undefined, expires });
    this.#execute(market, intent, order.leavesQuantity, at);
  }

  /** Ends the day orders whose session is over at `at`. */
  expire(at: Instant): void {
    for (const order of [...this.#own.values()]) {
      if (order.expires > at) continue;
      this.#withdraw(order, order.expires, { type: 'expired', reason: 'The session ended; a day order ends with it.' });
    }
  }

  /** When the next day order ends, or infinity. */
  nextExpiry(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const order of this.#own.values()) if (order.expires < next) next = order.expires;
    return next;
  }

  queueAhead(clientOrderId: ClientOrderId): number | undefined {
    const resting = this.#own.get(clientOrderId)?.resting;
    return resting?.level?.ahead(resting);
  }

  /** An order of the market's: takes what it crosses, and rests if it has a price and is meant to. */
  trade(market: Market, side: Side, tick: number, quantity: number, rest: boolean, at: Instant): void {
    const left = this.#take(market, side, quantity, tick, undefined, at);
    if (rest && left > 0) market.book.rest(side, tick, left);
    this.#changed(market, at);
  }

  /** Takes an order of the market's out of its queue. */
  remove(market: Market, order: RestingOrder, at: Instant): void {
    market.book.remove(order);
    this.#changed(market, at);
  }

  /** Says that a market has been filled from outside, once for all its orders. */
  opened(market: Market, at: Instant): void {
    this.#changed(market, at);
  }

  #execute(market: Market, intent: OrderIntent, quantity: number, at: Instant): void {
    const { clientOrderId, side } = intent;
    const limit = intent.price === undefined ? undefined : intent.price / market.instrument.tick;
    const left = this.#take(market, side, quantity, limit, clientOrderId, at);
    const order = this.#own.get(clientOrderId)!;
    if (left > 0 && limit !== undefined && intent.timeInForce === 'day') {
      order.resting = market.book.rest(side, limit, left, clientOrderId);
    } else {
      this.#finish(clientOrderId);
      if (left > 0) this.#say(clientOrderId, at, { type: 'canceled', reason: remainder(intent, left) });
    }
    this.#changed(market, at);
  }

  #take(
    market: Market,
    side: Side,
    quantity: number,
    limit: number | undefined,
    client: ClientOrderId | undefined,
    at: Instant,
  ): number {
    return market.book.take(side, quantity, limit, {
      ownFilled: (order, traded) => {
        this.#fill(market, order.client!, order.tick, traded, 'maker', at);
        if (order.leaves === 0) this.#finish(order.client!);
      },
      levelTraded: (tick, traded) => {
        market.lastTick = tick;
        if (client !== undefined) this.#fill(market, client, tick, traded, 'taker', at);
        const price = market.price(tick);
        const trade = { instrument: market.instrument.id, price, quantity: traded as Quantity, aggressor: side };
        this.#options.emit({ type: 'trade', trade: { ...trade, tsEvent: at } });
      },
    });
  }

  #fill(
    market: Market,
    client: ClientOrderId,
    tick: number,
    quantity: number,
    liquidity: 'maker' | 'taker',
    at: Instant,
  ) {
    const execution = executionId(this.#nextExecution());
    const price = market.price(tick);
    this.#say(client, at, { type: 'filled', executionId: execution, price, quantity: quantity as Quantity, liquidity });
  }

  #withdraw(order: OwnOrder, at: Instant, body: OrderEventBody): void {
    const market = this.markets.get(order.intent.instrument)!;
    if (order.resting !== undefined) market.book.remove(order.resting);
    this.#finish(order.intent.clientOrderId);
    this.#say(order.intent.clientOrderId, at, body);
    this.#changed(market, at);
  }

  #finish(clientOrderId: ClientOrderId): void {
    this.#own.delete(clientOrderId);
    this.#done.add(clientOrderId);
    if (this.#done.size <= REMEMBERED) return;
    for (const oldest of this.#done) {
      this.#done.delete(oldest);
      break;
    }
  }

  #changed(market: Market, at: Instant): void {
    market.tsChanged = at;
    const quote = market.changedQuote(at);
    if (quote !== undefined) this.#options.emit({ type: 'quote', quote });
    this.#options.emit({ type: 'depth', instrument: market.instrument.id });
  }

  #say(clientOrderId: ClientOrderId, at: Instant, body: OrderEventBody): void {
    this.#options.emit({ type: 'order', event: { ...body, clientOrderId, tsEvent: at, tsInit: at } });
  }

  #unknownInstrument(intent: OrderIntent): string {
    return `The paper venue does not trade ${intent.instrument}; it trades ${[...this.markets.keys()].join(', ')}.`;
  }

  #endedMeanwhile(order: Order, market: Market | undefined, at: Instant): OrderEventBody | undefined {
    const arrived = order.venueOrderId !== undefined || order.filledQuantity > 0;
    if (!arrived)
      return { type: 'rejected', reason: 'The console stopped before the venue had this order; send it again.' };
    if (order.cancelRequested) return { type: 'canceled', reason: 'Canceled on request.' };
    if (market !== undefined && this.#sessionEnd(market, order.tsCreated) <= at)
      return { type: 'expired', reason: 'The session ended while the console was stopped; a day order ends with it.' };
    if (order.intent.timeInForce === 'day' && order.intent.type === 'limit') return undefined;
    return { type: 'canceled', reason: 'The console stopped before this order was done; it does not rest.' };
  }

  /** The end of the trade date that an instant belongs to: trading hours do not end the paper market, its day does. */
  #sessionEnd({ instrument: { session } }: Market, at: Instant): Instant {
    const { calendars } = this.#options;
    return tradeDateBounds(session, tradeDateOf(session, at, calendars), calendars).end;
  }
}

function remainder(intent: OrderIntent, left: number): string {
  const why = intent.type === 'market' ? 'nobody was left to trade with' : 'an immediate order does not rest';
  return `${left} of ${intent.quantity} canceled: ${why}.`;
}

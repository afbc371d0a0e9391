import type { Calendars } from '../../calendar/calendar.ts';
import type { ProductGroup } from '../../calendar/day.ts';
import type { Clock } from '../../clock.ts';
import type { ClientOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { BookSnapshot, MarketTrade } from '../../model/market.ts';
import type { Order, OrderIntent, OrderTerms } from '../../model/order.ts';
import type { Instant } from '../../model/time.ts';
import { Random } from '../../random.ts';
import { Outbox } from '../outbox.ts';
import type { Venue, VenueCapabilities, VenueEvent } from '../port.ts';
import { MatchingEngine } from './engine.ts';
import type { SelfTradePolicy } from './matching.ts';
import { Participants } from './synthetic/participants.ts';
import { defaultSynthetic, productOf, type SyntheticSettings } from './synthetic/settings.ts';
import { shapeOf } from './synthetic/shape.ts';

const LEVELS = 10;

export interface PaperVenueOptions {
  /** The console's clock. */
  readonly clock: Clock;
  readonly instruments: readonly Instrument[];
  /** The same seed and the same instants give the same market, bit for bit. */
  readonly seed: string | number;
  /** Put before every venue order id and execution id. Each start brings another (a run's name and its number), so that no id comes twice. */
  readonly idPrefix: string;
  /** The invented participants, by root; `none` leaves the books to own orders alone. */
  readonly synthetic?: SyntheticSettings | 'none';
  /** Levels a side that `depth` gives and participants fill; ten when left out. */
  readonly levels?: number;
  /** When day orders end; by rule alone when left out. */
  readonly calendars?: Calendars;
  /** What becomes of orders of one account that would trade with each other; `cancel_newest` when left out. */
  readonly selfTrade?: SelfTradePolicy;
  /**
   * `exchange`: participants sleep and orders are refused outside of the sessions, and a day order ends with the last one of its trade date.
   * `always`, when left out: it trades round the clock, and a day order ends with its trade date.
   */
  readonly hours?: 'always' | 'exchange';
  /** The product group of a root, where it is not interest rates. */
  readonly groups?: ReadonlyMap<string, ProductGroup>;
}

export type PaperVenue = PaperMarket;

/** A venue inside the console: real price-time matching, and a synthetic market of seeded participants trading in the same books. */
export function paperVenue(options: PaperVenueOptions): PaperVenue {
  return new PaperMarket(options);
}

class PaperMarket implements Venue {
  readonly name = 'paper';
  readonly capabilities: VenueCapabilities;
  readonly #options: PaperVenueOptions;
  readonly #outbox = new Outbox();
  #engine: MatchingEngine | undefined;
  #participants: readonly Participants[] = [];
  #lastTrades: ReadonlyMap<string, MarketTrade> = new Map();
  #at = 0 as Instant;

  constructor(options: PaperVenueOptions) {
    this.#options = options;
    const { selfTrade = 'cancel_newest' } = options;
    this.capabilities = {
      orderTypes: ['market', 'limit', 'stop', 'stop_limit'],
      timesInForce: ['day', 'ioc'],
      replace: true,
      ...(selfTrade === 'off' ? {} : { selfTrade }),
      depthLevels: options.levels ?? LEVELS,
      synthetic: options.synthetic !== 'none',
      streaming: true,
    };
  }

  /** The market opens at these trades instead of the settings' prices. Call it before `connect`. */
  seedFrom(lastTrades: ReadonlyMap<string, MarketTrade>): void {
    if (this.#engine) throw new Error('The paper venue is open already; seed it before it connects.');
    this.#lastTrades = lastTrades;
  }

  async connect(): Promise<void> {
    if (this.#engine) return;
    const { clock, seed, synthetic = defaultSynthetic, ...rest } = this.#options;
    this.#at = clock.now();
    const engine = new MatchingEngine({ ...rest, start: this.#at, emit: this.#outbox.emit });
    this.#engine = engine;
    if (synthetic !== 'none') {
      const random = new Random(seed);
      this.#participants = [...engine.markets.values()].map((market) => {
        const { instrument } = market;
        const open = this.#lastTrades.get(instrument.id)?.price;
        const shape = shapeOf(productOf(synthetic, instrument), instrument, open);
        return new Participants(
          engine,
          market,
          shape,
          this.capabilities.depthLevels,
          random.fork(instrument.id),
          this.#at,
        );
      });
    }
    this.#outbox.dispatch();
  }

  /** Ends the venue: own orders stay as the journal has them, and `restore` puts them back at the next start. */
  async disconnect(): Promise<void> {
    this.#engine = undefined;
    this.#participants = [];
    this.#outbox.clear();
  }

  place(intent: OrderIntent): void {
    const engine = this.#open();
    this.#generate(this.#options.clock.now());
    engine.place(intent, this.#at);
    this.#outbox.dispatch();
  }

  cancel(clientOrderId: ClientOrderId): void {
    const engine = this.#open();
    this.#generate(this.#options.clock.now());
    engine.cancel(clientOrderId, this.#at);
    this.#outbox.dispatch();
  }

  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void {
    const engine = this.#open();
    this.#generate(this.#options.clock.now());
    engine.replace(clientOrderId, terms, this.#at);
    this.#outbox.dispatch();
  }

  /** Puts the open orders of an earlier start back, oldest first, each at the end of its queue; says how those ended that cannot be. */
  restore(orders: readonly Order[]): void {
    const engine = this.#open();
    const oldestFirst = [...orders].sort((a, b) => a.tsCreated - b.tsCreated);
    for (const order of oldestFirst) engine.restore(order, this.#at);
    this.#outbox.dispatch();
  }

  /** Lets everything happen that falls due up to and including `to`, and emits it as one batch. */
  advance(to: Instant): void {
    this.#open();
    this.#generate(to);
    this.#outbox.dispatch();
  }

  /** Moves to `to` as if the market had stood still: for a machine that slept, where hours of trading are of use to nobody. */
  skip(to: Instant): void {
    const engine = this.#open();
    if (to <= this.#at) return;
    this.#at = to;
    for (const each of this.#participants) each.skip(to);
    engine.expire(to);
    this.#outbox.dispatch();
  }

  depth(instrument: string): BookSnapshot | undefined {
    return this.#engine?.markets.get(instrument)?.depth(this.capabilities.depthLevels);
  }

  queueAhead(clientOrderId: ClientOrderId): number | undefined {
    return this.#engine?.queueAhead(clientOrderId);
  }

  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void {
    return this.#outbox.onEvents(listener);
  }

  #open(): MatchingEngine {
    if (this.#engine) return this.#engine;
    throw new Error('The paper venue is not connected; connect it before sending anything.');
  }

  #generate(to: Instant): void {
    const engine = this.#open();
    let expiry = engine.nextExpiry();
    for (;;) {
      const first = this.#first();
      const due = first === undefined || expiry <= first.next ? expiry : first.next;
      if (due > to) break;
      if (first === undefined || due === expiry) {
        engine.expire(expiry as Instant);
        expiry = engine.nextExpiry();
      } else {
        const opens = first.market.hours?.opensAfter(first.next);
        if (opens === undefined) first.act();
        else first.skip(opens);
      }
    }
    if (to > this.#at) this.#at = to;
  }

  /** Whose turn is next; at the same instant the instrument that stands first. */
  #first(): Participants | undefined {
    let first = this.#participants[0];
    for (const each of this.#participants) if (each.next < first!.next) first = each;
    return first;
  }
}

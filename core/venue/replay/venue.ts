import type { Calendars } from '../../calendar/calendar.ts';
import type { ClientOrderId } from '../../model/ids.ts';
import type { Instrument } from '../../model/instrument.ts';
import type { BookSnapshot } from '../../model/market.ts';
import type { OrderIntent, OrderTerms } from '../../model/order.ts';
import type { Instant } from '../../model/time.ts';
import type { ReplayClock } from '../../replay/clock.ts';
import type { ReplayEvent } from '../../replay/event.ts';
import type { Recording } from '../../replay/recording.ts';
import { Outbox } from '../outbox.ts';
import type { Venue, VenueCapabilities, VenueEvent } from '../port.ts';
import { ReplayEngine } from './engine.ts';
import type { ReplayMarket } from './market.ts';
import { matchingOf } from './matching.ts';

const LEVELS = 10;

export interface ReplayVenueOptions {
  readonly recording: Recording;
  /** The recording's instruments; events of any other are an error. */
  readonly instruments: readonly Instrument[];
  /** The console's clock, which the venue moves to where the recording stands. */
  readonly clock: ReplayClock;
  /** Put before every venue order id and execution id; each run brings another. */
  readonly idPrefix: string;
  /** Levels a side that `depth` gives where a book was recorded; ten when left out. */
  readonly levels?: number;
  /** When day orders end; by rule alone when left out. */
  readonly calendars?: Calendars;
}

/**
 * A recorded market as a venue: what was recorded happens again at the instants it was recorded at, and own orders are matched against it
 * without moving it. The same recording and the same orders at the same instants give the same events, bit for bit, however it is sliced.
 */
export class ReplayVenue implements Venue {
  readonly name = 'replay';
  readonly capabilities: VenueCapabilities;
  /** How own orders are matched against this recording, as a sentence. */
  readonly matching: string;
  readonly #options: ReplayVenueOptions;
  readonly #engine: ReplayEngine;
  readonly #outbox = new Outbox();
  #events: Iterator<ReplayEvent> | undefined;
  #next: ReplayEvent | undefined;
  #market: ReplayMarket | undefined;
  #last: Instant | undefined;
  #played = 0;

  constructor(options: ReplayVenueOptions) {
    const { recording, instruments, idPrefix, calendars, levels = LEVELS } = options;
    const matching = matchingOf(recording);
    this.#options = options;
    this.matching = matching.about;
    const shown = recording.events.depth > 0 ? levels : Math.min(1, recording.events.quotes + recording.events.bars);
    this.capabilities = {
      orderTypes: matching.stops ? ['market', 'limit', 'stop', 'stop_limit'] : ['market', 'limit'],
      timesInForce: ['day', 'ioc'],
      replace: true,
      selfTrade: 'cancel_newest',
      depthLevels: shown,
      synthetic: false,
      streaming: true,
    };
    this.#engine = new ReplayEngine({ instruments, matching, idPrefix, emit: this.#outbox.emit, calendars });
  }

  /** Events played so far. */
  get played(): number {
    return this.#played;
  }

  /** The instant of the last event that happened. */
  get last(): Instant | undefined {
    return this.#last;
  }

  /** The instant of the next event, or undefined when all have happened. */
  next(): Instant | undefined {
    return this.#next?.tsEvent;
  }

  /** Opens the recording at its beginning; nothing has happened yet. A second call changes nothing. */
  async connect(): Promise<void> {
    if (this.#events) return;
    this.#events = this.#options.recording.play()[Symbol.iterator]();
    this.#next = this.#pull();
  }

  /** Ends the replay; what is left of the recording is closed. */
  async disconnect(): Promise<void> {
    this.#events?.return?.();
    this.#events = undefined;
    this.#next = undefined;
    this.#outbox.clear();
  }

  /**
   * Lets everything happen up to and including `to`, but no further than the recording goes, and emits it as one batch. It stops early at the
   * first end of an instant after `most` events, as an instant is never divided. Gives the instant at which it stands then. Throws where
   * the recording is not in order, or has an instrument that it does not name.
   */
  advance(to: Instant, most = Number.POSITIVE_INFINITY): Instant {
    const { clock } = this.#options;
    this.#opened();
    const end = Math.min(to, clock.to);
    let at: number = clock.now();
    let left = most;
    try {
      for (let event = this.#next; event !== undefined && event.tsEvent <= end; event = this.#next) {
        if (event.tsEvent !== at) {
          if (left <= 0) break;
          if (event.tsEvent < at) throw new Error(this.#backwards(event));
          this.#engine.expire(event.tsEvent);
          at = event.tsEvent;
        }
        this.#marketOf(event).play(event, this.#outbox.emit);
        this.#played += 1;
        this.#last = event.tsEvent;
        left -= 1;
        this.#next = this.#pull();
      }
      if (this.#next === undefined || this.#next.tsEvent > end) {
        at = Math.max(at, end);
        this.#engine.expire(at as Instant);
      }
    } finally {
      clock.moveTo(at as Instant);
      this.#outbox.dispatch();
    }
    return clock.now();
  }

  place(intent: OrderIntent): void {
    this.#opened();
    this.#engine.place(intent, this.#options.clock.now());
    this.#outbox.dispatch();
  }

  cancel(clientOrderId: ClientOrderId): void {
    this.#opened();
    this.#engine.cancel(clientOrderId, this.#options.clock.now());
    this.#outbox.dispatch();
  }

  replace(clientOrderId: ClientOrderId, terms: OrderTerms): void {
    this.#opened();
    this.#engine.replace(clientOrderId, terms, this.#options.clock.now());
    this.#outbox.dispatch();
  }

  depth(instrument: string): BookSnapshot | undefined {
    return this.#engine.markets.get(instrument)?.depth(this.capabilities.depthLevels);
  }

  queueAhead(clientOrderId: ClientOrderId): number | undefined {
    return this.#engine.queueAhead(clientOrderId);
  }

  onEvents(listener: (events: readonly VenueEvent[]) => void): () => void {
    return this.#outbox.onEvents(listener);
  }

  #opened(): Iterator<ReplayEvent> {
    if (this.#events) return this.#events;
    throw new Error('The replay is not connected; connect it before sending anything.');
  }

  #pull(): ReplayEvent | undefined {
    const { done, value } = this.#opened().next();
    return done === true ? undefined : value;
  }

  #marketOf(event: ReplayEvent): ReplayMarket {
    const instrument = instrumentOf(event);
    if (this.#market?.instrument.id === instrument) return this.#market;
    const market = this.#engine.markets.get(instrument);
    if (market === undefined) throw new Error(`${this.#where(event)} is of ${instrument}, which it does not name.`);
    this.#market = market;
    return market;
  }

  #backwards(event: ReplayEvent): string {
    return `${this.#where(event)} goes back in time; read the recording again.`;
  }

  #where(event: ReplayEvent): string {
    const at = new Date(Math.floor(event.tsEvent / 1_000)).toISOString();
    return `Event ${this.#played + 1} of ${this.#options.recording.name} (${event.type} at ${at})`;
  }
}

function instrumentOf(event: ReplayEvent): string {
  if (event.type === 'trade') return event.trade.instrument;
  return event.type === 'quote' ? event.quote.instrument : event.instrument;
}

import { tradeDateBounds, tradeDateOf } from '../../../core/calendar/session.ts';
import { type ClientOrderId, clientOrderId, type VenueOrderId } from '../../../core/model/ids.ts';
import type { Instrument } from '../../../core/model/instrument.ts';
import type { Bar, MarketTrade } from '../../../core/model/market.ts';
import type { OrderIntent, OrderTerms } from '../../../core/model/order.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../core/model/price.ts';
import { type Quantity, quantity } from '../../../core/model/quantity.ts';
import type { Instant } from '../../../core/model/time.ts';
import { Random } from '../../../core/random.ts';
import { TradingHours } from '../../../core/venue/paper/hours.ts';
import { productOf, type SyntheticSettings } from '../../../core/venue/paper/synthetic/settings.ts';
import { shapeOf } from '../../../core/venue/paper/synthetic/shape.ts';
import { type PaperVenue, paperVenue } from '../../../core/venue/paper/venue.ts';
import type { VenueEvent } from '../../../core/venue/port.ts';
import type { ExchangeDepth, ExchangeEvent, ExchangeMarketDay, ExchangeOpenInterest } from '../port.ts';
import { Bars } from './bars.ts';
import type { ExchangeOptions } from './create-exchange.ts';
import { derivedBars } from './derived/derived-bars.ts';
import { DerivedMarkets } from './derived/derived-markets.ts';
import { IndexValue } from './index-value.ts';
import { MarketDay } from './market-day.ts';
import { Mornings } from './mornings.ts';
import { syntheticOf } from './synthetic.ts';
import { joined, TradedBars } from './traded-bars.ts';

export type MarketsEvent = VenueEvent | Extract<ExchangeEvent, { type: 'index' }>;

/** Everything that has a price: what is traded from the start, indices that nobody trades, and what follows either of them. */
export class Markets {
  readonly #options: ExchangeOptions;
  readonly #emit: (event: MarketsEvent) => void;
  readonly #instruments: ReadonlyMap<string, Instrument>;
  readonly #synthetic: SyntheticSettings;
  readonly #paper: PaperVenue;
  readonly #indices: readonly IndexValue[];
  /** When indices are calculated; always, where there are none. */
  readonly #hours: TradingHours | undefined;
  readonly #derived: DerivedMarkets;
  readonly #bars: ReadonlyMap<string, Bars>;
  readonly #traded = new Map<string, TradedBars>();
  readonly #last = new Map<string, MarketTrade>();
  readonly #days = new Map<string, MarketDay>();
  readonly #mornings = new Mornings((id, from, to) => this.#outright(id, from, to));

  constructor(options: ExchangeOptions, at: Instant, emit: (event: MarketsEvent) => void) {
    const { clock, instruments, derived = [], seed, calendars, groups, hours, quiet = false } = options;
    const random = new Random(seed);
    this.#options = options;
    this.#emit = emit;
    this.#instruments = new Map([...instruments, ...derived].map((each) => [each.id, each]));
    this.#synthetic = syntheticOf(instruments);
    const rules = { ...(calendars && { calendars }), ...(groups && { groups }), ...(hours && { hours }) };
    const shape = (each: Instrument) => shapeOf(productOf(this.#synthetic, each), each);
    const past = random.fork('past');
    this.#bars = new Map(
      instruments.map((each) => {
        const invented = { instrument: each, shape: shape(each), random: past.fork(each.id), start: at };
        return [each.id, new Bars({ ...invented, ...(calendars && { calendars }) })];
      }),
    );
    this.#hours = hours === 'exchange' ? new TradingHours('nse', undefined, calendars) : undefined;
    const values = random.fork('indices');
    this.#indices = instruments
      .filter(({ calculated }) => calculated)
      .map((each) => new IndexValue(each, shape(each), values.fork(each.id), at));
    this.#paper = paperVenue({
      clock,
      instruments: instruments.filter(({ calculated }) => !calculated),
      seed,
      synthetic: quiet ? 'none' : this.#synthetic,
      idPrefix: 'X',
      ...rules,
    });
    this.#derived = new DerivedMarkets({
      ...rules,
      instruments: derived,
      random: random.fork('derived'),
      quiet,
      now: () => clock.now(),
      emit: (event) => this.#take(event),
      spot: (root) => this.#spot(root),
      volatility: (root) => this.#volatility(root),
    });
    this.#paper.onEvents((events) => {
      for (const event of events) this.#take(event);
    });
    // opens before it returns: nothing in it is waited for
    void this.#paper.connect();
  }

  get = (id: string): Instrument | undefined => this.#instruments.get(id);

  advance(from: Instant, to: Instant): void {
    this.#paper.advance(to);
    this.#derived.advance(from, to, (at) => {
      if (!this.#options.quiet) this.#move(at);
    });
  }

  skip(to: Instant): void {
    this.#paper.skip(to);
    for (const index of this.#indices) index.skip(to);
    this.#derived.skip(to);
  }

  place(intent: OrderIntent): void {
    if (this.#derived.has(intent.instrument)) this.#derived.place(intent);
    else this.#paper.place(intent);
  }

  cancel(instrument: string, id: VenueOrderId): void {
    if (this.#derived.has(instrument)) this.#derived.cancel(instrument, clientOrderId(id));
    else this.#paper.cancel(clientOrderId(id));
  }

  replace(instrument: string, id: ClientOrderId, terms: OrderTerms): void {
    if (this.#derived.has(instrument)) this.#derived.replace(instrument, id, terms);
    else this.#paper.replace(id, terms);
  }

  watch = (id: string): (() => void) => this.#derived.watch(id);

  depth = (id: string): ExchangeDepth | undefined => this.#derived.look(id)?.depth() ?? this.#paper.depth(id);

  last = (id: string): MarketTrade | undefined => this.#last.get(id);

  bars(id: string, from: Instant, to: Instant): readonly Bar[] {
    const worth = this.#derived.worth(id);
    if (worth === undefined) return this.#outright(id, from, to);
    const traded = this.#traded.get(id)?.between(from, to) ?? [];
    return joined(derivedBars(worth, this.#outright(worth.instrument.root, from, to)), traded);
  }

  day(id: string): ExchangeMarketDay | undefined {
    const instrument = this.#instruments.get(id);
    this.#derived.look(id);
    return instrument && this.#dayOf(instrument).state();
  }

  openInterest(id: string): ExchangeOpenInterest | undefined {
    const worth = this.#derived.worth(id);
    const day = this.day(id);
    if (worth === undefined || day === undefined) return undefined;
    const { lot = 1, root } = worth.instrument;
    const distance = worth.distance(this.#spot(root), this.#options.clock.now());
    const begun = new Random(`${id} ${day.tradeDate}`).integer(2_000, 40_000) * Math.exp(-distance);
    const low = quantity(Math.ceil(begun) * lot);
    const now = quantity(low + Math.floor(day.volume / lot / 10) * lot);
    return { now, high: now, low };
  }

  /** Bars of what has some of its own; an index has no volume. */
  #outright(id: string, from: Instant, to: Instant): readonly Bar[] {
    const bars = this.#bars.get(id)?.between(from, to) ?? [];
    return this.#instruments.get(id)?.calculated ? bars.map((bar) => ({ ...bar, volume: 0 as Quantity })) : bars;
  }

  #move(at: Instant): void {
    for (const index of this.#indices) {
      const { id } = index.instrument;
      if (this.#hours?.opensAfter(at) !== undefined) {
        index.skip(at);
        continue;
      }
      index.advance(at, (value, ts) => {
        this.#bars.get(id)?.add({ instrument: id, price: value, quantity: 0 as Quantity, tsEvent: ts });
        if (this.#days.has(id)) this.#dayOf(index.instrument).moved(value, ts);
        this.#emit({ type: 'index', instrument: id, value, ts });
      });
    }
  }

  #take(event: VenueEvent): void {
    if (event.type === 'trade') this.#tradeHappened(event.trade);
    this.#emit(event);
  }

  #tradeHappened(trade: MarketTrade): void {
    const { instrument: id } = trade;
    this.#last.set(id, trade);
    this.#bars.get(id)?.add(trade);
    if (this.#derived.has(id)) {
      const bars = this.#traded.get(id) ?? new TradedBars();
      this.#traded.set(id, bars);
      bars.add(trade);
    }
    const instrument = this.#instruments.get(id);
    if (instrument && this.#days.has(id)) this.#dayOf(instrument).traded(trade);
  }

  #dayOf(instrument: Instrument): MarketDay {
    const { id, session } = instrument;
    const now = this.#options.clock.now();
    const { calendars } = this.#options;
    const date = tradeDateOf(session, now, calendars);
    const known = this.#days.get(id);
    if (known?.tradeDate === date) return known;
    const { start } = tradeDateBounds(session, date, calendars);
    const worth = this.#derived.worth(id);
    const own = worth ? worth.instrument.root : id;
    const { before, today, coarse } = this.#mornings.of(own, start, now);
    const bars = worth ? derivedBars(worth, coarse) : today;
    const close = worth && before ? derivedBars(worth, [before])[0]?.close : before?.close;
    const price = known?.last ?? this.#price(instrument);
    const day = new MarketDay(date, known?.last ?? close ?? price, known ? [] : bars, price, now);
    this.#days.set(id, day);
    return day;
  }

  /** Where an instrument stands. */
  #price(instrument: Instrument): Price {
    const { id } = instrument;
    const index = this.#indices.find((each) => each.instrument.id === id);
    return (
      index?.value ??
      this.#last.get(id)?.price ??
      this.#derived.look(id)?.last ??
      shapePrice(instrument, this.#synthetic)
    );
  }

  #spot(root: string): number {
    const index = this.#indices.find(({ instrument }) => instrument.root === root);
    if (index) return index.value / PRICE_UNITS_PER_POINT;
    const underlying = this.#instruments.get(root);
    if (underlying === undefined) throw new Error(`The exchange has no underlying ${root}.`);
    const { bids = [], asks = [] } = this.#paper.depth(root) ?? {};
    const [bid, ask] = [bids[0]?.price, asks[0]?.price];
    const price = bid !== undefined && ask !== undefined ? (bid + ask) / 2 : this.#price(underlying);
    return price / PRICE_UNITS_PER_POINT;
  }

  #volatility(root: string): number {
    const product = this.#synthetic[root];
    return product ? (product.volatility * PRICE_UNITS_PER_POINT) / product.price : 0.2;
  }
}

const shapePrice = (instrument: Instrument, synthetic: SyntheticSettings): Price =>
  productOf(synthetic, instrument).price;

import type { ClientOrderId } from '../../../../core/model/ids.ts';
import type { Instrument } from '../../../../core/model/instrument.ts';
import type { OrderIntent, OrderTerms } from '../../../../core/model/order.ts';
import { type Instant, MILLISECOND } from '../../../../core/model/time.ts';
import type { Random } from '../../../../core/random.ts';
import type { EngineOptions } from '../../../../core/venue/paper/engine.ts';
import { DerivedMarket } from './derived-market.ts';
import { Worth, type WorthOptions } from './worth.ts';

/** Markets of one slice of time act in the order of their turns. */
const SLICE = 20 * MILLISECOND;

export interface DerivedMarketsOptions extends Omit<EngineOptions, 'instruments' | 'idPrefix' | 'start'> {
  readonly instruments: readonly Instrument[];
  readonly random: Random;
  /** Nobody trades but the accounts. */
  readonly quiet: boolean;
  readonly now: () => Instant;
  /** Points at which the underlying of a root stands. */
  readonly spot: (root: string) => number;
  readonly volatility: (root: string) => WorthOptions['volatility'];
}

/** Futures and options whose prices follow those of their underlyings. Each gets a market when somebody first asks for it. */
export class DerivedMarkets {
  readonly #options: DerivedMarketsOptions;
  readonly #listed: ReadonlyMap<string, Instrument>;
  readonly #worths = new Map<string, Worth>();
  readonly #markets = new Map<string, DerivedMarket>();
  readonly #watched = new Set<DerivedMarket>();

  constructor(options: DerivedMarketsOptions) {
    this.#options = options;
    this.#listed = new Map(options.instruments.map((each) => [each.id, each]));
  }

  has = (id: string): boolean => this.#listed.has(id);

  /** The market of an instrument, brought up to now; undefined for what is not listed. */
  look(id: string): DerivedMarket | undefined {
    const market = this.#marketOf(id);
    market?.refresh(this.#options.now());
    return market;
  }

  /** Lets a market move by itself until the function that comes back is called. */
  watch(id: string): () => void {
    const market = this.#marketOf(id);
    if (market === undefined) return () => {};
    market.watch(this.#options.now());
    this.#watched.add(market);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      market.leave();
      if (!market.isWatched) this.#watched.delete(market);
    };
  }

  place(intent: OrderIntent): void {
    this.look(intent.instrument)?.engine.place(intent, this.#options.now());
  }

  cancel(instrument: string, id: ClientOrderId): void {
    this.look(instrument)?.engine.cancel(id, this.#options.now());
  }

  replace(instrument: string, id: ClientOrderId, terms: OrderTerms): void {
    this.look(instrument)?.engine.replace(id, terms, this.#options.now());
  }

  /** Lets everything happen from one instant to another; `moved` moves what the prices follow to an instant between them. */
  advance(from: Instant, to: Instant, moved: (at: Instant) => void): void {
    for (let at = from as number; at < to; ) {
      at = Math.min(to, at + SLICE);
      moved(at as Instant);
      for (let due = this.#due(at); due.length > 0; due = this.#due(at)) for (const market of due) market.act();
      for (const { engine } of this.#watched) {
        while (engine.nextExpiry() <= at) engine.expire(engine.nextExpiry() as Instant);
      }
    }
  }

  /** Moves on as if the markets had stood still. */
  skip(to: Instant): void {
    for (const market of this.#watched) {
      market.skip(to);
      market.engine.expire(to);
    }
  }

  worth(id: string): Worth | undefined {
    const known = this.#worths.get(id);
    const instrument = this.#listed.get(id);
    if (known !== undefined || instrument === undefined) return known;
    const { volatility, calendars } = this.#options;
    const worth = new Worth(instrument, { volatility: volatility(instrument.root), calendars });
    this.#worths.set(id, worth);
    return worth;
  }

  #due = (at: number): DerivedMarket[] =>
    [...this.#watched].filter(({ next }) => next <= at).sort((a, b) => a.next - b.next);

  #marketOf(id: string): DerivedMarket | undefined {
    const known = this.#markets.get(id);
    const instrument = this.#listed.get(id);
    if (known !== undefined || instrument === undefined) return known;
    const { instruments: _instruments, random, quiet, now, spot, volatility: _volatility, ...options } = this.#options;
    const market = new DerivedMarket({
      ...options,
      start: now(),
      idPrefix: `D${this.#markets.size + 1}`,
      instrument,
      worth: quiet ? undefined : this.worth(id),
      spot: () => spot(instrument.root),
      random: random.fork(id),
    });
    this.#markets.set(id, market);
    return market;
  }
}

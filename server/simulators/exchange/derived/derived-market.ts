import type { Instrument } from '../../../../core/model/instrument.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { Random } from '../../../../core/random.ts';
import { type EngineOptions, MatchingEngine } from '../../../../core/venue/paper/engine.ts';
import type { Market } from '../../../../core/venue/paper/market.ts';
import type { BookSide } from '../../../../core/venue/paper/side.ts';
import type { ExchangeDepth, ExchangeLevel } from '../../port.ts';
import { Maker } from './maker.ts';
import type { Worth } from './worth.ts';

const LEVELS = 10;

export interface DerivedMarketOptions extends Omit<EngineOptions, 'instruments'> {
  readonly instrument: Instrument;
  /** What it is worth; nobody but accounts trades where it is left out. */
  readonly worth?: Worth | undefined;
  /** Points at which the underlying stands. */
  readonly spot: () => number;
  readonly random: Random;
}

/** The market of one future or option, which stands still while nobody watches it. */
export class DerivedMarket {
  readonly instrument: Instrument;
  readonly engine: MatchingEngine;
  readonly #market: Market;
  readonly #maker: Maker | undefined;
  #watchers = 0;
  #at: Instant;

  constructor({ instrument, worth, spot, random, ...options }: DerivedMarketOptions) {
    this.instrument = instrument;
    this.engine = new MatchingEngine({ ...options, instruments: [instrument] });
    const market = this.engine.markets.get(instrument.id);
    if (market === undefined) throw new Error(`There is no market of ${instrument.id}.`);
    this.#market = market;
    this.#maker = worth && new Maker(this.engine, market, worth, spot, random, options.start);
    this.#at = options.start;
  }

  get isWatched(): boolean {
    return this.#watchers > 0;
  }

  /** When it acts next; never while nobody watches. */
  get next(): number {
    return this.isWatched && this.#maker ? this.#maker.next : Number.POSITIVE_INFINITY;
  }

  watch(at: Instant): void {
    this.refresh(at);
    this.#watchers += 1;
  }

  leave(): void {
    this.#watchers -= 1;
  }

  act(): void {
    if (this.#maker === undefined) return;
    this.#at = this.#maker.next;
    if (this.#isOpen(this.#at)) this.#maker.act();
    else this.#maker.rest(this.#at);
  }

  /** Brings a market that stood still to an instant; one that is watched is there by itself. */
  refresh(at: Instant): void {
    if (this.isWatched || at <= this.#at) return;
    this.skip(at);
    if (this.#isOpen(at)) this.#maker?.catchUp(at);
  }

  /** The last traded price, or where the market was opened. */
  get last(): Price | undefined {
    return this.#market.last;
  }

  #isOpen = (at: Instant): boolean => this.#market.hours?.opensAfter(at) === undefined;

  skip(at: Instant): void {
    this.#at = at;
    this.#maker?.rest(at);
  }

  depth(): ExchangeDepth {
    const market = this.#market;
    const { bids, asks } = market.book;
    return { ...market.depth(0), bids: levelsOf(bids), asks: levelsOf(asks) };

    function levelsOf(side: BookSide): ExchangeLevel[] {
      const best = side.levels.slice(-LEVELS).reverse();
      return best.map(({ tick, quantity, count }) => ({
        price: market.price(tick),
        quantity: quantity as ExchangeLevel['quantity'],
        orders: count,
      }));
    }
  }
}

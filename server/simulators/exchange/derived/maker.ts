import type { Side } from '../../../../core/model/quantity.ts';
import { type Instant, SECOND } from '../../../../core/model/time.ts';
import type { Random } from '../../../../core/random.ts';
import type { MatchingEngine } from '../../../../core/venue/paper/engine.ts';
import type { RestingOrder } from '../../../../core/venue/paper/level.ts';
import type { Market } from '../../../../core/venue/paper/market.ts';
import type { Worth } from './worth.ts';

const LEVELS = 10;
/** The share of turns in which somebody takes. */
const TAKE_SHARE = 0.3;
/** How far makers stand from what they believe, as a share of it. */
const OPTION_EDGE = 0.0012;
const FUTURE_EDGE = 0.000_02;
/** Lots of a typical order, near the money and far from it. */
const NEAR_LOTS = 6;

/**
 * Makes the book of one future or option around its worth. It is laid anew at each turn, since a worth that follows another moves by many ticks at once; what
 * others left in its way is taken first, so that an own order at a good price trades.
 */
export class Maker {
  readonly #engine: MatchingEngine;
  readonly #market: Market;
  readonly #worth: Worth;
  readonly #spot: () => number;
  readonly #random: Random;
  readonly #lot: number;
  /** By level, the best first. */
  #laid: RestingOrder[][] = [];
  #bid = 0;
  #ask = 0;
  #gap = 0;
  /** When it acts next. */
  next: Instant;

  constructor(engine: MatchingEngine, market: Market, worth: Worth, spot: () => number, random: Random, at: Instant) {
    this.#engine = engine;
    this.#market = market;
    this.#worth = worth;
    this.#spot = spot;
    this.#random = random;
    this.#lot = worth.instrument.lot ?? 1;
    this.next = at;
    market.lastTick = Math.max(1, Math.round(worth.ticks(spot(), at)));
    this.lay(at);
  }

  /** Does what falls due at `next`, and draws the instant after it. */
  act(): void {
    const at = this.next;
    this.lay(at);
    if (this.#random.chance(TAKE_SHARE)) this.#take(at);
    this.rest(at);
  }

  /** Trades as somebody surely did while it stood still. */
  catchUp(at: Instant): void {
    this.lay(at);
    this.#take(at);
  }

  /** Does nothing until its turn after an instant. */
  rest(at: Instant): void {
    const seconds = 0.4 * (1 + Math.min(3, this.#worth.distance(this.#spot(), at)) ** 2);
    this.next = (at + Math.max(1, Math.floor(this.#random.exponential(seconds * SECOND)))) as Instant;
  }

  /** Lays the book around what it is worth now; where that moved no price, one level of it. */
  lay(at: Instant): void {
    const worth = Math.max(0, this.#worth.ticks(this.#spot(), at));
    const edge = Math.max(0.5, worth * (this.#worth.instrument.option ? OPTION_EDGE : FUTURE_EDGE));
    const gap = Math.max(1, Math.round(edge / 2));
    const ask = Math.max(1, Math.ceil(worth + edge));
    const bid = Math.min(ask - 1, Math.floor(worth - edge));
    const isSame = bid === this.#bid && ask === this.#ask && gap === this.#gap;
    this.#bid = bid;
    this.#ask = ask;
    this.#gap = gap;
    if (isSame) this.#layLevel(this.#random.integer(0, LEVELS - 1));
    else this.#layAll(at);
    this.#engine.settle(this.#market, at);
  }

  #layAll(at: Instant): void {
    const { book } = this.#market;
    for (const orders of this.#laid) for (const order of orders) book.remove(order);
    this.#laid = Array.from({ length: LEVELS }, () => []);
    this.#takeOwn('buy', this.#bid, at);
    this.#takeOwn('sell', this.#ask, at);
    for (let level = LEVELS - 1; level >= 0; level--) this.#layLevel(level);
  }

  /** Behind what others have there, and never across it. */
  #layLevel(level: number): void {
    const { book } = this.#market;
    for (const order of this.#laid[level] ?? []) book.remove(order);
    const bid = book.asks.best ? Math.min(this.#bid, book.asks.best.tick - 1) : this.#bid;
    const ask = book.bids.best ? Math.max(this.#ask, book.bids.best.tick + 1) : this.#ask;
    const away = level * this.#gap;
    this.#laid[level] = [...this.#rest('buy', bid - away, level), ...this.#rest('sell', ask + away, level)];
  }

  *#rest(side: Side, tick: number, level: number): Generator<RestingOrder> {
    if (tick < 1) return;
    const orders = 1 + Math.floor(this.#random.exponential(1.2));
    for (let order = 0; order < orders; order++)
      yield this.#market.book.rest(side, tick, this.#quantity(NEAR_LOTS + level * 2));
  }

  /** Takes what stands on the other side at a price at which it would rest itself. */
  #takeOwn(side: Side, limit: number, at: Instant): void {
    if (limit < 1) return;
    const other = side === 'buy' ? this.#market.book.asks.best : this.#market.book.bids.best;
    if (other === undefined || (side === 'buy' ? other.tick > limit : other.tick < limit)) return;
    this.#market.matching.take(side, this.#quantity(NEAR_LOTS * 4), limit, undefined, at);
  }

  #take(at: Instant): void {
    const side: Side = this.#random.chance(0.5) ? 'buy' : 'sell';
    const touch = (side === 'buy' ? this.#market.book.asks : this.#market.book.bids).best;
    if (touch) this.#engine.trade(this.#market, side, touch.tick, this.#quantity(2), false, at);
  }

  #quantity = (lots: number): number => this.#lot * (1 + Math.floor(this.#random.exponential(lots)));
}

import type { Side } from '../../../model/quantity.ts';
import { type Instant, SECOND } from '../../../model/time.ts';
import type { Random } from '../../../random.ts';
import type { MatchingEngine } from '../engine.ts';
import type { Level, RestingOrder } from '../level.ts';
import type { Market } from '../market.ts';
import { FairValue } from './fair.ts';
import type { Shape } from './shape.ts';

/** Levels a side that participants fill beyond those on show, so that a step of the touch uncovers no empty level. */
const SPARE_LEVELS = 4;
/** How many ticks behind the last filled level an order may be left before somebody takes it away. */
const FORGOTTEN = 4;

/**
 * The other side of every trade: seeded participants who add, cancel and take in one market. How full a level is meant to be follows
 * from its distance to the fair value; an action at a level adds where it is short and cancels where it is over, so that sizes
 * breathe around the shape for ever. Where the fair value has gone through the touch, that touch is meant to be empty.
 */
export class Participants {
  readonly #engine: MatchingEngine;
  readonly market: Market;
  readonly #shape: Shape;
  readonly #levels: number;
  readonly #random: Random;
  readonly #fair: FairValue;
  #last: Instant;
  #burstUntil = 0;
  /** When they act next. */
  next: Instant;

  constructor(engine: MatchingEngine, market: Market, shape: Shape, levels: number, random: Random, at: Instant) {
    this.#engine = engine;
    this.market = market;
    this.#shape = shape;
    this.#levels = levels + SPARE_LEVELS;
    this.#random = random.fork('actions');
    this.#fair = new FairValue(shape, random.fork('fair'));
    this.#last = at;
    market.lastTick = shape.open;
    this.#fill(at);
    this.next = this.#draw(at);
  }

  /** Does what falls due at `next`, and draws the instant after it. */
  act(): void {
    const at = this.next;
    this.#fair.advance((at - this.#last) / SECOND);
    this.#last = at;
    if (this.#random.chance(this.#shape.takeShare)) this.#take(at);
    else this.#tend(at);
    this.next = this.#draw(at);
  }

  /** Does nothing until `to`, and goes on from there. */
  skip(to: Instant): void {
    this.#last = to;
    this.next = this.#draw(to);
  }

  /** The deepest level first, so that the touch is quoted last and the book is never seen half made. */
  #fill(at: Instant): void {
    for (let distance = this.#levels - 1; distance >= 0; distance--) {
      for (const side of ['buy', 'sell'] as const) {
        const tick = this.#tickAt(side, distance);
        const wanted = this.#wanted(side, tick) * (0.75 + this.#random.uniform() / 2);
        for (let filled = 0; filled < wanted; ) {
          const quantity = Math.min(this.#quantity(this.#shape.orderQuantity), Math.ceil(wanted - filled));
          this.market.book.rest(side, tick, quantity);
          filled += quantity;
        }
      }
    }
    this.market.changed(at);
  }

  #draw(at: Instant): Instant {
    const { actionsPerSecond, burstsPerMinute, burstSeconds, burstFactor } = this.#shape;
    const busy = at < this.#burstUntil;
    const gap = this.#random.exponential(SECOND / (actionsPerSecond * (busy ? burstFactor : 1)));
    const next = at + Math.max(1, Math.floor(gap));
    if (!busy && this.#random.chance(burstsPerMinute / 60 / actionsPerSecond))
      this.#burstUntil = next + Math.floor(this.#random.exponential(burstSeconds * SECOND));
    return next as Instant;
  }

  #take(at: Instant): void {
    const { bids, asks } = this.market.book;
    if (bids.best === undefined || asks.best === undefined) return;
    const edge = (this.#fair.ticks - (bids.best.tick + asks.best.tick) / 2) / this.#shape.spreadTicks;
    const side: Side = this.#random.chance(1 / (1 + Math.exp(-3.5 * edge))) ? 'buy' : 'sell';
    const touch = side === 'buy' ? asks.best.tick : bids.best.tick;
    const sweep = this.#random.chance(0.04);
    const through = sweep ? (side === 'buy' ? 1 : -1) : 0;
    const quantity = this.#quantity(this.#shape.takeQuantity * (sweep ? 8 : 1));
    this.#engine.trade(this.market, side, touch + through, quantity, false, at);
  }

  #tend(at: Instant): void {
    const side: Side = this.#random.chance(0.5) ? 'buy' : 'sell';
    const book = this.market.book.side(side);
    if (this.#random.chance(0.03) && this.#forget(side, at)) return;
    const distance = Math.min(this.#levels - 1, Math.floor(this.#random.exponential(4)));
    const tick = distance === 0 ? this.#touch(side) : this.#tickAt(side, distance);
    const level = book.at(tick);
    const present = level?.quantity ?? 0;
    const wanted = this.#wanted(side, tick);
    if (this.#random.uniform() * (wanted + present) < wanted) {
      this.#engine.trade(this.market, side, tick, this.#quantity(this.#shape.orderQuantity), true, at);
    } else if (level !== undefined) {
      this.#cancelOne(level, at);
    }
  }

  /** Cancels an order at a level that the market has long left. */
  #forget(side: Side, at: Instant): boolean {
    const book = this.market.book.side(side);
    if (book.best === undefined || book.worst === undefined) return false;
    if (Math.abs(book.best.tick - book.worst.tick) <= this.#levels + FORGOTTEN) return false;
    return this.#cancelOne(book.worst, at);
  }

  /** The later an order came, the likelier it goes: patience is what the front of a queue is made of. */
  #cancelOne(level: Level, at: Instant): boolean {
    let steps = Math.floor(level.count * Math.sqrt(this.#random.uniform()));
    let order: RestingOrder | undefined = level.first;
    while (steps-- > 0) order = order?.next;
    if (order === undefined || order.own !== undefined) return false;
    this.#engine.remove(this.market, order, at);
    return true;
  }

  /** The best tick at which this side stands or should stand. */
  #touch(side: Side): number {
    const wanted = this.#tickAt(side, 0);
    const best = this.market.book.side(side).best?.tick ?? wanted;
    return side === 'buy' ? Math.max(wanted, best) : Math.min(wanted, best);
  }

  /** The tick `distance` levels behind the best one that is right by the fair value and crosses nothing. */
  #tickAt(side: Side, distance: number): number {
    const { bids, asks } = this.market.book;
    const half = this.#shape.spreadTicks / 2;
    if (side === 'buy') {
      const right = Math.floor(this.#fair.ticks - half + 0.5);
      return (asks.best === undefined ? right : Math.min(right, asks.best.tick - 1)) - distance;
    }
    const right = Math.ceil(this.#fair.ticks + half - 0.5);
    return (bids.best === undefined ? right : Math.max(right, bids.best.tick + 1)) + distance;
  }

  /** The quantity that should rest at a tick: little where the fair value is near, none where it has gone through. */
  #wanted(side: Side, tick: number): number {
    const { touchQuantity, deepQuantity, spreadTicks } = this.#shape;
    const edge = (side === 'buy' ? this.#fair.ticks - tick : tick - this.#fair.ticks) - (spreadTicks - 1) / 2;
    if (edge < -0.25) return 0;
    const near = Math.min(1, 0.3 + 0.7 * Math.max(0, edge));
    const depth = Math.min(1, Math.max(0, edge - 0.5) / 9);
    return (touchQuantity + (deepQuantity - touchQuantity) * depth) * near;
  }

  #quantity(mean: number): number {
    return 1 + Math.floor(this.#random.exponential(Math.max(0, mean - 0.5)));
  }
}

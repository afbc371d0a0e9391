import type { Fill } from '../model/fill.ts';
import { type Money, money, NO_MONEY, priceValue } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import { type Quantity, type SignedQuantity, sideSign, signedQuantity } from '../model/quantity.ts';
import type { Instant, TradeDate } from '../model/time.ts';
import type { Leg, Lot } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

/** What a position is kept by. */
export type PositionKey = Pick<Fill, 'instrument' | 'account' | 'strategy'>;

/** Contracts closed against one entry, with both executions. */
export interface Match {
  readonly position: PositionKey;
  /** The side of the position that was closed. */
  readonly side: 'long' | 'short';
  readonly entry: Leg;
  readonly exit: Leg;
  readonly quantity: Quantity;
  readonly realized: Money;
}

const NO_MATCHES: readonly Match[] = [];

/** One instrument in one account and strategy: its open lots and what it has realized. Changed by its `LotBook` only. */
export class Position {
  readonly key: PositionKey;
  readonly multiplier: number;
  readonly #lots: OpenLots;
  readonly #realizedOn = new Map<TradeDate, Money>();
  #sign: 1 | -1 = 1;
  #contracts = 0;
  #cost = 0;
  #realized = 0;
  #tsUpdated = 0 as Instant;

  constructor(key: PositionKey, multiplier: number, method: LotMethod) {
    this.key = key;
    this.multiplier = multiplier;
    this.#lots = method.open(multiplier);
  }

  get quantity(): SignedQuantity {
    return signedQuantity(this.#sign * this.#contracts);
  }

  /** Σ price × signed quantity × multiplier of the open lots. */
  get cost(): Money {
    return money(this.#sign * this.#cost);
  }

  /** Over all time. */
  get realized(): Money {
    return money(this.#realized);
  }

  /** The venue's time of the newest fill. */
  get tsUpdated(): Instant {
    return this.#tsUpdated;
  }

  /** What fills of one trade date have realized. */
  realizedOn(date: TradeDate): Money {
    return this.#realizedOn.get(date) ?? NO_MONEY;
  }

  /** Trade dates on which something was realized, in the order of their first fill, with the amounts. */
  realizedByDate(): ReadonlyMap<TradeDate, Money> {
    return this.#realizedOn;
  }

  /** What the open lots would realize at a price. */
  unrealized(mark: Price): Money {
    return money(priceValue(mark, this.#sign * this.#contracts, this.multiplier) - this.#sign * this.#cost);
  }

  /** Open lots in the order in which they would be closed. */
  lots(): readonly Lot[] {
    return [...this.#lots.lots()];
  }

  apply(fill: Fill): readonly Match[] {
    if (fill.tsEvent > this.#tsUpdated) this.#tsUpdated = fill.tsEvent;
    const sign = sideSign(fill.side);
    if (this.#contracts === 0 || sign === this.#sign) {
      this.#open(fill, sign, fill.quantity, priceValue(fill.price, fill.quantity, this.multiplier));
      return NO_MATCHES;
    }
    const closing = Math.min(fill.quantity, this.#contracts);
    const { matches, proceeds } = this.#close(fill, closing);
    const opening = fill.quantity - closing;
    if (opening > 0) {
      this.#open(fill, sign, opening, priceValue(fill.price, fill.quantity, this.multiplier) - proceeds);
    }
    return matches;
  }

  #open(fill: Fill, sign: 1 | -1, contracts: number, cost: number): void {
    this.#sign = sign;
    this.#contracts += contracts;
    this.#cost += cost;
    this.#lots.add(fill, contracts, cost as Money);
  }

  #close(exit: Fill, closing: number): { matches: readonly Match[]; proceeds: number } {
    const matches: Match[] = [];
    const side = this.#sign === 1 ? 'long' : 'short';
    let closed = 0;
    let proceeds = 0;
    let realizedNow = 0;
    this.#lots.take(closing, (entry, contracts, cost) => {
      closed += contracts;
      const soFar = priceValue(exit.price, closed, this.multiplier);
      const realized = this.#sign * (soFar - proceeds - cost) || 0;
      proceeds = soFar;
      this.#cost -= cost;
      realizedNow += realized;
      matches.push({
        position: this.key,
        side,
        entry,
        exit,
        quantity: contracts as Quantity,
        realized: realized as Money,
      });
    });
    this.#contracts -= closing;
    this.#realized += realizedNow;
    this.#realizedOn.set(exit.tradeDate, money((this.#realizedOn.get(exit.tradeDate) ?? 0) + realizedNow));
    return { matches, proceeds };
  }
}

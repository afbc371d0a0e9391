import { OutOfRange } from '../errors.ts';
import type { Fill } from '../model/fill.ts';
import { MONEY_UNITS, type Money, money, NO_MONEY, priceValue, shareOf } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import { type Quantity, type SignedQuantity, sideSign, signedQuantity } from '../model/quantity.ts';
import type { Instant, TradeDate } from '../model/time.ts';
import { AmountsByDate } from './amounts-by-date.ts';
import type { Lot } from './lot.ts';
import type { Match, PositionKey } from './match.ts';
import type { LotMethod, OpenLots } from './method.ts';

const NO_MATCHES: readonly Match[] = [];

/** Open lots cost less than this, so that their value stays exact while their price does not double: about 4.5 billion currency units. */
const MOST_COST = 2 ** 52;

/** One instrument in one account and strategy: its open lots and what it has realized. Changed by its `LotBook` only. */
export class Position {
  readonly key: PositionKey;
  readonly multiplier: number;
  readonly #lots: OpenLots;
  readonly #realizedOn = new AmountsByDate();
  readonly #feesOn = new AmountsByDate();
  #sign: 1 | -1 = 1;
  #contracts = 0;
  #cost = 0;
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

  /** Over all time, before fees. */
  get realized(): Money {
    return this.#realizedOn.total;
  }

  /** Paid over all time for every fill, whether what it opened is closed or not. */
  get fees(): Money {
    return this.#feesOn.total;
  }

  /** The venue's time of the newest fill. */
  get tsUpdated(): Instant {
    return this.#tsUpdated;
  }

  /** What fills of one trade date have realized. */
  realizedOn(date: TradeDate): Money {
    return this.#realizedOn.on(date);
  }

  /** Trade dates on which something was closed, in the order of their first fill, with what it realized. */
  realizedByDate(): ReadonlyMap<TradeDate, Money> {
    return this.#realizedOn.byDate();
  }

  /** What fills of one trade date have cost in fees. */
  feesOn(date: TradeDate): Money {
    return this.#feesOn.on(date);
  }

  /** What the open lots would realize at a price. */
  unrealized(mark: Price): Money {
    return money(priceValue(mark, this.#sign * this.#contracts, this.multiplier) - this.#sign * this.#cost);
  }

  /** Open lots in the order in which they would be closed. */
  lots(): readonly Lot[] {
    return [...this.#lots.lots()];
  }

  /**
   * Books a fill and gives what it closed. Throws `OutOfRange`, changing nothing, when it is worth more than ±9 billion or what is open then
   * would have cost more than 4.5 billion.
   */
  apply(fill: Fill): readonly Match[] {
    const worth = priceValue(fill.price, fill.quantity, this.multiplier);
    const fee = fill.fee ?? NO_MONEY;
    const sign = sideSign(fill.side);
    const adds = this.#contracts === 0 || sign === this.#sign;
    if (adds || fill.quantity > this.#contracts) this.#checkCost(fill, adds ? worth + this.#cost : worth);
    if (fill.tsEvent > this.#tsUpdated) this.#tsUpdated = fill.tsEvent;
    if (fee !== 0) this.#feesOn.add(fill.tradeDate, fee);
    if (adds) {
      this.#open(fill, sign, fill.quantity, worth, fee);
      return NO_MATCHES;
    }
    return this.#close(fill, sign, worth, fee);
  }

  #checkCost({ executionId, quantity }: Fill, cost: number): void {
    if (Math.abs(cost) <= MOST_COST) return;
    const { instrument, account, strategy } = this.key;
    const [is, most] = [Math.abs(cost), MOST_COST].map((amount) => Math.round(amount / MONEY_UNITS));
    throw new OutOfRange(
      `Execution ${executionId} of ${quantity} contracts brings ${instrument} of ${account}, ${strategy} to a cost of ${is}: a position is exact up to ${most}.`,
    );
  }

  #open(fill: Fill, sign: 1 | -1, contracts: number, cost: number, fee: number): void {
    this.#sign = sign;
    this.#contracts += contracts;
    this.#cost += cost;
    this.#lots.add(fill, contracts, cost as Money, fee as Money);
  }

  /** Closes what there is, and opens the other side with the rest of the fill. */
  #close(exit: Fill, sign: 1 | -1, worth: Money, fee: Money): readonly Match[] {
    // most fills close one lot: an array that begins with it takes a quarter of the room of one that is pushed to
    let matches: Match[] | undefined;
    const side = this.#sign === 1 ? 'long' : 'short';
    const closing = Math.min(exit.quantity, this.#contracts);
    let closed = 0;
    let closedCost = 0;
    let proceeds = 0;
    let exitFees = 0;
    while (closed < closing) {
      const { entry, quantity, cost, fee: entryFee } = this.#lots.take(closing - closed);
      closed += quantity;
      const soFar = closed === exit.quantity ? worth : priceValue(exit.price, closed, this.multiplier);
      const feeSoFar = fee === 0 ? 0 : shareOf(fee, closed, exit.quantity);
      const match: Match = {
        position: this.key,
        side,
        entry,
        exit,
        quantity: quantity as Quantity,
        cost,
        realized: (this.#sign * (soFar - proceeds - cost) || 0) as Money,
        entryFee,
        exitFee: (feeSoFar - exitFees) as Money,
      };
      if (matches) matches.push(match);
      else matches = [match];
      closedCost += cost;
      proceeds = soFar;
      exitFees = feeSoFar;
    }
    this.#contracts -= closing;
    this.#cost -= closedCost;
    this.#realizedOn.add(exit.tradeDate, (this.#sign * (proceeds - closedCost)) as Money);
    const opening = exit.quantity - closing;
    if (opening > 0) this.#open(exit, sign, opening, worth - proceeds, fee - exitFees);
    return matches ?? NO_MATCHES;
  }
}

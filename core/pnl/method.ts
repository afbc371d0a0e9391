import type { Money } from '../model/money.ts';
import type { Leg, Lot } from './lot.ts';

/**
 * The open lots of one position, all on one side. A method is which lot goes first; whether lots are kept apart or merged is its own
 * matter, as it answers with costs and not with prices.
 */
export interface OpenLots {
  /** Adds an entry of `contracts` that cost `cost`, and the fee that was paid for them. */
  add(entry: Leg, contracts: number, cost: Money, fee: Money): void;
  /** Closes up to `contracts` of the lot that goes first, and gives that part of it. There is one. */
  take(contracts: number): Lot;
  /** In the order in which they would be closed. */
  lots(): Iterable<Lot>;
}

/** The methods there are, as configurations, commands and SQL name them. */
export type LotMethodName = 'fifo' | 'lifo' | 'average' | 'highest';

/** How closing fills choose among open lots. */
export interface LotMethod {
  readonly name: LotMethodName;
  /** Whether entries become one lot, whose price is what it cost over how much it is. */
  readonly merges: boolean;
  /** An empty store for an instrument with this multiplier (currency units per point). */
  open(multiplier: number): OpenLots;
}

import type { Money } from '../model/money.ts';
import { sideSign } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';
import { type Leg, type Lot, type ShrinkingLot, splitOff } from './lot.ts';
import type { LotMethod, OpenLots } from './method.ts';

interface Ranked extends ShrinkingLot {
  /** The price, signed by the side; with the time it is kept here, as most lots are old and their executions far away in memory. */
  readonly worth: number;
  readonly since: Instant;
  /** Grows with each entry of the position. */
  readonly arrival: number;
}

/** Negative where `a` is closed before `b`. */
const rank = (a: Ranked, b: Ranked): number => b.worth - a.worth || a.since - b.since || a.arrival - b.arrival;

/** A binary heap: the first lot to be closed lies at 0, those after `i` at `2i + 1` and `2i + 2`. */
class Heap implements OpenLots {
  readonly #multiplier: number;
  readonly #lots: Ranked[] = [];
  #arrivals = 0;

  constructor(multiplier: number) {
    this.#multiplier = multiplier;
  }

  add(entry: Leg, quantity: number, cost: Money, fee: Money): void {
    const worth = sideSign(entry.side) * entry.price;
    const lot: Ranked = { entry, quantity, cost, fee, worth, since: entry.tsEvent, arrival: this.#arrivals++ };
    const lots = this.#lots;
    let at = lots.length;
    for (let parent = (at - 1) >> 1; at > 0 && rank(lot, lots[parent]!) < 0; parent = (at - 1) >> 1) {
      lots[at] = lots[parent]!;
      at = parent;
    }
    lots[at] = lot;
  }

  take(contracts: number): Lot {
    const lot = this.#lots[0]!;
    if (lot.quantity > contracts) return splitOff(lot, contracts, this.#multiplier);
    this.#dropFirst();
    return lot;
  }

  lots(): Iterable<Lot> {
    return this.#lots.toSorted(rank);
  }

  #dropFirst(): void {
    const lots = this.#lots;
    const last = lots.pop()!;
    if (lots.length === 0) return;
    let at = 0;
    for (let child = 1; child < lots.length; child = 2 * at + 1) {
      if (child + 1 < lots.length && rank(lots[child + 1]!, lots[child]!) < 0) child += 1;
      if (rank(last, lots[child]!) <= 0) break;
      lots[at] = lots[child]!;
      at = child;
    }
    lots[at] = last;
  }
}

/**
 * Highest cost: the lot with the least gain is closed first. For a long position that is the one bought at the highest price; for a
 * short one the one sold at the lowest, as what a short costs is what buying it back gives up. Of equal prices the oldest goes first.
 */
export const highest: LotMethod = { name: 'highest', merges: false, open: (multiplier) => new Heap(multiplier) };

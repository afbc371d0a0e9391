import type { Instant } from '../../core/model/time.ts';
import type { DepthChange, ReplayEvent } from '../../core/replay/event.ts';

/** Numbers that an exchange gives the updates of a book: the first and last of a difference, and the last of the one before. */
export interface UpdateIds {
  readonly first: number;
  readonly last: number;
  readonly previous: number;
}

interface Difference {
  readonly ids: UpdateIds;
  readonly changes: readonly DepthChange[];
}

/** Differences that wait for a snapshot; older ones are behind any that still comes. */
const WAITING_AT_MOST = 10_000;

/**
 * Makes a book that can be trusted of a snapshot and differences, by the rules of Binance's futures ("How to manage a local order book
 * correctly"): differences that end before the snapshot are dropped, the first that is taken has to hold the snapshot's number, and each
 * after it has to begin where the one before ended. Otherwise there is a gap, and nothing is told of the book until the next snapshot.
 */
export class DepthSequence {
  readonly #take: (event: ReplayEvent) => void;
  #waiting: Difference[] = [];
  /** The last update that is in the book; undefined while there is none to trust. */
  #last: number | undefined;
  /** Whether the next difference is the first after a snapshot. */
  #first = false;
  #begun = false;
  #before = 0;
  #untrusted = 0;

  constructor(take: (event: ReplayEvent) => void) {
    this.#take = take;
  }

  difference(instrument: string, tsEvent: Instant, ids: UpdateIds, changes: readonly DepthChange[]): void {
    if (this.#last === undefined) this.#wait({ ids, changes });
    else this.#follow(instrument, tsEvent, { ids, changes });
  }

  snapshot(instrument: string, tsEvent: Instant, last: number, changes: readonly DepthChange[]): void {
    this.#take({ type: 'depth', tsEvent, instrument, snapshot: true, changes });
    this.#last = last;
    this.#first = true;
    this.#begun = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const difference of waiting) this.difference(instrument, tsEvent, difference.ids, difference.changes);
  }

  notes(): readonly string[] {
    const counted = (count: number, of: string, one: string, many: string): string[] => {
      if (count === 0) return [];
      return [count === 1 ? `1 difference ${of} ${one}` : `${count.toLocaleString('en-US')} differences ${of} ${many}`];
    };
    return [
      ...(this.#begun ? [] : ['There is no snapshot, so nothing is known of the depth of the book.']),
      ...counted(this.#before, 'of the book came before its snapshot and', 'is in it already.', 'are in it already.'),
      ...counted(
        this.#untrusted,
        'of the book',
        'has no snapshot and is left out.',
        'have no snapshot and are left out.',
      ),
    ];
  }

  #wait(difference: Difference): void {
    this.#waiting.push(difference);
    if (this.#waiting.length <= WAITING_AT_MOST) return;
    this.#waiting.shift();
    this.#untrusted += 1;
  }

  #follow(instrument: string, tsEvent: Instant, difference: Difference): void {
    const { first, last, previous } = difference.ids;
    const before = this.#last!;
    if (this.#first && last < before) {
      this.#before += 1;
      return;
    }
    const follows = this.#first ? first <= before : previous === before;
    if (!follows) {
      const about = this.#first
        ? `the book’s snapshot is of update ${before}, and the first difference after it begins at ${first}`
        : `the book’s updates stop at ${before} and go on from ${previous}`;
      this.#take({ type: 'gap', tsEvent, instrument, about });
      this.#last = undefined;
      this.#wait(difference);
      return;
    }
    this.#take({ type: 'depth', tsEvent, instrument, snapshot: false, changes: difference.changes });
    this.#last = last;
    this.#first = false;
  }
}

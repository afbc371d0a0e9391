import type { Quote } from '../../model/market.ts';
import type { Side } from '../../model/quantity.ts';
import type { DepthChange } from '../../replay/event.ts';
import { ShownSide } from './shown-side.ts';

/**
 * The market as it was shown at the instant the recording stands at: the book that a snapshot and its changes give, and after a gap, until
 * the next snapshot, or where no book was recorded, the newest quote.
 */
export class ShownBook {
  readonly bids = new ShownSide('buy');
  readonly asks = new ShownSide('sell');
  #whole = false;
  #gap: string | undefined;

  /** What is missing, while the book is not to be trusted. */
  get gap(): string | undefined {
    return this.#gap;
  }

  side(side: Side): ShownSide {
    return side === 'buy' ? this.bids : this.asks;
  }

  /** Whether it is a book of levels at present; otherwise it is the touch at most. */
  get isWhole(): boolean {
    return this.#whole;
  }

  /** Changes before the first snapshot and after a gap say nothing: what they change is not known. */
  change(snapshot: boolean, changes: readonly DepthChange[]): void {
    if (snapshot) {
      this.#whole = true;
      this.#gap = undefined;
      this.bids.setAll(changes.filter(({ side }) => side === 'buy'));
      this.asks.setAll(changes.filter(({ side }) => side === 'sell'));
    } else if (this.#whole) {
      for (const { side, price, quantity } of changes) this.side(side).set(price, quantity);
    }
  }

  /** A quote beside a whole book says nothing that the book does not. */
  quote({ bid, bidSize, ask, askSize }: Quote): void {
    if (this.#whole) return;
    this.bids.setTouch(bid, bidSize);
    this.asks.setTouch(ask, askSize);
  }

  /** Nothing that was shown is to be trusted any longer. */
  lose(about: string): void {
    this.bids.forget();
    this.asks.forget();
    this.#whole = false;
    this.#gap = about;
  }
}

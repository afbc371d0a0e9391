import { recenter, slackOf } from './center.ts';
import type { LadderProps, LadderValue } from './schema.ts';
import { clipped } from './window.ts';

/** Where a ladder stands: in the middle of the market until it is scrolled by hand, and still while a hand is over it. */
export class Place {
  #anchor: number | null = null;
  #scrolled = false;

  /** The tick in the middle. */
  get anchor(): number | null {
    return this.#anchor;
  }

  /** It follows the market again once it is centered. */
  get scrolled(): boolean {
    return this.#scrolled;
  }

  forget(): void {
    this.#anchor = null;
    this.#scrolled = false;
  }

  follow(value: LadderValue, { mode, levels }: LadderProps, still: boolean): void {
    if (this.#anchor === null) this.#anchor = value.anchor;
    else if (mode === 'centered' && !this.#scrolled && !still) {
      this.#anchor = recenter(this.#anchor, value.market.middle, slackOf(levels));
    }
    if (this.#anchor !== null) this.#anchor = clipped(value, this.#anchor, levels);
  }

  scroll(ticks: number): void {
    if (this.#anchor === null) return;
    this.#anchor += ticks;
    this.#scrolled = true;
  }

  center(middle: number | null | undefined): void {
    this.#scrolled = false;
    this.#anchor = middle ?? this.#anchor;
  }
}

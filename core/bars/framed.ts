import type { Bar } from '../model/market.ts';

/** A bar of any frame. */
export interface FramedBar extends Bar {
  /** It may still change: time or its session goes on. */
  readonly partial: boolean;
}

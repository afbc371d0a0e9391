import { type Instant, SECOND } from '../model/time.ts';
import type { Spot, SpotFreshness } from './state.ts';

/** How far ahead of a clock a statement may be before the clocks are said to differ. */
export const CLOCK_TOLERANCE = 2 * SECOND;

/**
 * Age of a spot in microseconds and whether it is old. A statement from the future is old: nobody knows how old it is, and a clock that was set
 * back must not make it fresh for hours.
 */
export function freshnessOf(
  { stated }: Spot,
  now: Instant,
  oldAfter: number,
): { readonly age: number; readonly state: SpotFreshness } {
  const age = now - stated;
  const state = age < -CLOCK_TOLERANCE || age > oldAfter ? 'old' : 'fresh';
  return { age: Math.max(0, age), state };
}

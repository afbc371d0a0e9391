import { type Instant, SECOND } from '../model/time.ts';

/** Where a condition fires and where it clears, apart from each other so that a value that wavers does not. */
export interface Bounds {
  /** Fires beyond it, upward or downward. */
  readonly fire: { readonly above: number } | { readonly below: number };
  /** Clears at it or on the other side of it. */
  readonly clear: number;
  /** How long it has to be beyond before it fires. */
  readonly forSeconds: number;
}

/** `rising` is beyond its bound and not for long enough. */
export type ConditionPhase =
  | { readonly phase: 'well'; readonly since?: Instant }
  | { readonly phase: 'rising'; readonly since: Instant }
  | { readonly phase: 'firing'; readonly since: Instant };

/**
 * The phase after a measurement. Where there was nothing to measure (null), what fires goes on and what rises begins anew. The same measurements at the same
 * instants give the same phases.
 */
export function measured(before: ConditionPhase, value: number | null, now: Instant, bounds: Bounds): ConditionPhase {
  if (before.phase === 'firing') {
    return value !== null && isClear(value, bounds) ? { phase: 'well', since: now } : before;
  }
  const well: ConditionPhase = before.phase === 'well' ? before : { phase: 'well', since: now };
  if (value === null || !isBeyond(value, bounds)) return well;
  const since = before.phase === 'rising' ? before.since : now;
  return now - since >= bounds.forSeconds * SECOND ? { phase: 'firing', since: now } : { phase: 'rising', since };
}

const isBeyond = (value: number, { fire }: Bounds): boolean =>
  'above' in fire ? value > fire.above : value < fire.below;

const isClear = (value: number, { fire, clear }: Bounds): boolean =>
  'above' in fire ? value <= clear : value >= clear;

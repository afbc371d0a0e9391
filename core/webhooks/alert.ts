import type { Instant } from '../model/time.ts';
import type { Signal } from './signal.ts';

/** A message as it is understood, before its symbol is looked up: prices are texts that the instrument's style reads. */
export interface Alert {
  readonly signal: Signal;
  /** Absent for the end of a session, which is about everything that the sender's strategy holds. */
  readonly symbol?: string;
  readonly quantity?: number;
  readonly price?: string;
  readonly stopLoss?: string;
  /** Nearest first; two at the most. */
  readonly targets: readonly string[];
  /** By which a repeat is known. */
  readonly id?: string;
  /** When the sender says it was made. */
  readonly time?: Instant;
}

import type { Side } from '../model/quantity.ts';

export const signalKinds = [
  'open',
  'reduce',
  'tp1_hit',
  'tp2_hit',
  'tp3_hit',
  'stop_out',
  'exit',
  'close',
  'session_close',
  'flatten',
] as const;
export type SignalKind = (typeof signalKinds)[number];

export type Direction = 'long' | 'short';

/** What a message says has happened, or is to be done. `flatten` is about everything an account holds, the others about what the sender's strategy holds. */
export interface Signal {
  readonly kind: SignalKind;
  /** Of the position that it is about; absent where it is about whichever there is. */
  readonly direction?: Direction;
}

/** `open_long`, `tp1_hit`, `session_close`: what settings, journal and pages call a signal. */
export const signalName = ({ kind, direction }: Signal): string => (direction ? `${kind}_${direction}` : kind);

/** The side of an order that opens such a position. */
export const sideOf = (direction: Direction): Side => (direction === 'long' ? 'buy' : 'sell');

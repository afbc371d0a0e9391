import type { Side } from '../model/quantity.ts';

/** A fill as a strategy of the past had it, before it becomes an order: which minute of the path, at which tick. */
export interface Execution {
  readonly strategy: string;
  readonly minute: number;
  readonly side: Side;
  readonly quantity: number;
  readonly tick: number;
  readonly liquidity: 'maker' | 'taker';
}

/** The minutes of one session on a path, half-open. `open` while its trade date is still on. */
export interface Session {
  readonly from: number;
  readonly to: number;
  /** Minutes from the beginning of the trade date to `from`. */
  readonly offset: number;
  readonly open: boolean;
}

/** Turns a wanted position into the fill that reaches it, or nothing. */
export function toward(
  wanted: number,
  position: number,
  fill: Omit<Execution, 'side' | 'quantity'>,
): Execution | undefined {
  const change = wanted - position;
  if (change === 0) return undefined;
  return { ...fill, side: change > 0 ? 'buy' : 'sell', quantity: Math.abs(change) };
}

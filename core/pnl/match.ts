import type { Fill } from '../model/fill.ts';
import { type Money, money } from '../model/money.ts';
import type { Quantity } from '../model/quantity.ts';
import type { Leg } from './lot.ts';

/** What a position is kept by. */
export type PositionKey = Pick<Fill, 'instrument' | 'account' | 'strategy'>;

/** Contracts closed against one entry, with both executions. */
export interface Match {
  readonly position: PositionKey;
  /** The side of the position that was closed. */
  readonly side: 'long' | 'short';
  readonly entry: Leg;
  readonly exit: Leg;
  readonly quantity: Quantity;
  /** What the contracts were worth when they were entered; under average cost not what the entry's own price says. */
  readonly cost: Money;
  /** Exit less entry for a long, entry less exit for a short; before fees. */
  readonly realized: Money;
  /** What falls to these contracts of the fee of each execution, to the micro; the parts of a fee add up to it. */
  readonly entryFee: Money;
  readonly exitFee: Money;
}

/** Realized after both parts of fees. */
export const netRealized = ({ realized, entryFee, exitFee }: Match): Money => money(realized - entryFee - exitFee);

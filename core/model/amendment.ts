import type { ExecutionId } from './ids.ts';
import type { Money } from './money.ts';
import type { Price } from './price.ts';
import type { Quantity, Side } from './quantity.ts';
import type { Instant } from './time.ts';

interface AmendmentOf {
  /** The venue's id of the amendment itself, which makes taking it in idempotent. */
  readonly amendmentId: string;
  /** The execution that is amended. */
  readonly executionId: ExecutionId;
  readonly reason: string;
  readonly tsEvent: Instant;
  readonly tsInit: Instant;
}

/** The venue took an execution back: as if it had never been. */
export interface FillBust extends AmendmentOf {
  readonly type: 'bust';
}

/** The venue states an execution anew; instrument, account, strategy and the time it happened stay. */
export interface FillCorrection extends AmendmentOf {
  readonly type: 'correct';
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** Absent leaves the fee as it was. */
  readonly fee?: Money;
}

/** What a venue says of an execution after it happened; the newest of an execution counts. */
export type FillAmendment = FillBust | FillCorrection;

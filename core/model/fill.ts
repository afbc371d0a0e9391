import type { AccountId, ClientOrderId, ExecutionId } from './ids.ts';
import type { Money } from './money.ts';
import type { Price } from './price.ts';
import type { Quantity, Side } from './quantity.ts';
import type { Instant, TradeDate } from './time.ts';

/** One execution of ours. `executionId` is the venue's and makes ingestion idempotent. */
export interface Fill {
  readonly executionId: ExecutionId;
  readonly clientOrderId: ClientOrderId;
  readonly instrument: string;
  readonly account: AccountId;
  readonly strategy: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly price: Price;
  /** What it cost in fees, in the instrument's currency; positive is paid. Absent is none. */
  readonly fee?: Money;
  readonly liquidity: 'maker' | 'taker';
  readonly tradeDate: TradeDate;
  readonly tsEvent: Instant;
  readonly tsInit: Instant;
}

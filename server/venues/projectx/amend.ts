import type { FillAmendment } from '../../../core/model/amendment.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { TradeRecord } from './parse/trade.ts';

/** What the gateway says of an execution that was told before: it voided it, or knows its whole cost by now. Said again it has the same id. */
export function amendmentOf(trade: TradeRecord, now: Instant): FillAmendment {
  const { id: executionId, side, quantity, price, fee, ts: tsEvent } = trade;
  const of = { executionId, tsEvent, tsInit: now };
  if (trade.voided)
    return {
      ...of,
      type: 'bust',
      amendmentId: `projectx-${executionId}-void`,
      reason: 'The gateway voided the trade.',
    };
  const reason = 'The gateway tells more fees and commissions of the trade than before.';
  return {
    ...of,
    type: 'correct',
    amendmentId: `projectx-${executionId}-fee-${fee}`,
    reason,
    side,
    quantity,
    price,
    fee,
  };
}

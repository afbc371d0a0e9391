import type { FillAmendment } from '../../../core/model/amendment.ts';
import type { Instant } from '../../../core/model/time.ts';
import type { TradeRecord } from './record.ts';
import { begun, type VenueWords } from './words.ts';

/** What a venue says of an execution that was told before: it voided it, or knows its whole cost by now. Said again it has the same id. */
export function amendmentOf(trade: TradeRecord, now: Instant, words: VenueWords): FillAmendment {
  const { id: executionId, side, quantity, price, fee, ts: tsEvent } = trade;
  const of = { executionId, tsEvent, tsInit: now };
  if (trade.voided)
    return {
      ...of,
      type: 'bust',
      amendmentId: `${words.key}-${executionId}-void`,
      reason: `${begun(words)} voided the trade.`,
    };
  const reason = `${begun(words)} tells more fees and commissions of the trade than before.`;
  return {
    ...of,
    type: 'correct',
    amendmentId: `${words.key}-${executionId}-fee-${fee}`,
    reason,
    side,
    quantity,
    price,
    ...(fee === undefined ? {} : { fee }),
  };
}

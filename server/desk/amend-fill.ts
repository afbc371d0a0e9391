import { z } from 'zod';
import type { FillAmendment } from '../../core/model/amendment.ts';
import { executionId } from '../../core/model/ids.ts';
import { formatPrice } from '../../core/model/price-format.ts';
import { parsePrice } from '../../core/model/price-parse.ts';
import { type Side, quantity as toQuantity } from '../../core/model/quantity.ts';
import { amendedFills } from '../../core/pnl/amended.ts';
import type { Journal } from '../journal/port.ts';
import { type Desk, HistoryRefused } from './port.ts';

/** What a person or a program says of an execution after it happened. */
export const amendmentRequest = z
  .strictObject({
    executionId: z.string().min(1).max(64),
    type: z.enum(['bust', 'correct'], 'bust takes an execution back, correct states it anew'),
    side: z.enum(['buy', 'sell']).optional(),
    quantity: z.number().int('a whole number of contracts').positive('one contract at least').optional(),
    price: z.union([z.string().max(40), z.number()]).optional(),
    reason: z.string().min(1, 'say why').max(200),
  })
  .refine(
    ({ type, side, quantity, price }) =>
      (type === 'correct') === [side, quantity, price].some((term) => term !== undefined),
    {
      message: 'a correction says side, quantity or price, and a bust says none of them',
    },
  );
export type AmendmentRequest = z.infer<typeof amendmentRequest>;

/** The execution as it stands now; a busted one counts no more. */
export interface AmendedExecution {
  readonly executionId: string;
  readonly type: AmendmentRequest['type'];
  readonly instrument: string;
  readonly account: string;
  readonly side: Side;
  readonly quantity: number;
  readonly price: string;
}

export type AmendFill = (request: AmendmentRequest) => Promise<AmendedExecution>;

/** Takes fills back or states them anew; what a correction does not say stays as it stood. Throws `HistoryRefused`, `MalformedText` and `OutOfRange`. */
export function fillAmender(desk: Desk, journal: Pick<Journal, 'fill' | 'amendments'>): AmendFill {
  return async (request) => {
    const id = executionId(request.executionId);
    const told = journal.fill(id);
    if (told === undefined) {
      const reason = `There is no execution ${id} in the journal. \`select execution_id, * from fills\` lists them.`;
      await desk.refuse('amendment', reason, request);
      throw new HistoryRefused(reason);
    }
    const [fill = told] = amendedFills([told], journal.amendments());
    const style = desk.instrument(fill.instrument).priceStyle;
    const { side = fill.side, type, reason } = request;
    const quantity = request.quantity === undefined ? fill.quantity : toQuantity(request.quantity);
    const price = request.price === undefined ? fill.price : parsePrice(String(request.price), style);
    const now = desk.clock.now();
    const of = { amendmentId: `${id}@${now}`, executionId: id, reason, tsEvent: now, tsInit: now };
    const amendment: FillAmendment = type === 'bust' ? { ...of, type } : { ...of, type, side, quantity, price };
    await desk.amend(amendment);
    const { instrument, account } = fill;
    return { executionId: id, type, instrument, account, side, quantity, price: formatPrice(price, style) };
  };
}

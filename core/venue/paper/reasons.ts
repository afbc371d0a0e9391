import type { ClientOrderId } from '../../model/ids.ts';
import type { OwnOrder } from './own-order.ts';

/** Why the rest of an order that has matched is canceled; `met` is the order of the same account that it came upon. */
export function remainderReason({ intent, terms }: OwnOrder, left: number, met: ClientOrderId | undefined): string {
  const rest = `${left} of ${terms.quantity} canceled`;
  if (met !== undefined)
    return `${rest} by self-trade prevention: it would have traded with order ${met} of ${intent.account}.`;
  const isImmediate = intent.type === 'limit' || intent.type === 'stop_limit';
  return `${rest}: ${isImmediate ? 'an immediate order does not rest' : 'nobody was left to trade with'}.`;
}

/** Why a resting order is canceled when `aggressor`, an order of the same account, comes upon it. */
export const metReason = ({ intent, leaves, terms }: OwnOrder, aggressor: ClientOrderId): string =>
  `${leaves} of ${terms.quantity} canceled by self-trade prevention: order ${aggressor} of ${intent.account} would have traded with it.`;

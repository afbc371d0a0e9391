import type { Fill } from '../../core/model/fill.ts';
import type { Instant } from '../../core/model/time.ts';
import type { JournalEntry, PnlRow, RunKey } from './port.ts';

type Value = string | number | bigint | null;

/** The values of `insert_order_event`, in its order. */
export function orderEventRow(key: RunKey, entry: JournalEntry, machine: Instant): Value[] {
  const { event, order, tradeDate } = entry;
  const { intent } = order;
  const filled = event.type === 'filled' ? event : undefined;
  return [
    key.environment,
    key.run,
    event.clientOrderId,
    event.type,
    intent.instrument,
    intent.account,
    intent.strategy,
    intent.side,
    intent.type,
    intent.timeInForce,
    intent.quantity,
    intent.price ?? null,
    filled?.quantity ?? null,
    filled?.price ?? null,
    order.status,
    order.filledQuantity,
    order.leavesQuantity,
    order.filledCost,
    order.venueOrderId ?? null,
    filled?.executionId ?? null,
    'reason' in event ? event.reason : null,
    tradeDate,
    event.tsEvent,
    event.tsInit,
    machine,
    JSON.stringify(event),
  ];
}

/** The values of `insert_fill`, in its order. */
export function fillRow(key: RunKey, fill: Fill, machine: Instant): Value[] {
  return [
    key.environment,
    key.run,
    fill.executionId,
    fill.clientOrderId,
    fill.instrument,
    fill.account,
    fill.strategy,
    fill.side,
    fill.quantity,
    fill.price,
    fill.liquidity,
    fill.tradeDate,
    fill.tsEvent,
    fill.tsInit,
    machine,
  ];
}

/** The values of `insert_pnl`, in its order. */
export function pnlRow(key: RunKey, row: PnlRow): Value[] {
  return [
    key.environment,
    key.run,
    row.account,
    row.strategy,
    row.instrument,
    row.currency,
    row.quantity,
    row.realized,
    row.unrealized,
    row.tradeDate,
    row.ts,
  ];
}

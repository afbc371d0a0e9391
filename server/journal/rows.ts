import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { ExitAt, OrderIntent } from '../../core/model/order.ts';
import type { Instant } from '../../core/model/time.ts';
import type { FillOrigin, JournalEntry, PnlRow, RunKey } from './port.ts';

type Value = string | number | bigint | null;

/** The values of `insert_order_event`, in its order. */
export function orderEventRow(key: RunKey, entry: JournalEntry, machine: Instant): Value[] {
  const { event, order, tradeDate } = entry;
  const { intent } = order;
  const filled = event.type === 'filled' ? event : undefined;
  const said = 'terms' in event ? event.terms : filled;
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
    intent.stopPrice ?? null,
    said?.quantity ?? null,
    said?.price ?? null,
    'terms' in event ? (event.terms.stopPrice ?? null) : null,
    order.terms.quantity,
    order.terms.price ?? null,
    order.terms.stopPrice ?? null,
    order.status,
    order.filledQuantity,
    order.leavesQuantity,
    order.filledCost,
    ('venueOrderId' in event ? event.venueOrderId : order.venueOrderId) ?? null,
    filled?.executionId ?? null,
    filled?.liquidity ?? null,
    'reason' in event ? event.reason : null,
    tradeDate,
    event.tsEvent,
    event.tsInit,
    machine,
    ...groupValues(intent),
    intent.product ?? null,
    intent.trail ?? trailOf(intent.protection?.stopLoss),
  ];
}

function groupValues({ clientOrderId, exit, protection }: OrderIntent): Value[] {
  return [
    exit?.protects ?? (protection ? clientOrderId : null),
    exit?.role ?? (protection ? 'entry' : null),
    ...exitValues(protection?.stopLoss),
    ...exitValues(protection?.takeProfit),
  ];
}

const trailOf = (stop: ExitAt | undefined): Value => (stop && 'ticks' in stop && stop.trails ? stop.ticks : null);

const exitValues = (exit: ExitAt | undefined): Value[] =>
  exit === undefined ? [null, null] : 'ticks' in exit ? [exit.ticks, null] : [null, exit.price];

/** The values of `insert_fill`, in its order. */
export function fillRow(key: RunKey, fill: Fill, origin: FillOrigin, machine: Instant): Value[] {
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
    fill.fee ?? 0,
    fill.liquidity,
    fill.tradeDate,
    fill.tsEvent,
    fill.tsInit,
    origin,
    machine,
  ];
}

/** The values of `insert_amendment`, in its order. */
export function amendmentRow(key: RunKey, amendment: FillAmendment, machine: Instant): Value[] {
  const { amendmentId, executionId, type, reason, tsEvent, tsInit } = amendment;
  const stated =
    amendment.type === 'correct'
      ? [amendment.side, amendment.quantity, amendment.price, amendment.fee ?? null]
      : [null, null, null, null];
  return [key.environment, key.run, amendmentId, executionId, type, ...stated, reason, tsEvent, tsInit, machine];
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

/** A row of `fills` as an array, and the fill it is. Half the time of a row as an object. */
export type FillValues = readonly [
  seq: number,
  executionId: Fill['executionId'],
  clientOrderId: Fill['clientOrderId'],
  instrument: string,
  account: Fill['account'],
  strategy: string,
  side: Fill['side'],
  quantity: Fill['quantity'],
  price: Fill['price'],
  fee: NonNullable<Fill['fee']>,
  liquidity: Fill['liquidity'],
  tradeDate: Fill['tradeDate'],
  tsEvent: Instant,
  tsInit: Instant,
];

export function fillOf(values: FillValues): Fill {
  const [, executionId, clientOrderId, instrument, account, strategy, side, ...rest] = values;
  const [quantity, price, fee, liquidity, tradeDate, tsEvent, tsInit] = rest;
  return {
    executionId,
    clientOrderId,
    instrument,
    account,
    strategy,
    side,
    quantity,
    price,
    ...(fee === 0 ? {} : { fee }),
    liquidity,
    tradeDate,
    tsEvent,
    tsInit,
  };
}

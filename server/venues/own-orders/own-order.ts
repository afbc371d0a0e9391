import type { ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEventBody, OrderTerms } from '../../../core/model/order.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Instant } from '../../../core/model/time.ts';
import { isOpen } from '../../../core/orders/apply.ts';
import { isStop } from '../../../core/orders/terms.ts';
import type { OrderRecord, TradeRecord } from './record.ts';

/** An order of ours as the venue's words have made it so far. */
export interface OwnOrder {
  order: Order;
  readonly contractId: string;
  /** The placement was sent and neither answered nor given up. */
  placing: boolean;
  /** Its placement was sent and the answer did not come. */
  lostSince: Instant | undefined;
  /** Its placement was answered, and the venue has not said yet what became of it. */
  awaited: boolean;
  /** The venue lists it, and cannot say yet how it stands. */
  listed: boolean;
  /** A change was sent and is not answered yet. */
  changing: boolean;
  /** The terms of the last change that was sent, whatever became of it. */
  sent: OrderTerms | undefined;
  /** Asked for before the order had an id, or while a change was under way; sent after that. */
  waiting: { cancel: boolean; terms: OrderTerms | undefined };
  /** The newest word of the venue on it. */
  row: OrderRecord | undefined;
  /** Told of a rejection while the answer that says why is on its way. */
  rejectedRow: OrderRecord | undefined;
  /** Executions that there is no room for by what is known of the order's size. */
  held: TradeRecord[];
  /** Executions as they were told. */
  readonly told: Map<ExecutionId, TradeRecord>;
  readonly voided: Set<ExecutionId>;
  /** What could not follow and was told all the same. */
  readonly problems: Set<string>;
  /** Every limit that it was asked to have. */
  readonly limits: Set<Price>;
}

export const idOf = ({ order }: OwnOrder): ClientOrderId => order.intent.clientOrderId;
export const venueIdOf = ({ order }: OwnOrder): VenueOrderId | undefined => order.venueOrderId;

export function ownOrder(order: Order, of: Pick<OwnOrder, 'contractId' | 'placing'>): OwnOrder {
  const limits = [order.intent.price, order.terms.price, order.replacing?.price].filter((each) => each !== undefined);
  return {
    ...of,
    order,
    lostSince: undefined,
    awaited: false,
    listed: false,
    changing: false,
    sent: undefined,
    waiting: { cancel: false, terms: undefined },
    row: undefined,
    rejectedRow: undefined,
    held: [],
    told: new Map(),
    voided: new Set(),
    problems: new Set(),
    limits: new Set(limits),
  };
}

/** The terms that a row gives an order of ours: what our kind of order has, and nothing else. */
export function termsOfRow({ order: { intent, terms } }: OwnOrder, row: OrderRecord): OrderTerms {
  const price = intent.type === 'limit' || intent.type === 'stop_limit' ? (row.terms.price ?? terms.price) : undefined;
  const stopPrice = isStop(intent.type) ? (row.terms.stopPrice ?? terms.stopPrice) : undefined;
  return {
    quantity: row.terms.quantity,
    ...(price === undefined ? {} : { price }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
}

/** Whether a row says more than the newest one so far. */
export function isNewer(row: OrderRecord, newest: OrderRecord | undefined): boolean {
  if (newest === undefined || row.tsUpdated > newest.tsUpdated) return true;
  if (row.tsUpdated < newest.tsUpdated || row.filledQuantity < newest.filledQuantity) return false;
  if (row.standing === 'open' && newest.standing !== 'open') return false;
  return row.filledQuantity > newest.filledQuantity || (row.heard ?? 0) >= (newest.heard ?? 0);
}

/** Executions that the venue counts and has not told. */
export const missingFills = ({ order, row, held }: OwnOrder): number =>
  Math.max(0, (row?.filledQuantity ?? 0) - order.filledQuantity) + held.length;

/** Whether the venue has more to say of it than it has said. */
export function isUnsettled(own: OwnOrder): boolean {
  const { order, row, lostSince, placing } = own;
  if (placing) return false;
  if (lostSince !== undefined || own.awaited || missingFills(own) > 0) return true;
  if (!isOpen(order)) return false;
  return order.replacing !== undefined || order.cancelRequested || row?.standing === 'filled';
}

/** A market order and a stop take; a limit gives where it trades at a limit that it had, and takes where it trades at a better price. */
export function liquidityOf({ order, limits }: OwnOrder, price: Price): 'maker' | 'taker' {
  return order.intent.type === 'limit' && limits.has(price) ? 'maker' : 'taker';
}

/** What makes one telling of a problem another one's repeat. */
export const problemKey = (body: OrderEventBody): string =>
  body.type === 'filled' ? `filled ${body.executionId}` : body.type;

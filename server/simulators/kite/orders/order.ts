import { divideHalfEvenBig } from '../../../../core/model/decimal.ts';
import type { VenueOrderId } from '../../../../core/model/ids.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Instant } from '../../../../core/model/time.ts';
import type { ExchangeTrade } from '../../port.ts';
import { rupees, timestamp } from '../numbers.ts';
import { USER_ID } from '../people.ts';
import type { Asked, KiteTerms } from './asked.ts';

export type KiteStatus =
  | 'PUT ORDER REQ RECEIVED'
  | 'VALIDATION PENDING'
  | 'OPEN PENDING'
  | 'TRIGGER PENDING'
  | 'OPEN'
  | 'MODIFY VALIDATION PENDING'
  | 'MODIFY PENDING'
  | 'MODIFIED'
  | 'CANCEL PENDING'
  | 'COMPLETE'
  | 'CANCELLED'
  | 'REJECTED';

export type OrderRow = Readonly<Record<string, unknown>> & { readonly order_id: string; readonly status: string };

const over: ReadonlySet<KiteStatus> = new Set<KiteStatus>(['COMPLETE', 'CANCELLED', 'REJECTED']);

export interface OrderIdentity {
  readonly id: string;
  readonly asked: Asked;
  readonly parent?: string | undefined;
  /** Which leg of an iceberg it is. */
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
  readonly at: Instant;
}

/** An order in the order book, with every state that it has been in. */
export class KiteOrder {
  readonly id: string;
  readonly asked: Asked;
  readonly trades: ExchangeTrade[] = [];
  readonly history: OrderRow[] = [];
  readonly tsPlaced: Instant;
  terms: KiteTerms;
  status: KiteStatus = 'PUT ORDER REQ RECEIVED';
  message: string | null = null;
  modifications = 0;
  /** The exchange's own orders that it has been; a change of its type makes another. */
  working: VenueOrderId | undefined;
  exchangeId: string | null = null;
  readonly #parent: string | null;
  readonly #meta: Readonly<Record<string, unknown>>;
  #tsOrder: Instant;
  #tsExchange: Instant | undefined;
  #tsUpdate: Instant | undefined;
  #filled = 0;
  #cost = 0n;

  constructor({ id, asked, parent, meta, at }: OrderIdentity) {
    this.id = id;
    this.asked = asked;
    this.terms = asked;
    this.tsPlaced = at;
    this.#parent = parent ?? null;
    this.#meta = meta ?? {};
    this.#tsOrder = at;
    this.reach('PUT ORDER REQ RECEIVED', at);
  }

  get isOver(): boolean {
    return over.has(this.status);
  }

  get filled(): number {
    return this.#filled;
  }

  get left(): number {
    return this.terms.quantity - this.#filled;
  }

  /** Σ price × quantity of its fills, nano-points. */
  get cost(): bigint {
    return this.#cost;
  }

  fill(trade: ExchangeTrade): void {
    this.trades.push(trade);
    this.#filled += trade.quantity;
    this.#cost += BigInt(trade.price) * BigInt(trade.quantity);
    this.#tsUpdate = trade.ts;
  }

  /** Moves on to a state, and keeps how it was then. */
  reach(status: KiteStatus, at: Instant, message: string | null = null): void {
    this.status = status;
    this.message = message;
    if (status === 'MODIFY VALIDATION PENDING') this.#tsOrder = at;
    if (status === 'OPEN' || status === 'TRIGGER PENDING') this.#tsExchange ??= at;
    if (status === 'MODIFIED') this.#tsExchange = at;
    if (this.exchangeId !== null) this.#tsUpdate = at;
    this.history.push(this.row());
  }

  row(status: string = this.status): OrderRow {
    const { listed, side, product, variety, tag } = this.asked;
    const { orderType, validity, ttl, quantity, disclosed, price, trigger, protection } = this.terms;
    const left = this.status === 'REJECTED' ? 0 : this.left;
    return {
      account_id: USER_ID,
      placed_by: USER_ID,
      order_id: this.id,
      exchange_order_id: this.exchangeId,
      parent_order_id: this.#parent,
      status,
      status_message: this.message,
      status_message_raw: this.message,
      order_timestamp: timestamp(this.#tsOrder),
      exchange_update_timestamp: this.#tsUpdate === undefined ? null : timestamp(this.#tsUpdate),
      exchange_timestamp: this.#tsExchange === undefined ? null : timestamp(this.#tsExchange),
      variety,
      modified: this.modifications > 0,
      exchange: listed.exchange,
      tradingsymbol: listed.symbol,
      instrument_token: listed.token,
      order_type: orderType,
      transaction_type: side === 'buy' ? 'BUY' : 'SELL',
      validity,
      validity_ttl: ttl,
      product,
      quantity,
      disclosed_quantity: disclosed,
      price: rupees(price),
      trigger_price: rupees(trigger),
      average_price: this.#average(),
      filled_quantity: this.#filled,
      pending_quantity: left,
      cancelled_quantity: this.status === 'CANCELLED' ? left : 0,
      market_protection: protection,
      meta: this.#meta,
      tag,
      ...(tag === null ? {} : { tags: [tag] }),
      guid: `SIM${this.id.slice(-8)}`,
    };
  }

  /** To the hundredth of a paisa, as averages are given. */
  #average(): number {
    if (this.#filled === 0) return 0;
    return Math.round(rupees(Number(divideHalfEvenBig(this.#cost, BigInt(this.#filled))) as Price) * 10_000) / 10_000;
  }
}

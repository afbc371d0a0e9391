import type { Instant } from '../../../../core/model/time.ts';
import type { ExchangeOrder } from '../../port.ts';
import type { Row } from '../answers.ts';
import { orderTime } from '../india.ts';
import { averageNumber, priceNumber } from '../numbers.ts';
import { user } from '../people.ts';
import { type Asked, typeCodes } from './asked.ts';

/** What an order goes through, in the venue's words. */
export type Status =
  | 'put order req received'
  | 'validation pending'
  | 'open pending'
  | 'open'
  | 'trigger pending'
  | 'complete'
  | 'cancelled'
  | 'rejected'
  | 'modify validation pending'
  | 'modify pending'
  | 'modified'
  | 'not modified'
  | 'cancel pending'
  | 'not cancelled';

const closed: ReadonlySet<Status> = new Set<Status>(['complete', 'cancelled', 'rejected']);

/** One order of the user, with everything that it went through. */
export class UpstoxOrder {
  readonly id: string;
  readonly asked: Asked;
  readonly history: Row[] = [];
  /** As the exchange has it. */
  at: ExchangeOrder;
  status: Status = 'put order req received';
  validity: Asked['validity'];
  disclosed: number;
  #requests = 1;
  #reason: string | null = null;
  #acknowledged = false;

  constructor(id: string, asked: Asked, at: ExchangeOrder) {
    this.id = id;
    this.asked = asked;
    this.at = at;
    this.validity = asked.validity;
    this.disclosed = asked.disclosed;
  }

  get isClosed(): boolean {
    return closed.has(this.status);
  }

  get row(): Row {
    return this.history.at(-1) ?? {};
  }

  /** What the exchange calls it; sixteen digits or more, as exchanges have them. */
  get exchangeId(): string {
    return `1${String(this.at.id).padStart(18, '0')}`;
  }

  /** What the venue itself calls it beside its id. */
  get reference(): string {
    return `57${this.at.id}`;
  }

  asksAgain(): void {
    this.#requests += 1;
  }

  /** Goes on to a status, and gives the order as it is then. */
  become(status: Status, now: Instant, reason: string | null = null): Row {
    this.status = status;
    this.#reason = reason;
    this.#acknowledged ||= status === 'open' || status === 'trigger pending' || status === 'complete';
    const row = this.#row(now);
    this.history.push(row);
    return row;
  }

  #row(now: Instant): Row {
    const { listed, product, type, side, tag } = this.asked;
    const { terms, filledQuantity, filledCost, tsCreated } = this.at;
    return {
      exchange: listed.exchange,
      product,
      price: terms.price === undefined ? 0 : priceNumber(terms.price),
      quantity: terms.quantity,
      status: this.status,
      guid: null,
      tag,
      instrument_token: listed.key,
      placed_by: user.id,
      trading_symbol: listed.symbol,
      tradingsymbol: listed.symbol,
      order_type: typeCodes[type],
      validity: this.validity.toUpperCase(),
      trigger_price: terms.stopPrice === undefined ? 0 : priceNumber(terms.stopPrice),
      disclosed_quantity: this.disclosed,
      transaction_type: side.toUpperCase(),
      average_price: averageNumber(filledCost, filledQuantity),
      filled_quantity: filledQuantity,
      pending_quantity: this.isClosed ? 0 : terms.quantity - filledQuantity,
      status_message: this.#reason,
      status_message_raw: this.#reason,
      exchange_order_id: this.#acknowledged ? this.exchangeId : '',
      parent_order_id: null,
      order_id: this.id,
      variety: 'SIMPLE',
      order_timestamp: orderTime(tsCreated),
      exchange_timestamp: this.#acknowledged ? orderTime(now) : null,
      is_amo: false,
      order_request_id: String(this.#requests),
      order_ref_id: this.reference,
    };
  }
}

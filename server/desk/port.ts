import type { Bus } from '../../core/bus.ts';
import type { Clock } from '../../core/clock.ts';
import type { FillAmendment } from '../../core/model/amendment.ts';
import type { Fill } from '../../core/model/fill.ts';
import type { AccountId, ClientOrderId } from '../../core/model/ids.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import type {
  Order,
  OrderEvent,
  OrderIntent,
  OrderTerms,
  OrderType,
  Product,
  Protection,
  TimeInForce,
} from '../../core/model/order.ts';
import type { Price } from '../../core/model/price.ts';
import type { Quantity, Side } from '../../core/model/quantity.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { Settlement } from '../../core/settlement/settlement.ts';
import type { FillOrigin, RefusalSubject } from '../journal/port.ts';

/** An order as asked for at the edge, checked and in exact units. */
export interface OrderRequest {
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: Quantity;
  readonly type: OrderType;
  readonly price?: Price;
  readonly stopPrice?: Price;
  readonly timeInForce: TimeInForce;
  /** The venue's usual one for such an instrument where it is left out. */
  readonly product?: Product;
  readonly account: AccountId;
  readonly strategy?: string;
  /** Given by the caller to make a repeat harmless; otherwise the desk makes one. */
  readonly clientOrderId?: ClientOrderId;
  /** Exits that the console attaches to whatever it fills. */
  readonly protection?: Protection;
  /** Of a stop: how many ticks behind the best price it follows the market. Without a stop price it begins so far from the last one. */
  readonly trail?: number;
  /** Of the console's own orders, for the sake of an entry. */
  readonly exit?: OrderIntent['exit'];
}

/** A request that may not go to the venue: what is wrong and what to do. */
export class OrderRefused extends Error {}

/** No request is taken for now, whatever it asks for: what is wrong and what to do. The same request may be sent again. */
export class DeskUnavailable extends OrderRefused {}

/** Something told of the past that cannot be taken: what is wrong and what to do. */
export class HistoryRefused extends Error {}

export interface Refused<T> {
  readonly what: T;
  readonly reason: string;
}

/** What became of fills from outside, each in one of the lists. What was refused is in the journal with its reason. */
export interface ImportedFills {
  readonly added: readonly Fill[];
  readonly known: readonly Fill[];
  readonly refused: readonly Refused<Fill>[];
}

export interface Settled {
  /** How many rows were new. */
  readonly added: number;
  readonly known: number;
  readonly refused: readonly Refused<Settlement>[];
}

/** The trading side of the console: one venue, the journal before it, the folds behind it, their states on the bus. */
export interface Desk {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly environment: string;
  tradeDate(): TradeDate;
  instruments(): readonly Instrument[];
  /** Those that orders may be of, once the venue told; nothing where an account is only a name. */
  accounts?(): readonly AccountId[] | undefined;
  /** Resolves `ZN` to the front month, `znz6` to `ZNZ6`; throws a sentence with near matches. */
  instrument(name: string): Instrument;
  /** The same with a market: where the venue lists more than it was opened with, it begins to follow it. Rejects with `OrderRefused`. */
  follow(name: string): Promise<Instrument>;
  /** Journals the intent durably, then hands it to the venue. A repeated `clientOrderId` returns the order it already is. Throws `OrderRefused`. */
  submit(request: OrderRequest): Promise<Order>;
  /**
   * The same for any quantity: where it is more than the exchange takes of one order, as many orders as that makes, named `ID.1`, `ID.2` and so on and each with
   * protection of its own. Repeated, it sends what is missing of them.
   */
  submitSliced(request: OrderRequest): Promise<readonly Order[]>;
  cancel(clientOrderId: ClientOrderId): Promise<Order>;
  /**
   * Journals that other terms are asked for, then hands them to the venue; what is left out stays as it is. Terms that the order has, or that
   * are asked for already, change nothing. Throws `OrderRefused`.
   */
  replace(clientOrderId: ClientOrderId, changes: Partial<OrderTerms>): Promise<Order>;
  /** Cancels every open order of an account in an instrument. */
  cancelAll(instrument: string, account: AccountId): Promise<readonly Order[]>;
  /** The same, and closes at the market what the account holds there. Gives the orders it canceled and those it sent. */
  flatten(instrument: string, account: AccountId): Promise<readonly Order[]>;
  order(clientOrderId: ClientOrderId): Order | undefined;
  /**
   * Takes no new order and no replacement for a reason of that name, until it is called again with undefined. Cancels go on. The sentence says what is wrong
   * and what to do. Where it spares exits, what protects a position goes on too: for a reason that has nothing to do with reaching the venue.
   */
  hold(name: string, sentence: string | undefined, spares?: 'exits'): void;
  /**
   * Takes what was found out of orders in the books of the venue, as if the venue had said it; what is known already changes nothing. True once it is on
   * disk, false while the disk cannot be written and it waits in memory.
   */
  reconciled(events: readonly OrderEvent[]): Promise<boolean>;
  /**
   * Journals fills that no order of ours brought, each execution once, then folds everything anew from the first day they change. A bad one, or one
   * that is known with another content, is refused by itself.
   */
  importFills(fills: readonly Fill[], origin: FillOrigin): Promise<ImportedFills>;
  /** Takes a fill back or states it anew; false when this amendment was taken before. Throws `HistoryRefused`. */
  amend(amendment: FillAmendment): Promise<boolean>;
  /** Takes settlement prices in, each row once; the rolls of 14:00 and 16:00 make marks of them. */
  settle(settlements: readonly Settlement[]): Promise<Settled>;
  /** Journals that something was not taken, for whoever refused it before the desk saw it. `what` is kept as JSON. */
  refuse(subject: RefusalSubject, reason: string, what: object): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

import type { Clock } from '../../../../core/clock.ts';
import type { OrderTerms } from '../../../../core/model/order.ts';
import type { Quantity, Side } from '../../../../core/model/quantity.ts';
import type { ExchangeEvent, ExchangeOrder, SimulatedExchange } from '../../port.ts';
import type { Account, Accounts } from '../accounts.ts';
import { messages, OrderStatus, OrderType } from '../codes.ts';
import type { Contract } from '../contracts.ts';
import { isRefusal, type PlaceBody, type Refusal, refusal, type Terms, termsOf } from './asked.ts';
import { Brackets, bracketsFit } from './brackets.ts';
import { GatewayOrder, type OrderIdentity } from './order.ts';
import { TrailingStops } from './trailing.ts';

/**
 * Ids go on from the clock, so that those of two starts never meet, and lie beyond all of the exchange's own, which name the orders that no gateway
 * brought it.
 */
const IDS_FROM = Date.UTC(2024, 0, 1);
const BEYOND_EXCHANGE = 1_000_000_000_000;

export interface OrdersParts {
  readonly exchange: SimulatedExchange;
  readonly accounts: Accounts;
  readonly clock: Clock;
  /** Called with each order that has changed, newest state. */
  readonly changed: (order: GatewayOrder) => void;
}

export interface Placed {
  readonly order: GatewayOrder;
  /** Why it was rejected; it has an id nevertheless. */
  readonly refused?: Refusal;
}

/** Every order that the gateway was given, a rejected one too. */
export class Orders {
  readonly #parts: OrdersParts;
  readonly #byId = new Map<number, GatewayOrder>();
  readonly #byAccount = new Map<number, GatewayOrder[]>();
  readonly #tags = new Set<string>();
  readonly #brackets: Brackets;
  readonly #trailing: TrailingStops;
  #nextId: number;

  constructor(parts: OrdersParts) {
    this.#parts = parts;
    this.#nextId = BEYOND_EXCHANGE + Math.floor(parts.clock.now() / 1_000) - IDS_FROM;
    this.#trailing = new TrailingStops((order, stopPrice) => this.#modify(order, { quantity: order.size, stopPrice }));
    this.#brackets = new Brackets({
      child: (parent, type, suffix) => this.#child(parent, type, suffix),
      activate: (child, size) => this.#activate(child, size),
      resize: (child, size) => this.#modify(child, { ...termsNow(child), quantity: size }),
      cancel: (child) => this.cancel(child),
    });
  }

  get = (account: Account, id: number): GatewayOrder | undefined => {
    const order = this.#byId.get(id);
    return order?.identity.account === account ? order : undefined;
  };

  /** Oldest first. */
  of = (account: Account): readonly GatewayOrder[] => this.#byAccount.get(account.id) ?? [];

  place(account: Account, contract: Contract, side: Side, body: PlaceBody): Placed {
    const taken = body.customTag ? !this.#tag(account, body.customTag) : false;
    const hasBrackets = Boolean(body.stopLossBracket || body.takeProfitBracket);
    const problem = taken || (hasBrackets && !bracketsFit(body, side)) ? refusal() : undefined;
    const forbidden = hasBrackets && account.brackets === 'position' ? refusal(messages.positionBrackets) : undefined;
    const terms = forbidden ?? problem ?? termsOf(body, side, contract, this.#parts.exchange);
    const customTag = taken ? null : (body.customTag ?? null);
    const order = this.#add({ account, contract, type: body.type, side, customTag }, body.size as Quantity);
    if (isRefusal(terms)) return this.#reject(order, terms);
    order.limitPrice = terms.price;
    order.stopPrice = terms.stopPrice;
    order.trailTicks = terms.trailTicks;
    if (hasBrackets) this.#brackets.attach(order, body);
    const { status, reason } = this.#send(order, terms);
    if (terms.trailTicks !== undefined) this.#trailing.add(order);
    return status === 'rejected' ? { order, refused: refusal(reason ?? null) } : { order };
  }

  /** Keeps an order that is rejected unread: it has an id nevertheless. */
  reject(account: Account, contract: Contract, side: Side, { type, size, customTag }: PlaceBody): GatewayOrder {
    const tag = customTag && this.#tag(account, customTag) ? customTag : null;
    const order = this.#add({ account, contract, type, side, customTag: tag }, size as Quantity);
    return this.#reject(order, refusal()).order;
  }

  /** At the market, the other way. */
  close(account: Account, contract: Contract, side: Side, size: Quantity): Placed {
    const type = OrderType.market;
    const order = this.#add({ account, contract, type, side, customTag: null }, size);
    const { status, reason } = this.#send(order, { type: 'market', timeInForce: 'ioc', quantity: size });
    return status === 'rejected' ? { order, refused: refusal(reason ?? null) } : { order };
  }

  /** False when there is nothing left to cancel. */
  cancel(order: GatewayOrder): boolean {
    if (order.isOver) return false;
    if (order.exchangeId !== undefined) return this.#parts.exchange.cancel(order.exchangeId);
    order.end(OrderStatus.cancelled, this.#parts.clock.now());
    this.#parts.changed(order);
    this.#brackets.settle(order);
    return true;
  }

  /** Whether it was done. */
  modify(order: GatewayOrder, terms: OrderTerms, trailTicks: number | undefined): boolean {
    if (order.isOver) return false;
    const resized = terms.quantity !== order.size;
    if (resized && this.#brackets.isChild(order)) return false;
    if (order.exchangeId !== undefined && !this.#modify(order, terms)) return false;
    if (trailTicks !== undefined) order.trailTicks = trailTicks;
    if (order.exchangeId === undefined) {
      order.limitPrice = terms.price;
      order.stopPrice = terms.stopPrice;
      order.tsUpdated = this.#parts.clock.now();
      this.#parts.changed(order);
    }
    return true;
  }

  take(event: ExchangeEvent): void {
    if (event.type === 'order') this.#follow(event.order);
    else if (event.type === 'market_trade') this.#trailing.traded(event.trade);
    else if (event.type === 'position' && event.position.quantity === 0) {
      const account = this.#parts.accounts.of(event.position.account);
      if (account) this.#brackets.release(account.id, event.position.instrument);
    }
  }

  #follow(told: ExchangeOrder): void {
    const order = this.#byId.get(Number(told.request.tag));
    // a child that was sent once more is what its newest order is
    if (order === undefined || (order.exchangeId !== undefined && order.exchangeId !== told.id)) return;
    order.follow(told);
    this.#parts.changed(order);
    this.#brackets.settle(order);
  }

  #add(identity: Omit<OrderIdentity, 'id'>, size: Quantity): GatewayOrder {
    const order = new GatewayOrder({ id: this.#nextId++, ...identity }, size, this.#parts.clock.now());
    this.#byId.set(order.identity.id, order);
    const { id } = identity.account;
    const known = this.#byAccount.get(id);
    if (known) known.push(order);
    else this.#byAccount.set(id, [order]);
    return order;
  }

  #reject(order: GatewayOrder, refused: Refusal): Placed {
    order.end(OrderStatus.rejected, this.#parts.clock.now());
    this.#parts.changed(order);
    return { order, refused };
  }

  #child(parent: GatewayOrder, type: number, suffix: string): GatewayOrder {
    const { account, contract, side, id } = parent.identity;
    const child = this.#add(
      {
        account,
        contract,
        type,
        side: side === 'buy' ? 'sell' : 'buy',
        customTag: `AutoBracket-${id}-${suffix}`,
        parentId: id,
      },
      parent.size,
    );
    child.status = OrderStatus.suspended;
    return child;
  }

  /** A stop that the market has run through already takes what is there. */
  #activate(child: GatewayOrder, size: Quantity): void {
    child.size = size;
    const { type } = child.identity;
    const trades = type === OrderType.limit ? 'limit' : 'stop';
    const sent = this.#send(child, { type: trades, timeInForce: 'day', ...termsNow(child) });
    if (sent.status === 'rejected' && trades === 'stop') {
      this.#send(child, { type: 'market', timeInForce: 'ioc', quantity: size });
    }
    if (type === OrderType.trailingStop) this.#trailing.add(child);
  }

  #send(order: GatewayOrder, { trailTicks: _trailTicks, ...terms }: Terms): ExchangeOrder {
    const { id, account, contract, side, parentId } = order.identity;
    const parent = parentId === undefined ? undefined : this.#byId.get(parentId)?.exchangeId;
    const sent = this.#parts.exchange.place({
      account: account.exchangeId,
      instrument: contract.instrument.id,
      side,
      tag: String(id),
      ...(parent === undefined ? {} : { parent }),
      ...terms,
    });
    order.exchangeId = sent.id;
    return sent;
  }

  #modify(order: GatewayOrder, terms: OrderTerms): boolean {
    return order.exchangeId !== undefined && this.#parts.exchange.modify(order.exchangeId, terms) === undefined;
  }

  /** False for a tag that the account has used. */
  #tag(account: Account, tag: string): boolean {
    const key = `${account.id}/${tag}`;
    if (this.#tags.has(key)) return false;
    this.#tags.add(key);
    return true;
  }
}

const termsNow = ({ size, limitPrice, stopPrice }: GatewayOrder): OrderTerms => ({
  quantity: size,
  ...(limitPrice === undefined ? {} : { price: limitPrice }),
  ...(stopPrice === undefined ? {} : { stopPrice }),
});

import { z } from 'zod';
import type { OrderTerms } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import type { Account, Accounts } from '../accounts.ts';
import {
  CancelError,
  ModifyError,
  messages,
  OrderSearchError,
  OrderSide,
  OrderStatus,
  OrderType,
  PlaceError,
  SearchError,
} from '../codes.ts';
import type { Contract } from '../contracts.ts';
import type { Gateway } from '../gateway.ts';
import { gridPrice, type PlaceBody, placeSchema, trailAsked } from '../orders/asked.ts';
import type { GatewayOrder } from '../orders/order.ts';
import { trailLevel } from '../orders/trail.ts';
import { type Endpoint, type Envelope, endpoint, failed, succeeded } from './endpoint.ts';
import { accountField, instantField, openInstantField } from './fields.ts';
import { queryEndpoint } from './query.ts';

const noOrder = { orderId: null };

/** The code of what rejects an order unread. */
function barrier(body: PlaceBody, account: Account, contract: Contract, accounts: Accounts): number | undefined {
  if (!contract.active) return PlaceError.contractNotActive;
  if (!accounts.canTrade(account)) return PlaceError.accountViolation;
  return body.side === OrderSide.bid || body.side === OrderSide.ask ? undefined : PlaceError.orderRejected;
}

function place(body: PlaceBody, { accounts, contracts, orders }: Gateway): Envelope {
  const account = accounts.find(body.accountId);
  if (account === undefined) return failed(PlaceError.accountNotFound, noOrder);
  const contract = contracts.find(body.contractId);
  if (contract === undefined) return failed(PlaceError.contractNotFound, noOrder, messages.invalidSymbol);
  const side = body.side === OrderSide.bid ? 'buy' : 'sell';
  const barred = barrier(body, account, contract, accounts);
  if (barred !== undefined) {
    const { identity } = orders.reject(account, contract, side, body);
    return failed(barred, { orderId: identity.id });
  }
  const { order, refused } = orders.place(account, contract, side, body);
  const orderId = order.identity.id;
  return refused ? failed(PlaceError.orderRejected, { orderId }, refused.message) : succeeded({ orderId });
}

const modifySchema = z.object({
  accountId: accountField,
  orderId: z.int().default(0),
  size: z.int().nullish(),
  limitPrice: z.number().nullish(),
  stopPrice: z.number().nullish(),
  trailPrice: z.number().nullish(),
});

type ModifyBody = z.infer<typeof modifySchema>;

/** The terms after a change, or why there are none; the distance of a trailing stop is not held against its maximum here. */
function changed(
  body: ModifyBody,
  order: GatewayOrder,
  { exchange }: Gateway,
): { terms: OrderTerms; ticks?: number } | { message: string | null } {
  const { contract, side, type } = order.identity;
  const rejected = { message: null };
  let limitPrice: Price | undefined = order.limitPrice;
  let stopPrice: Price | undefined = order.stopPrice;
  let ticks: number | undefined;
  if (typeof body.limitPrice === 'number') {
    limitPrice = limitPrice === undefined ? undefined : gridPrice(body.limitPrice, contract);
    if (limitPrice === undefined) return rejected;
  }
  if (typeof body.stopPrice === 'number') {
    stopPrice = stopPrice === undefined ? undefined : gridPrice(body.stopPrice, contract);
    if (stopPrice === undefined) return rejected;
  }
  if (typeof body.trailPrice === 'number') {
    if (type !== OrderType.trailingStop) return rejected;
    const asked = trailAsked(body.trailPrice, contract, exchange);
    if (typeof asked !== 'number') return asked;
    ticks = asked;
    stopPrice = trailLevel(side, exchange.last(contract.instrument.id)!.price, ticks, contract.instrument.tick);
  }
  const quantity = (body.size ?? order.size) as Quantity;
  if (quantity < 1) return rejected;
  const terms = {
    quantity,
    ...(limitPrice === undefined ? {} : { price: limitPrice }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
  return ticks === undefined ? { terms } : { terms, ticks };
}

function modify(body: ModifyBody, gateway: Gateway): Envelope {
  const { accounts, orders } = gateway;
  const account = accounts.find(body.accountId);
  if (account === undefined) return failed(ModifyError.accountNotFound);
  if (!accounts.canTrade(account)) return failed(ModifyError.accountRejected);
  const order = orders.get(account, body.orderId);
  if (order === undefined) return failed(ModifyError.orderNotFound);
  if (order.isOver) return failed(ModifyError.rejected);
  const change = changed(body, order, gateway);
  if ('message' in change) return failed(ModifyError.rejected, {}, change.message);
  return orders.modify(order, change.terms, change.ticks) ? succeeded() : failed(ModifyError.rejected);
}

const orderSchema = z.object({ accountId: accountField, orderId: z.int().default(0) });

export const orderEndpoints: readonly Endpoint[] = [
  endpoint('Order/place', {
    body: placeSchema,
    payload: 'orderId',
    unknownError: PlaceError.unknownError,
    answer: place,
  }),
  endpoint('Order/modify', { body: modifySchema, unknownError: 5, answer: modify }),
  endpoint('Order/cancel', {
    body: orderSchema,
    unknownError: 5,
    answer({ accountId, orderId }, { accounts, orders }) {
      const account = accounts.find(accountId);
      if (account === undefined) return failed(CancelError.accountNotFound);
      if (account.follower) return failed(CancelError.accountRejected, {}, messages.followerCancel);
      const order = orders.get(account, orderId);
      if (order === undefined) return failed(CancelError.orderNotFound);
      return orders.cancel(order) ? succeeded() : failed(CancelError.rejected);
    },
  }),
  endpoint('Order/search', {
    body: z.object({ accountId: accountField, startTimestamp: instantField, endTimestamp: openInstantField }),
    payload: 'orders',
    answer({ accountId, startTimestamp, endTimestamp = Number.MAX_SAFE_INTEGER }, { accounts, orders }) {
      const account = accounts.find(accountId);
      if (account === undefined) return failed(SearchError.accountNotFound, { orders: null });
      const found = orders
        .of(account)
        .filter(({ tsCreated }) => tsCreated >= startTimestamp && tsCreated <= endTimestamp);
      return succeeded({ orders: found.map((each) => each.row()) });
    },
  }),
  endpoint('Order/searchOpen', {
    body: z.object({ accountId: accountField }),
    payload: 'orders',
    answer({ accountId }, { accounts, orders }) {
      const account = accounts.find(accountId);
      if (account === undefined) return failed(SearchError.accountNotFound, { orders: null });
      // children that wait for their parent are suspended and stay hidden
      const open = orders.of(account).filter(({ status }) => status === OrderStatus.open);
      return succeeded({ orders: open.map((each) => each.row()) });
    },
  }),
  endpoint('Order/searchById', {
    body: orderSchema,
    payload: 'order',
    answer({ accountId, orderId }, { accounts, orders }) {
      const account = accounts.find(accountId);
      const order = account && orders.get(account, orderId);
      if (order === undefined) return failed(OrderSearchError.orderNotFound, { order: null });
      return succeeded({ order: order.row() });
    },
  }),
  queryEndpoint,
];

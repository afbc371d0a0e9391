import { z } from 'zod';
import {
  accountField,
  codeField,
  idField,
  maybe,
  nanosecondsField,
  orderField,
  priceField,
  quantityField,
  type SideOf,
  sideField,
  textField,
  wholeField,
} from './fields.ts';
import { parentOf } from './fill.ts';

/** An order that makes others has neither price nor quantity of its own. */
export const orderRecord = (sideOf: SideOf) =>
  z
    .looseObject({
      orderId: orderField,
      parentOrderId: maybe(orderField),
      accountId: accountField,
      instrumentId: idField,
      marketId: maybe(wholeField),
      side: sideField(sideOf),
      orderStatus: codeField,
      orderType: codeField,
      timeInForce: maybe(codeField),
      orderQty: maybe(quantityField),
      cumulatedQuantity: maybe(quantityField),
      leavesQuantity: maybe(quantityField),
      price: maybe(priceField),
      stopPrice: maybe(priceField),
      dateTime: nanosecondsField,
      transactTime: maybe(nanosecondsField),
      text: textField.nullish(),
    })
    .transform((order) => ({
      orderId: order.orderId,
      parentOrderId: parentOf(order),
      accountId: order.accountId,
      instrumentId: order.instrumentId,
      marketId: order.marketId,
      side: order.side,
      orderStatus: order.orderStatus,
      orderType: order.orderType,
      timeInForce: order.timeInForce,
      quantity: order.orderQty ?? (order.cumulatedQuantity ?? 0) + (order.leavesQuantity ?? 0),
      filledQuantity: order.cumulatedQuantity ?? 0,
      leavesQuantity: order.leavesQuantity,
      price: order.price,
      stopPrice: order.stopPrice,
      dateTime: order.dateTime,
      text: order.text || undefined,
    }));

export type OrderRecord = z.output<ReturnType<typeof orderRecord>>;

import type { ExchangeTrade } from '../../port.ts';
import type { Row } from '../answers.ts';
import { tradeTime } from '../india.ts';
import { priceNumber } from '../numbers.ts';
import { user } from '../people.ts';
import { typeCodes } from './asked.ts';
import type { UpstoxOrder } from './order.ts';

/** An execution, of `/order/trades`. */
export function tradeRow(order: UpstoxOrder, { id, quantity, price, ts }: ExchangeTrade): Row {
  const { listed, product, type, side } = order.asked;
  return {
    exchange: listed.exchange,
    product,
    trading_symbol: listed.symbol,
    tradingsymbol: listed.symbol,
    instrument_token: listed.key,
    order_type: typeCodes[type],
    transaction_type: side.toUpperCase(),
    quantity,
    exchange_order_id: order.exchangeId,
    order_id: order.id,
    exchange_timestamp: tradeTime(ts),
    average_price: priceNumber(price),
    trade_id: id,
    order_ref_id: order.reference,
    order_timestamp: tradeTime(order.at.tsCreated),
  };
}

/** A status of an order as the stream says it. */
export const orderUpdate = (order: UpstoxOrder, row: Row): Row => ({
  user_id: user.id,
  userId: user.id,
  ...row,
  instrument_key: order.asked.listed.key,
});

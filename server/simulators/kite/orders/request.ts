import { accountId } from '../../../../core/model/ids.ts';
import type { OrderTerms, OrderType } from '../../../../core/model/order.ts';
import { type Price, snapToTick } from '../../../../core/model/price.ts';
import type { Quantity } from '../../../../core/model/quantity.ts';
import type { ExchangeRequest, SimulatedExchange } from '../../port.ts';
import { USER_ID } from '../people.ts';
import type { KiteOrderType, KiteTerms } from './asked.ts';
import type { KiteOrder } from './order.ts';

export const ACCOUNT = accountId(USER_ID);
/** Other people at the exchange, whom Kite knows nothing of. */
export const OTHERS = ['SIM002', 'SIM003'].map(accountId);

export const typeOf: Readonly<Record<KiteOrderType, OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  SL: 'stop_limit',
  'SL-M': 'stop',
};

/** How far from the market a protected market order may trade where the system chooses, in percent. */
const USUAL_PROTECTION = 3;

/** An order as the exchange takes it: what is left of it, a protected market order with a limit. */
export function requestOf(order: KiteOrder, exchange: SimulatedExchange): ExchangeRequest {
  const { listed, side } = order.asked;
  const { orderType, protection, validity } = order.terms;
  const limit = orderType === 'MARKET' && protection !== 0 ? protectedPrice(order, exchange) : undefined;
  return {
    account: ACCOUNT,
    instrument: listed.instrument.id,
    side,
    type: limit === undefined ? typeOf[orderType] : 'limit',
    timeInForce: validity === 'IOC' ? 'ioc' : 'day',
    tag: order.id,
    ...exchangeTerms(order.terms, order.filled),
    ...(limit === undefined ? {} : { price: limit }),
  };
}

/** Terms of the exchange's order, which began when so many were filled. */
export const exchangeTerms = ({ quantity, price, trigger, orderType }: KiteTerms, filled: number): OrderTerms => ({
  quantity: (quantity - filled) as Quantity,
  ...(orderType === 'LIMIT' || orderType === 'SL' ? { price } : {}),
  ...(orderType === 'SL' || orderType === 'SL-M' ? { stopPrice: trigger } : {}),
});

function protectedPrice({ asked, terms }: KiteOrder, exchange: SimulatedExchange): Price | undefined {
  const { instrument } = asked.listed;
  const { bids = [], asks = [] } = exchange.depth(instrument.id) ?? {};
  const touch = (asked.side === 'buy' ? asks : bids)[0]?.price ?? exchange.day(instrument.id)?.last;
  if (touch === undefined) return undefined;
  const share = (terms.protection === -1 ? USUAL_PROTECTION : terms.protection) / 100;
  const away = Math.round(touch * (asked.side === 'buy' ? 1 + share : 1 - share)) as Price;
  return Math.max(instrument.tick, snapToTick(away, instrument.tick)) as Price;
}

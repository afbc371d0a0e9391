import type { Fill } from '../../../core/model/fill.ts';
import { type AccountId, clientOrderId, executionId } from '../../../core/model/ids.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity, type SignedQuantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';

/** A position that a trade date begins with, and the price that it is carried at. */
export interface CarriedPosition {
  readonly account: AccountId;
  readonly instrument: string;
  readonly quantity: SignedQuantity;
  readonly price: Price;
}

/** What is carried as the first lot of its trade date; it was nobody's execution. */
export function carriedFill(carried: CarriedPosition, tradeDate: TradeDate, at: Instant): Fill {
  const { account, instrument, quantity: held, price } = carried;
  const id = `SOD-${tradeDate}-${account}-${instrument}`;
  return {
    executionId: executionId(id),
    clientOrderId: clientOrderId(id),
    instrument,
    account,
    strategy: '',
    side: held > 0 ? 'buy' : 'sell',
    quantity: quantity(Math.abs(held)),
    price,
    liquidity: 'maker',
    tradeDate,
    tsEvent: at,
    tsInit: at,
  };
}

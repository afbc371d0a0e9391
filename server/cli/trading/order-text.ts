import type { OrderReport } from '../../trading/order-report.ts';
import { exact } from './amounts.ts';

/** As JSON has it. */
export const exactOrder = <T extends OrderReport>(order: T): T => exact(order, 'price', 'stopPrice');

type Asked = Pick<OrderReport, 'side' | 'quantity' | 'instrument' | 'type' | 'timeInForce' | 'trail'> & {
  readonly shown: Pick<OrderReport['shown'], 'price' | 'stopPrice'>;
};

const typeTexts: Readonly<Record<string, (shown: Asked['shown']) => string>> = {
  market: () => 'at the market',
  limit: ({ price }) => `limit ${price}`,
  stop: ({ stopPrice }) => `stop ${stopPrice}`,
  stop_limit: ({ price, stopPrice }) => `stop ${stopPrice} limit ${price}`,
};

/** `buy 2 ESZ6 limit 6100.00`. */
export function orderText({ side, quantity, instrument, type, timeInForce, trail, shown }: Asked): string {
  const how = typeTexts[type]?.(shown) ?? type;
  const rests = type !== 'market' && timeInForce !== 'day';
  const follows = trail === null ? '' : `, ${trail} ${trail === 1 ? 'tick' : 'ticks'} behind the best price`;
  return `${side} ${quantity} ${instrument} ${how}${rests ? ` ${timeInForce}` : ''}${follows}`;
}

const done = ({ side }: OrderReport): string => (side === 'buy' ? 'bought' : 'sold');

function filledText(order: OrderReport): string {
  const { filledQuantity, quantity, instrument, shown } = order;
  const count = filledQuantity < quantity ? `${filledQuantity} of ${quantity}` : `${quantity}`;
  return `${done(order)} ${count} ${instrument} at ${shown.average}`;
}

const reasonText = ({ reason }: OrderReport): string => (reason === null ? '' : `: ${reason}`);

/** What became of an order, as a line: `D12 filled: bought 2 ESZ6 at 6123.25`. */
export function outcomeText(order: OrderReport): string {
  const { clientOrderId: id, status, filledQuantity } = order;
  switch (status) {
    case 'filled':
      return `${id} filled: ${filledText(order)}`;
    case 'working':
      return `${id} works: ${orderText(order)}`;
    case 'partially_filled':
      return `${id} works: ${filledText(order)}, ${orderText(order)}`;
    case 'rejected':
      return `${id} rejected${reasonText(order)}`;
    case 'canceled':
    case 'expired':
      return filledQuantity === 0
        ? `${id} ${status}${reasonText(order)}`
        : `${id} ${status} after it ${filledText(order)}${reasonText(order)}`;
    case 'pending':
      return `${id} is on its way: ${orderText(order)}`;
    case 'unknown':
      return `${id}: the venue has not said how it stands${reasonText(order)}`;
  }
}

/** An exit beside its entry: `  D12.s1 stop: sell 2 ESZ6 stop 6120.75, working`. */
export const exitText = (order: OrderReport): string => {
  const { clientOrderId, role, status } = order;
  return `  ${clientOrderId} ${role}: ${orderText(order)}, ${status.replace('_', ' ')}${status === 'rejected' ? reasonText(order) : ''}`;
};

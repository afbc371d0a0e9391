import type { Fill } from '../../../core/model/fill.ts';
import type { AccountId, ClientOrderId, ExecutionId, VenueOrderId } from '../../../core/model/ids.ts';
import type { Order, OrderEvent, OrderIntent, OrderStatus } from '../../../core/model/order.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import type { Instant, TradeDate } from '../../../core/model/time.ts';
import { termsOf } from '../../../core/orders/terms.ts';
import type { JournalEntry } from '../../../server/journal/port.ts';

export const key = { environment: 'paper', run: 'main' };
export const tradeDate = '2026-11-20' as TradeDate;
export const start = 1_795_000_000_000_000 as Instant;

export const intentOf = (clientOrderId: string): OrderIntent => ({
  clientOrderId: clientOrderId as ClientOrderId,
  instrument: 'ZNZ6',
  account: 'SIM-1' as AccountId,
  strategy: 'manual',
  side: 'buy',
  type: 'limit',
  quantity: 3 as Quantity,
  price: 110_265_625_000 as Price,
  timeInForce: 'day',
});

const orderOf = (intent: OrderIntent, status: OrderStatus, filled: number): Order => ({
  intent,
  terms: termsOf(intent),
  triggered: false,
  status,
  filledQuantity: filled as Quantity,
  leavesQuantity: (intent.quantity - filled) as Quantity,
  filledCost: BigInt(filled) * BigInt(intent.price ?? 0),
  executions: filled > 0 ? [`X-${intent.clientOrderId}` as ExecutionId] : [],
  cancelRequested: false,
  tsCreated: start,
  tsUpdated: start,
});

/** The three rows of an order that is filled at once: intended, accepted, filled. */
export function filledOrder(clientOrderId: string, at: Instant = start): JournalEntry[] {
  const intent = intentOf(clientOrderId);
  const stamp = { clientOrderId: intent.clientOrderId, tsEvent: at, tsInit: at };
  const price = intent.price as Price;
  const executionId = `X-${clientOrderId}` as ExecutionId;
  const filled: OrderEvent = {
    type: 'filled',
    executionId,
    price,
    quantity: intent.quantity,
    liquidity: 'taker',
    ...stamp,
  };
  return [
    { event: { type: 'intended', intent, ...stamp }, order: orderOf(intent, 'pending', 0), tradeDate },
    {
      event: { type: 'accepted', venueOrderId: `V-${clientOrderId}` as VenueOrderId, ...stamp },
      order: orderOf(intent, 'working', 0),
      tradeDate,
    },
    {
      event: filled,
      order: orderOf(intent, 'filled', intent.quantity),
      tradeDate,
      fill: fillOf(intent, executionId, at),
    },
  ];
}

const fillOf = (intent: OrderIntent, executionId: ExecutionId, at: Instant): Fill => ({
  executionId,
  clientOrderId: intent.clientOrderId,
  instrument: intent.instrument,
  account: intent.account,
  strategy: intent.strategy,
  side: intent.side,
  quantity: intent.quantity,
  price: intent.price as Price,
  liquidity: 'taker',
  tradeDate,
  tsEvent: at,
  tsInit: at,
});

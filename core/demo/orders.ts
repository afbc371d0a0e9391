import type { Fill } from '../model/fill.ts';
import { type AccountId, clientOrderId, executionId, venueOrderId } from '../model/ids.ts';
import type { Instrument } from '../model/instrument.ts';
import type { OrderEvent, OrderIntent } from '../model/order.ts';
import { priceFromTicks } from '../model/price.ts';
import { quantity } from '../model/quantity.ts';
import { type Instant, MILLISECOND, MINUTE, SECOND } from '../model/time.ts';
import type { Random } from '../random.ts';
import type { Execution } from './execution.ts';
import type { Stretch } from './stretch.ts';

/** One event as the journal takes it; `fill` comes with a `filled`. */
export interface DemoEvent {
  readonly event: OrderEvent;
  readonly fill?: Fill;
}

export interface OrderContext {
  readonly instrument: Instrument;
  readonly account: AccountId;
  readonly stretch: Stretch;
  /** First minute of the stretch on the path. */
  readonly from: number;
  readonly idPrefix: string;
  readonly random: Random;
}

/** The life of the order behind an execution: intended, accepted, and filled at once or, now and then, in two parts. */
export function orderEvents(execution: Execution, context: OrderContext): DemoEvent[] {
  const { instrument, account, stretch, idPrefix, random } = context;
  const minuteStart = stretch.start + (execution.minute - context.from) * MINUTE;
  const making = execution.liquidity === 'maker';
  const within = making
    ? random.integer(1 * SECOND, 59 * SECOND)
    : random.integer(58 * SECOND, MINUTE - 20 * MILLISECOND);
  const filled = minuteStart + within;
  const waited = making ? Math.floor(SECOND / 2 + random.exponential(40 * SECOND)) : random.integer(2_000, 9_000);
  const intended = Math.max(stretch.start, filled - waited);
  const accepted = Math.min(filled, intended + random.integer(400, 1_900));
  const price = priceFromTicks(execution.tick, instrument.tick);
  const { side, strategy, liquidity } = execution;
  const { tradeDate } = stretch;
  const id = clientOrderId(idPrefix);
  const intent: OrderIntent = {
    clientOrderId: id,
    instrument: instrument.id,
    account,
    strategy,
    side,
    type: making ? 'limit' : 'market',
    quantity: quantity(execution.quantity),
    ...(making ? { price } : undefined),
    timeInForce: making ? 'day' : 'ioc',
  };
  const events: DemoEvent[] = [
    {
      event: { type: 'intended', intent, clientOrderId: id, tsEvent: intended as Instant, tsInit: intended as Instant },
    },
    {
      event: {
        type: 'accepted',
        venueOrderId: venueOrderId(`${idPrefix}-O`),
        clientOrderId: id,
        tsEvent: accepted as Instant,
        tsInit: accepted as Instant,
      },
    },
  ];
  for (const [part, contracts] of parts(execution.quantity, random).entries()) {
    const ts = (filled + part * 300) as Instant;
    const fill: Fill = {
      executionId: executionId(`${idPrefix}-E${part}`),
      clientOrderId: id,
      instrument: instrument.id,
      account,
      strategy,
      side,
      quantity: quantity(contracts),
      price,
      liquidity,
      tradeDate,
      tsEvent: ts,
      tsInit: ts,
    };
    events.push({ event: executionOf(fill), fill });
  }
  return events;
}

/** Both times of an event are one: the venue of the past was as near as the paper one. */
const executionOf = (fill: Fill): OrderEvent => ({
  type: 'filled',
  executionId: fill.executionId,
  price: fill.price,
  quantity: fill.quantity,
  liquidity: fill.liquidity,
  clientOrderId: fill.clientOrderId,
  tsEvent: fill.tsEvent,
  tsInit: fill.tsInit,
});

function parts(contracts: number, random: Random): number[] {
  if (contracts < 2 || !random.chance(0.15)) return [contracts];
  const first = random.integer(1, contracts - 1);
  return [first, contracts - first];
}

import type { Fill } from '../../core/model/fill.ts';
import type { Order, OrderEvent } from '../../core/model/order.ts';
import type { TradeDate } from '../../core/model/time.ts';
import type { FillsState } from '../../core/topics.ts';

const SHOWN_FILLS = 500;

/** Own fills of the current trade date. */
export class DayFills {
  #fills: Fill[] = [];
  #total = 0;

  add(fill: Fill): void {
    this.#total += 1;
    this.#fills.push(fill);
    if (this.#fills.length >= 2 * SHOWN_FILLS) this.#fills = this.#fills.slice(-SHOWN_FILLS);
  }

  roll(): void {
    this.#fills = [];
    this.#total = 0;
  }

  state(): FillsState {
    return { fills: this.#fills.slice(-SHOWN_FILLS).reverse(), total: this.#total };
  }
}

/** The fill that an order's event brings. */
export function fillOf(order: Order, event: OrderEvent & { type: 'filled' }, tradeDate: TradeDate): Fill {
  const { clientOrderId, instrument, account, strategy, side } = order.intent;
  const { executionId, quantity, price, fee, liquidity, tsEvent, tsInit } = event;
  const who = { executionId, clientOrderId, instrument, account, strategy };
  return {
    ...who,
    side,
    quantity,
    price,
    ...(fee === undefined ? {} : { fee }),
    liquidity,
    tradeDate,
    tsEvent,
    tsInit,
  };
}

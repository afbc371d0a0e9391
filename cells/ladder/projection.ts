import type { Side } from '../../core/model/quantity.ts';

export interface Holding {
  readonly quantity: number;
  /** Σ price × signed quantity of the open lots, in micros. */
  readonly cost: number;
  /** Realized today, in micros. */
  readonly realized: number;
}

export interface RestingOrder {
  readonly side: Side;
  readonly quantity: number;
  readonly tick: number;
}

/**
 * Position and P&L (micros, realized today and open) once the market trades at `tick`: linear in the price for what is held, and resting
 * own orders on the way there are filled, each whole and at its own price.
 */
export function project(
  holding: Holding,
  orders: readonly RestingOrder[],
  tick: number,
  tickValue: number,
): { quantity: number; profit: number } {
  let { quantity, cost } = holding;
  for (const order of orders) {
    if (order.side === 'buy' ? order.tick < tick : order.tick > tick) continue;
    const signed = order.side === 'buy' ? order.quantity : -order.quantity;
    quantity += signed;
    cost += signed * order.tick * tickValue;
  }
  return { quantity, profit: holding.realized + quantity * tick * tickValue - cost };
}

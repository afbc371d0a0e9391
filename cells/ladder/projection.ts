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

/**
 * Makes something of the projection once for each tick, until what is held or what rests has changed: a busy book asks for the same rows
 * sixty times a second.
 */
export function rememberProjections<T>(
  tickValue: number,
  make: (projected: ReturnType<typeof project>) => T,
): (holding: Holding, orders: readonly RestingOrder[]) => (tick: number) => T {
  let subject = '';
  let known = new Map<number, T>();
  return (holding, orders) => {
    const now = JSON.stringify([holding.quantity, holding.cost, holding.realized, orders]);
    if (now !== subject) {
      subject = now;
      known = new Map();
    }
    return (tick) => {
      const found = known.get(tick);
      if (found !== undefined) return found;
      const made = make(project(holding, orders, tick, tickValue));
      known.set(tick, made);
      return made;
    };
  };
}

import type { Instrument } from '../../model/instrument.ts';
import type { ExitAt, Order, OrderIntent } from '../../model/order.ts';
import type { Price } from '../../model/price.ts';
import { sideSign } from '../../model/quantity.ts';

/** The roles that protection itself asks for. */
export type BracketRole = 'stop' | 'target';

export const askedExit = ({ protection }: OrderIntent, role: BracketRole): ExitAt | undefined =>
  role === 'stop' ? protection?.stopLoss : protection?.takeProfit;

/**
 * Where an exit lies: at its price, or so many ticks from the average of what its entry has filled by now. An average off the grid is rounded away from the
 * entry, so an exit is never nearer than was asked.
 */
export function exitPrice(entry: Order, role: BracketRole, { tick }: Instrument): Price | undefined {
  const asked = askedExit(entry.intent, role);
  if (asked === undefined) return undefined;
  if ('price' in asked) return asked.price;
  const sign = role === 'stop' ? -sideSign(entry.intent.side) : sideSign(entry.intent.side);
  const grid = BigInt(entry.filledQuantity) * BigInt(tick);
  const below = floorDivide(entry.filledCost, grid);
  const ticks = sign > 0 && below * grid !== entry.filledCost ? below + 1n : below;
  return (Number(ticks + BigInt(sign * asked.ticks)) * tick) as Price;
}

/** Whether a stop at this price would have been reached already. */
export function isBeyond(entrySide: OrderIntent['side'], stop: Price, last: Price | undefined): boolean {
  if (last === undefined) return false;
  return entrySide === 'buy' ? last <= stop : last >= stop;
}

function floorDivide(numerator: bigint, divisor: bigint): bigint {
  const quotient = numerator / divisor;
  return numerator < 0n && quotient * divisor !== numerator ? quotient - 1n : quotient;
}

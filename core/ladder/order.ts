import { OutOfRange } from '../errors.ts';
import type { Price } from '../model/price.ts';
import { type Side, sideSign } from '../model/quantity.ts';

/**
 * What works, or might: an order of a ladder. `limit` and `stop` work at `price`; a `stop_limit` wakes at `trigger` (at its limit
 * where it says none) and has its limit in `price`; `market` has no price.
 */
export interface LadderOrder {
  readonly side: Side;
  /** Contracts that are still to trade: whole, more than zero. */
  readonly quantity: number;
  /** Without a type the order is taken to trade at `price`, from whichever side the market comes. */
  readonly type?: LadderOrderType;
  readonly price?: Price;
  readonly trigger?: Price;
}

export const ladderOrderTypes = ['limit', 'stop', 'stop_limit', 'market'] as const;
export type LadderOrderType = (typeof ladderOrderTypes)[number];

/** Where a scenario trades an order, signed: at the spot itself, at a price it has to reach, or never on a way that does not turn. */
export type Placed =
  | { readonly at: 'spot'; readonly signed: number }
  | { readonly at: 'never'; readonly signed: number }
  | { readonly at: 'price'; readonly price: Price; readonly signed: number };

/**
 * How a scenario treats an order while the market walks from the spot in one direction, through every price and without turning:
 *
 * - a market order trades at the spot;
 * - a resting limit (a buy below, a sell above) and a stop (a buy above, a sell below) trade whole, at their own price, when the market is there;
 * - a limit on the far side of the spot is still working, so the venue has not traded it at this spot, which is an assumption and not a
 *   quote; it trades at its own price when the market is there, like everything else;
 * - a stop-limit trades at its limit, the worst it accepts; one whose limit lies behind its trigger needs the market to turn, and does not.
 *
 * Throws `OutOfRange` with a sentence for a quantity or a price that is none.
 */
export function placeOrder(order: LadderOrder, spot: Price): Placed {
  const { side, quantity, type, price, trigger } = order;
  if (!Number.isSafeInteger(quantity) || quantity <= 0) {
    throw new OutOfRange(`an order ${side}s a whole number of contracts, one or more, and this one ${quantity}`);
  }
  const signed = sideSign(side) * quantity;
  if (type === 'market') return { at: 'spot', signed };
  if (price === undefined)
    throw new OutOfRange(`an order to ${side} ${quantity} has no price; only a market order has none`);
  if (type === 'stop_limit' && trigger !== undefined && isBehind(price, trigger, side, spot))
    return { at: 'never', signed };
  return { at: 'price', price, signed };
}

/** Whether the limit lies between a trigger that is still to come and the spot, or beyond the spot. */
function isBehind(limit: Price, trigger: Price, side: Side, spot: Price): boolean {
  if (side === 'buy') return trigger > spot && limit < trigger;
  return trigger < spot && limit > trigger;
}

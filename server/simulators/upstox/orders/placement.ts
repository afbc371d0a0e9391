import type { Problem } from '../answers.ts';
import type { KillSwitch } from '../kill-switch.ts';
import type { Asked } from './asked.ts';
import type { UpstoxOrder } from './order.ts';
import type { Orders } from './orders.ts';

/** More orders than this are not made of one. */
const MOST_SLICES = 25;

/** Sends what is asked for, in slices where it is more than the exchange takes in one order and somebody wants slices. */
export function placeAsked(asked: Asked, orders: Orders, killSwitch: KillSwitch): readonly UpstoxOrder[] | Problem {
  const { quantity, slice, listed } = asked;
  if (killSwitch.isDisabled(listed.segment))
    return {
      code: 'UDAPI100036',
      message: `Trading in ${listed.segment} is stopped by the kill switch`,
      path: 'instrument_token',
    };
  const sizes = slice ? slicesOf(quantity, mostOf(asked)) : [quantity];
  if (sizes.length > MOST_SLICES) return { code: 'UDAPI1118', path: 'quantity', value: quantity };
  return sizes.map((size) => orders.place(asked, size));
}

/** Whole lots that one order may have. */
function mostOf({ listed: { instrument } }: Asked): number {
  const { freezeQuantity = Number.MAX_SAFE_INTEGER, lot = 1 } = instrument;
  return Math.max(lot, Math.floor(freezeQuantity / lot) * lot);
}

function slicesOf(quantity: number, most: number): readonly number[] {
  const whole = Array.from({ length: Math.floor(quantity / most) }, () => most);
  return quantity % most === 0 ? whole : [...whole, quantity % most];
}

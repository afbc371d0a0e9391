import { KiteError } from '../errors.ts';
import type { Asked } from './asked.ts';
import type { KiteOrder } from './order.ts';
import type { Orders } from './orders.ts';

/** What of an order is sent at once: the most that an exchange takes, in whole lots. */
export function slicesOf({ quantity, listed }: Asked): number[] {
  const { lot = 1, freezeQuantity = Number.POSITIVE_INFINITY } = listed.instrument;
  const most = Number.isFinite(freezeQuantity) ? Math.floor(freezeQuantity / lot) * lot : quantity;
  const slices: number[] = [];
  for (let left = quantity; left > 0; left -= most) slices.push(Math.min(left, most));
  return slices;
}

export type Child =
  | { readonly order_id: string }
  | { readonly error: { code: number; error_type: string; message: string; data: null } };

/** Places slices one after the other; one that is refused does not stop those after it. */
export function placeSlices(
  asked: Asked,
  slices: readonly number[],
  orders: Orders,
  place: (slice: Asked, parent: string) => KiteOrder,
): { readonly order_id: string; readonly children: readonly Child[] } {
  const parent = orders.newId();
  const children = slices.map((quantity): Child => {
    try {
      return { order_id: place({ ...asked, quantity }, parent).id };
    } catch (error) {
      if (!(error instanceof KiteError)) throw error;
      return { error: { code: error.status, error_type: error.type, message: error.message, data: null } };
    }
  });
  return { order_id: parent, children };
}

/** Places the legs of an iceberg, each once the one before it is filled. */
export function placeIceberg(asked: Asked, orders: Orders): KiteOrder {
  const { legs, legQuantity, quantity: total } = asked;
  const place = (leg: number): KiteOrder => {
    const sent = (leg - 1) * legQuantity;
    const quantity = Math.min(legQuantity, total - sent);
    const remaining = total - sent - quantity;
    const iceberg = { leg, legs, leg_quantity: legQuantity, total_quantity: total, remaining_quantity: remaining };
    return orders.place({ ...asked, quantity }, { meta: { iceberg } }, () => {
      if (remaining > 0) place(leg + 1);
    });
  };
  return place(1);
}

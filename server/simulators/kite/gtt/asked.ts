import { z } from 'zod';
import { badInput } from '../errors.ts';
import type { Listed, Listing } from '../listing.ts';
import { type Asked, askedOf, type Form } from '../orders/asked.ts';

const condition = z.object({
  exchange: z.string(),
  tradingsymbol: z.string(),
  trigger_values: z.array(z.number().positive()).min(1).max(2),
  last_price: z.number().positive(),
});
const order = z.object({
  exchange: z.string(),
  tradingsymbol: z.string(),
  transaction_type: z.enum(['BUY', 'SELL']),
  quantity: z.int().positive(),
  order_type: z.literal('LIMIT'),
  product: z.string(),
  price: z.number().positive(),
});

export type Condition = z.infer<typeof condition>;
type GttOrder = z.infer<typeof order>;

/** What waits for a price, as it is sent. */
export interface GttAsked {
  readonly type: 'single' | 'two-leg';
  readonly condition: Condition;
  readonly listed: Listed;
  readonly orders: readonly { readonly row: GttOrder; readonly asked: Asked }[];
}

function part<T>(form: Form, field: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(form[field] ?? '');
  } catch {
    throw badInput(`Invalid \`${field}\`.`);
  }
  const { success, data } = schema.safeParse(value);
  if (!success) throw badInput(`Invalid \`${field}\`.`);
  return data;
}

/** Reads a form: `condition` and `orders` are JSON in it. Throws a `KiteError`. */
export function gttOf(form: Form, listing: Listing): GttAsked {
  const { type } = form;
  if (type !== 'single' && type !== 'two-leg') throw badInput('Invalid `type`.');
  const waits = part(form, 'condition', condition);
  const rows = part(form, 'orders', z.array(order));
  const legs = type === 'single' ? 1 : 2;
  if (waits.trigger_values.length !== legs || rows.length !== legs)
    throw badInput(`A trigger of the type ${type} has ${legs} trigger values and as many orders.`);
  const listed = listing.byName(`${waits.exchange}:${waits.tradingsymbol}`);
  if (listed === undefined || listed.instrument.calculated) throw badInput('Invalid `tradingsymbol`.');
  const orders = rows.map((row) => ({
    row,
    asked: askedOf(
      Object.fromEntries(Object.entries(row).map(([name, each]) => [name, String(each)])),
      'regular',
      listing,
    ),
  }));
  return { type, condition: waits, listed, orders };
}

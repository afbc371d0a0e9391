import { z } from 'zod';
import type { OrderType, TimeInForce } from '../../../../core/model/order.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import type { Problem } from '../answers.ts';
import type { Catalog, Listed } from '../catalog/catalog.ts';
import { priceOf } from '../numbers.ts';

export type ProductCode = 'I' | 'D' | 'MTF';

/** An order as somebody asks for it. */
export interface Asked {
  readonly listed: Listed;
  readonly product: ProductCode;
  readonly validity: TimeInForce;
  readonly type: OrderType;
  readonly side: Side;
  readonly quantity: number;
  readonly price?: Price;
  readonly trigger?: Price;
  readonly disclosed: number;
  readonly tag: string | null;
  readonly slice: boolean;
}

export const types: Readonly<Record<string, OrderType>> = {
  MARKET: 'market',
  LIMIT: 'limit',
  SL: 'stop_limit',
  'SL-M': 'stop',
};
export const typeCodes: Readonly<Record<OrderType, string>> = {
  market: 'MARKET',
  limit: 'LIMIT',
  stop_limit: 'SL',
  stop: 'SL-M',
};
const validities: Readonly<Record<string, TimeInForce>> = { DAY: 'day', IOC: 'ioc' };
const sides: Readonly<Record<string, Side>> = { BUY: 'buy', SELL: 'sell' };
const products: ReadonlySet<string> = new Set<ProductCode>(['I', 'D', 'MTF']);
const isProduct = (text: string | undefined): text is ProductCode => products.has(text ?? '');

const number = z.number();
const body = z.looseObject({
  quantity: number.int().optional(),
  product: z.string().optional(),
  validity: z.string().optional(),
  price: number.optional(),
  tag: z.string().nullish(),
  slice: z.boolean().optional(),
  instrument_token: z.string().optional(),
  order_type: z.string().optional(),
  transaction_type: z.string().optional(),
  disclosed_quantity: number.int().min(0).optional(),
  trigger_price: number.optional(),
  is_amo: z.boolean().optional(),
});

const longestTag = 40;

/** Reads the body of a placement. */
export function readAsked(given: unknown, catalog: Catalog): Asked | readonly [Problem, ...Problem[]] {
  const read = body.safeParse(given);
  if (!read.success) {
    const [{ path = [], message = '' } = {}] = read.error.issues;
    return [{ code: 'UDAPI100036', message: `Invalid Input: ${message}`, path: path.join('.') }];
  }
  const said = read.data;
  const { instrument_token: key, order_type, transaction_type, validity, product, quantity = 0, tag = null } = said;
  const listed = key === undefined ? undefined : catalog.byKey(key);
  const type = types[order_type ?? ''];
  const side = sides[transaction_type ?? ''];
  const timeInForce = validities[validity ?? ''];
  const invalid = (code: Problem['code'], path: string, value?: unknown): readonly [Problem] => [{ code, path, value }];
  if (key === undefined || key === '') return invalid('UDAPI1026', 'instrument_token');
  if (listed === undefined) return invalid('UDAPI100011', 'instrument_token', key);
  if (order_type === undefined) return invalid('UDAPI1004', 'order_type');
  if (type === undefined) return invalid('UDAPI1056', 'order_type', order_type);
  if (side === undefined) return invalid('UDAPI1057', 'transaction_type', transaction_type);
  if (product === undefined) return invalid('UDAPI1006', 'product');
  if (!isProduct(product)) return invalid('UDAPI1054', 'product', product);
  if (validity === undefined) return invalid('UDAPI1007', 'validity');
  if (timeInForce === undefined) return invalid('UDAPI1055', 'validity', validity);
  if (quantity <= 0) return invalid('UDAPI1052', 'quantity', quantity);
  if ((tag ?? '').length > longestTag) return invalid('UDAPI1119', 'tag', tag);
  const prices = readPrices(type, said.price ?? 0, said.trigger_price ?? 0);
  if ('code' in prices) return [prices];
  return {
    listed,
    product,
    validity: timeInForce,
    type,
    side,
    quantity,
    ...prices,
    disclosed: said.disclosed_quantity ?? 0,
    tag,
    slice: said.slice ?? false,
  };
}

/** The prices that a type takes; the others are zero. */
export function readPrices(
  type: OrderType,
  points: number,
  triggerPoints: number,
): { readonly price?: Price; readonly trigger?: Price } | Problem {
  const price = priceOf(points);
  const trigger = priceOf(triggerPoints);
  if (price === undefined || price < 0) return { code: 'UDAPI100036', path: 'price', value: points };
  if (trigger === undefined || trigger < 0) return { code: 'UDAPI100036', path: 'trigger_price', value: triggerPoints };
  switch (type) {
    case 'market':
      return price === 0 ? {} : { code: 'UDAPI1030', path: 'price', value: points };
    case 'limit':
      return price > 0 ? { price } : { code: 'UDAPI1029', path: 'price', value: points };
    case 'stop':
      return trigger > 0 && price === 0
        ? { trigger }
        : { code: 'UDAPI1032', path: trigger > 0 ? 'price' : 'trigger_price' };
    case 'stop_limit':
      return trigger > 0 && price > 0 ? { price, trigger } : { code: 'UDAPI1031', path: 'price', value: points };
  }
}

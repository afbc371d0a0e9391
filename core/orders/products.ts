import type { Instrument } from '../model/instrument.ts';
import type { Product } from '../model/order.ts';

/** Whether an order in an instrument can have a product: contracts are carried and shares delivered. */
const fits = (product: Product, { expiry }: Instrument): boolean =>
  product === 'intraday' || product === (expiry === undefined ? 'delivery' : 'carry');

/** Those of a venue that an instrument can have, the usual one first. */
export const productsFor = (instrument: Instrument, offered: readonly Product[] = []): readonly Product[] =>
  offered.filter((product) => fits(product, instrument));

/** Why an order cannot have a product, as a sentence; undefined when it can. */
export function productProblem(
  product: Product,
  instrument: Instrument,
  { venue, offered }: { readonly venue: string; readonly offered: readonly Product[] | undefined },
): string | undefined {
  if (offered === undefined) return `${venue} has no products, and product is ${product}; leave it out.`;
  const possible = productsFor(instrument, offered);
  if (possible.includes(product)) return undefined;
  return `product is ${product}; ${instrument.id} takes ${possible.join(' or ') || 'none'} at ${venue}.`;
}

/** What is held by product, as signed contracts; `undefined` is what orders without one made. */
export type HeldByProduct = ReadonlyMap<Product | undefined, number>;

/**
 * By which products a position is closed: each as far as it holds contracts on the position's side, in their order, and the rest by `usual`. The contracts add up
 * to the position.
 */
export function closings(
  position: number,
  held: HeldByProduct,
  usual: Product | undefined,
): readonly { readonly product: Product | undefined; readonly contracts: number }[] {
  let left = Math.abs(position);
  const parts = new Map<Product | undefined, number>();
  const add = (product: Product | undefined, contracts: number) => {
    if (contracts > 0) parts.set(product, (parts.get(product) ?? 0) + contracts);
    left -= contracts;
  };
  for (const [product, contracts] of held)
    add(product ?? usual, Math.min(left, Math.max(0, contracts * Math.sign(position))));
  add(usual, left);
  return [...parts].map(([product, contracts]) => ({ product, contracts }));
}

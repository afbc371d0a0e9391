declare const brand: unique symbol;

/** A number or string that only its own constructor makes, so that a price is never passed for a quantity. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

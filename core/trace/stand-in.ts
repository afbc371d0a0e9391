export type AnyFunction = (this: unknown, ...args: readonly unknown[]) => unknown;
export type Sort = 'plain' | 'async' | 'generator';

/** What calling a function gives: its result, a promise of its own, or a generator. Classes and bound functions are plain. */
export function sortOf(work: object): Sort {
  switch (Object.prototype.toString.call(work)) {
    case '[object AsyncFunction]':
      return 'async';
    case '[object GeneratorFunction]':
    case '[object AsyncGeneratorFunction]':
      return 'generator';
    default:
      return 'plain';
  }
}

export const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

/** Gives a function that stands in for another its name, its length and whatever else hangs on it. */
export function standIn<F extends object>(wrapped: F, work: object): F {
  for (const key of Reflect.ownKeys(work)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(work, key);
    if (descriptor === undefined || key === 'arguments' || key === 'caller') continue;
    if (key === 'prototype') Reflect.set(wrapped, key, descriptor.value);
    else Reflect.defineProperty(wrapped, key, descriptor);
  }
  Reflect.setPrototypeOf(wrapped, Reflect.getPrototypeOf(work));
  return wrapped;
}

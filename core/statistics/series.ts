/** Numbers in the order in which they came: micros of money, or simple returns (0.01 is one percent). */
export type Series = ArrayLike<number>;

/** `value` as the value of a figure: undefined where it is no finite number, and zero without a sign. */
export const finite = (value: number): number | undefined =>
  Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined;

/** `dividend / divisor`; undefined where the divisor is zero. */
export const quotient = (dividend: number, divisor: number): number | undefined =>
  divisor === 0 ? undefined : finite(dividend / divisor);

/** A number of each element, in their order: `Float64Array.from` goes through an iterator, which takes several times as long. */
export function numbersOf<T>(given: ArrayLike<T>, of: (element: T, index: number) => number): Float64Array {
  const numbers = new Float64Array(given.length);
  for (let index = 0; index < numbers.length; index++) numbers[index] = of(given[index]!, index);
  return numbers;
}

/** Differences of two series of one length, or of a series and a constant. */
export const excess = (series: Series, over: Series | number): Float64Array =>
  numbersOf(series, (value, index) => value - (typeof over === 'number' ? over : over[index]!));

/** Numbers in the order in which they came: micros of money, or simple returns (0.01 is one percent). */
export type Series = ArrayLike<number>;

/** `value` as the value of a figure: undefined where it is no finite number, and zero without a sign. */
export const finite = (value: number): number | undefined =>
  Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined;

/** `dividend / divisor`; undefined where the divisor is zero. */
export const quotient = (dividend: number, divisor: number): number | undefined =>
  divisor === 0 ? undefined : finite(dividend / divisor);

/** Differences of two series of one length, or of a series and a constant. */
export function excess(series: Series, over: Series | number): Float64Array {
  const given = Float64Array.from(series);
  for (let index = 0; index < given.length; index++)
    given[index] = given[index]! - (typeof over === 'number' ? over : over[index]!);
  return given;
}

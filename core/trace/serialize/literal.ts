import type { Captured } from '../span-record.ts';

/** Beyond this a number is told by its size: printing takes longer than its digits are worth. */
const largest = 10n ** 1_000n;

/** A number as it is written in a program; unlike `String`, minus zero keeps its sign. */
export const numberText = (value: number): string => (value === 0 && 1 / value < 0 ? '-0' : `${value}`);

/** `10n` */
export const bigintText = (value: bigint): string =>
  value > largest || value < -largest ? '<bigint of more than 1,000 digits>' : `${value}n`;

/** The text of a captured value: `"1"` and `1` differ, as do `null` and `undefined`; what is printed stays as it is. */
export function literal(value: Captured): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return numberText(value);
    case 'bigint':
      return bigintText(value);
    case 'object':
      // Not by its class, which a value that came from another thread has lost.
      return value === null ? 'null' : value.text;
    default:
      return String(value);
  }
}

import { divideHalfEven } from '../model/decimal.ts';
import { money, moneyFromDecimal } from '../model/money.ts';

const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** `(1,234.50)`, `$-50` and `50.00` as plain decimal text. */
function decimalOf(text: string): string {
  const bracketed = /^\((.*)\)$/.exec(text);
  const bare = (bracketed?.[1] ?? text).replace(/[$€£₹\s]/g, '').replace(/,(?=\d{3}(\D|$))/g, '');
  return bracketed ? `-${bare}` : bare;
}

/** Money in micros; exact to six decimals, finer ones rounded half to even. Throws with a sentence about the text. */
export function readAmount(text: string): number {
  const decimal = decimalOf(text);
  const exponent = /^[+-]?\d+(\.\d*)?e[+-]?\d+$/i.test(decimal);
  if (!plain.test(decimal) && !exponent) throw new Error('is no amount: write -1234.50');
  const fraction = /\.(\d*?)0*$/.exec(decimal)?.[1] ?? '';
  if (!exponent && fraction.length <= 6) return moneyFromDecimal(decimal.replace(/^\+/, ''));
  const nanos = Number(decimal) * 1e9;
  if (!Number.isSafeInteger(Math.round(nanos / 1e3))) throw new Error('is too large an amount');
  return Number.isSafeInteger(Math.round(nanos))
    ? money(divideHalfEven(Math.round(nanos), 1_000))
    : money(Math.round(nanos / 1e3));
}

/** A simple return: `0.0125`, or `1.25%`. Throws with a sentence about the text. */
export function readReturn(text: string): number {
  const percent = text.endsWith('%');
  const number = percent ? text.slice(0, -1).trim() : text;
  const value = Number(number);
  if (number === '' || !Number.isFinite(value) || /^[+-]?0[xob]/i.test(number))
    throw new Error('is no return: write 0.0125 or 1.25%');
  const told = percent ? value / 100 : value;
  if (told < -1) throw new Error('is a loss of more than everything: a return of -1 is all of it');
  return told;
}

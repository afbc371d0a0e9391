import { MalformedText, OutOfRange } from '../errors.ts';

const pattern = /^([+-]?)(\d+)(?:\.(\d*))?$|^([+-]?)\.(\d+)$/;

/** Where a decimal stops being one: the first character that cannot continue it. */
function firstBad(text: string): number {
  const good = /^[+-]?\d*(?:\.\d*)?/.exec(text)![0].length;
  return Math.min(good, Math.max(0, text.length - 1));
}

/**
 * Reads decimal text as an integer of 10^-scale, exactly. Digits beyond `scale` must be zeros.
 * Throws `MalformedText` for anything that is not a plain decimal (no exponent, no separators) and `OutOfRange` beyond 2^53.
 */
export function parseDecimal(text: string, scale: number): number {
  const match = pattern.exec(text);
  if (!match) throw new MalformedText('expected a decimal number', text, firstBad(text));
  const sign = match[1] || match[4];
  const fraction = match[3] ?? match[5] ?? '';
  const kept = fraction.slice(0, scale).padEnd(scale, '0');
  const rest = fraction.slice(scale);
  const finer = rest.search(/[1-9]/);
  if (finer >= 0) {
    throw new MalformedText(`more than ${scale} decimals`, text, text.indexOf('.') + 1 + scale + finer);
  }
  const magnitude = Number((match[2] ?? '') + kept);
  if (!Number.isSafeInteger(magnitude)) throw new OutOfRange(`${text} is too large to be held exactly`);
  return sign === '-' && magnitude !== 0 ? -magnitude : magnitude;
}

/** The shortest decimal text of an integer of 10^-scale; at least `decimals` digits stand after the point. */
export function decimalText(units: number, scale: number, decimals = 0): string {
  const digits = Math.abs(units)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits
    .slice(digits.length - scale)
    .replace(/0+$/, '')
    .padEnd(decimals, '0');
  return `${units < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Quotient of two safe integers rounded half to even; `divisor` is positive. */
export function divideHalfEven(dividend: number, divisor: number): number {
  const floor = Math.floor(dividend / divisor);
  const twice = (dividend - floor * divisor) * 2;
  if (twice < divisor) return floor;
  if (twice > divisor) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/** The same over any integers. */
export function divideHalfEvenBig(dividend: bigint, divisor: bigint): bigint {
  let floor = dividend / divisor;
  if (dividend % divisor < 0n) floor -= 1n;
  const twice = (dividend - floor * divisor) * 2n;
  if (twice < divisor) return floor;
  if (twice > divisor) return floor + 1n;
  return floor % 2n === 0n ? floor : floor + 1n;
}

/** Narrows an exact integer to a number, or throws `OutOfRange` naming `what`. */
export function toSafe(value: bigint, what: string): number {
  const narrowed = Number(value);
  if (!Number.isSafeInteger(narrowed)) throw new OutOfRange(`${what} ${value} is too large to be held exactly`);
  return narrowed;
}

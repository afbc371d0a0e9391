import { divideHalfEvenBig } from '../model/decimal.ts';
import { MalformedAlert, quoted } from './malformed.ts';

const DECIMALS = 9;

/** A value that holds a placeholder which nobody filled: `{{close}}`. */
const placeholder = /\{\{[^{}]*\}\}/;

/** The text of a field, or undefined where there is none. Throws `MalformedAlert` for what is neither text nor number, and for a placeholder. */
export function fieldText(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new MalformedAlert(
      where,
      `A text or a number is expected; got ${Array.isArray(value) ? 'a list' : typeof value}.`,
    );
  }
  const text = String(value).trim();
  if (text === '') return undefined;
  const unfilled = placeholder.exec(text);
  if (unfilled) {
    throw new MalformedAlert(
      where,
      `The placeholder ${quoted(unfilled[0])} was not filled in; see that the alert's sender knows it.`,
    );
  }
  return text;
}

/**
 * A price as people write it in messages (`$25,300.25`, `25300.250000000004`, `**110'085**`), as a text that an instrument's price is read from: without
 * currency, separators of thousands and marks of emphasis, and in nine decimals at most, half-even.
 */
export function priceText(value: unknown, where: string): string | undefined {
  const text = fieldText(value, where);
  if (text === undefined) return undefined;
  const plain = text.replace(/^[*_`\s]+|[*_`\s]+$/g, '').replace(/^([+-]?)\s*(?:\$|USD|₹|INR|€)\s*/i, '$1');
  const commas = /^([+-]?)(\d{1,3}(?:,\d{2,3})*,\d{3})(\.\d*)?$/.exec(plain);
  if (plain.includes(',') && !commas) {
    throw new MalformedAlert(where, `${quoted(text)} is no price: commas stand between thousands alone.`);
  }
  return atMostNine(plain.replaceAll(',', ''));
}

/** Longer decimals come of floating point in whoever sent them. */
function atMostNine(text: string): string {
  const match = /^([+-]?)(\d{1,9})\.(\d{10,40})$/.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', decimals = ''] = match;
  const units = divideHalfEvenBig(BigInt(whole + decimals), 10n ** BigInt(decimals.length - DECIMALS));
  const digits = units.toString().padStart(DECIMALS + 1, '0');
  return `${sign}${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`;
}

/** Whole contracts, one at least; `2`, `"2"` and `"2.0"` are two. Throws `MalformedAlert`. */
export function contractCount(value: unknown, where: string): number | undefined {
  const text = fieldText(value, where);
  if (text === undefined) return undefined;
  const digits = /^\+?(\d{1,9})(?:\.0*)?$/.exec(text)?.[1];
  const count = Number(digits ?? Number.NaN);
  if (count >= 1) return count;
  throw new MalformedAlert(where, `${quoted(text)} is no quantity; a whole number of contracts is, one at least.`);
}

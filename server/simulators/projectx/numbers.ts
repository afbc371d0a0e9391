import { MONEY_UNITS, type Money } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../core/model/price.ts';
import { type Instant, MILLISECOND, SECOND } from '../../../core/model/time.ts';

/** The double nearest to a decimal, which JSON writes as that decimal: a quotient of two exact integers is rounded once. */
export const priceNumber = (price: Price): number => price / PRICE_UNITS_PER_POINT;
export const moneyNumber = (money: Money): number => money / MONEY_UNITS;

/** A price of a JSON number, to the nano-point up to four million points; undefined for one that no price can be. */
export function priceOf(points: number): Price | undefined {
  const nanoPoints = Math.round(points * PRICE_UNITS_PER_POINT);
  return Number.isSafeInteger(nanoPoints) ? ((nanoPoints === 0 ? 0 : nanoPoints) as Price) : undefined;
}

/** The second that was written last: a market tells many instants of one. */
const written = { second: Number.NaN, text: '' };

/** `2025-07-18T21:00:01.268009+00:00`, the fraction without zeros at its end. */
export function timestamp(at: Instant): string {
  const second = Math.floor(at / SECOND);
  if (second !== written.second) {
    written.text = new Date(second * (SECOND / MILLISECOND)).toISOString().slice(0, 19);
    written.second = second;
  }
  const micros = at - second * SECOND;
  if (micros === 0) return `${written.text}+00:00`;
  return `${written.text}.${String(micros).padStart(6, '0').replace(/0+$/, '')}+00:00`;
}

/** Reads ISO 8601 to the microsecond; undefined for anything else. */
export function instantOf(text: string): Instant | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!match) return undefined;
  const [, day, time = '00:00', fraction = '', zone = 'Z'] = match;
  const seconds = Date.parse(`${day}T${time}${zone}`);
  if (Number.isNaN(seconds)) return undefined;
  return (seconds * MILLISECOND + Number(fraction.padEnd(6, '0').slice(0, 6))) as Instant;
}

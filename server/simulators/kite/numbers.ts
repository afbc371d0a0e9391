import { MONEY_UNITS } from '../../../core/model/money.ts';
import { PRICE_UNITS_PER_POINT, type Price } from '../../../core/model/price.ts';
import { HOUR, type Instant, MILLISECOND, MINUTE } from '../../../core/model/time.ts';

/** The double nearest to a price or an amount, which JSON writes as that decimal. */
export const rupees = (price: Price): number => price / PRICE_UNITS_PER_POINT;
export const amount = (money: number): number => money / MONEY_UNITS;

/** A price of a JSON number or the text of a form, to the nano-point; undefined for what is none. */
export function priceOf(text: string): Price | undefined {
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return undefined;
  const nanoPoints = Math.round(Number(text) * PRICE_UNITS_PER_POINT);
  return Number.isSafeInteger(nanoPoints) ? ((nanoPoints === 0 ? 0 : nanoPoints) as Price) : undefined;
}

/** India has had one offset since 1945. */
const OFFSET = 5 * HOUR + 30 * MINUTE;

const wallText = (at: Instant): string => new Date((at + OFFSET) / MILLISECOND).toISOString();

/** `2026-11-23 09:15:00`, Indian time. */
export const timestamp = (at: Instant): string => wallText(at).slice(0, 19).replace('T', ' ');

/** `2026-11-23`. */
export const dayText = (at: Instant): string => wallText(at).slice(0, 10);

/** `09:15:00`. */
export const clockText = (at: Instant): string => wallText(at).slice(11, 19);

/** `2026-11-23T09:15:00+0530`. */
export const candleTime = (at: Instant): string => `${wallText(at).slice(0, 19)}+0530`;

/** Reads `yyyy-mm-dd hh:mm:ss`, or a day alone; undefined for anything else. */
export function instantOf(text: string): Instant | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T+](\d\d:\d\d:\d\d))?$/.exec(text);
  if (!match) return undefined;
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}+05:30`);
  return Number.isNaN(at) ? undefined : ((at * MILLISECOND) as Instant);
}

/** The first instant of the Indian day that an instant is of. */
export const dayStart = (at: Instant): Instant => {
  const day = 24 * HOUR;
  return (Math.floor((at + OFFSET) / day) * day - OFFSET) as Instant;
};

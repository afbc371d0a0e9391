import { dayOfText, dayText } from '../symbols/parts.ts';
import type { Right } from './option.ts';
import { type Price, priceFromDecimal, priceToDecimal } from './price.ts';
import type { TradeDate } from './time.ts';

/**
 * A future or an option that is named by the day on which it expires, as exchanges of India list them on an index or a share. Ids here are root, day, letter
 * and strike: `NIFTY24NOV26F`, `NIFTY24NOV26C26000`, `USDINR27NOV26P84.25`.
 */
export interface DatedContract {
  readonly kind: 'dated';
  /** Of the underlying: `NIFTY`. */
  readonly root: string;
  readonly expiry: TradeDate;
  /** Absent for a future. */
  readonly option?: { readonly strike: Price; readonly right: Right };
}

const pattern = /^([A-Z0-9&-]{1,20}?)(\d\d[A-Z]{3}\d\d)(?:F|([CP])(\d+(?:\.\d+)?))$/;

/** The id of a dated contract; undefined for a year that two digits cannot say. */
export function datedId({ root, expiry, option }: Omit<DatedContract, 'kind'>): string | undefined {
  const day = dayText(expiry);
  const tail = option ? `${option.right === 'call' ? 'C' : 'P'}${priceToDecimal(option.strike)}` : 'F';
  return day && `${root}${day}${tail}`;
}

/** Reads an id in capitals; undefined for anything else, as for a day that no calendar has. */
export function parseDated(text: string): DatedContract | undefined {
  const [, root = '', day = '', right, strike = ''] = pattern.exec(text) ?? [];
  const expiry = dayOfText(day);
  if (expiry === undefined) return undefined;
  if (right === undefined) return { kind: 'dated', root, expiry };
  return {
    kind: 'dated',
    root,
    expiry,
    option: { strike: priceFromDecimal(strike), right: right === 'C' ? 'call' : 'put' },
  };
}

import { zoneOf } from '../../core/calendar/session.ts';
import type { Instrument } from '../../core/model/instrument.ts';
import { type Price, price } from '../../core/model/price.ts';
import { parsePrice } from '../../core/model/price-format.ts';
import { type Quantity, quantity, type Side } from '../../core/model/quantity.ts';
import { HOUR, type Instant, instant, MINUTE } from '../../core/model/time.ts';
import type { FileFacts } from './formats/format.ts';
import { instantOf, readDay, readTimeOfDay } from './local-time.ts';
import type { Row } from './row.ts';
import { readSide } from './values.ts';

export const zoneFor = ({ zone }: FileFacts, { session }: Instrument): string => zone ?? zoneOf(session);

export const sideOf = (row: Row, ...columns: readonly string[]): Side =>
  row.read(columns, (text) => (readSide(text) === 'buy' ? 'buy' : 'sell'));

function readContracts(text: string): number {
  if (!/^[+-]?\d+(\.\d*)?$/.test(text)) throw new Error('is no number of contracts');
  const contracts = Number(text);
  if (!Number.isSafeInteger(contracts)) throw new Error('is no whole number of contracts');
  if (contracts === 0) throw new Error('is no quantity: a fill is of one contract or more');
  return contracts;
}

/** Contracts, whole and more than none. */
export const quantityOf = (row: Row, ...columns: readonly string[]): Quantity =>
  row.read(columns, (text) => {
    const contracts = readContracts(text);
    if (contracts < 0) throw new Error('is negative although the side has a column of its own');
    return quantity(contracts);
  });

/** Contracts whose sign is the side. */
export const signedQuantityOf = (row: Row, ...columns: readonly string[]): { quantity: Quantity; side: Side } =>
  row.read(columns, (text) => {
    const contracts = readContracts(text);
    return { quantity: quantity(Math.abs(contracts)), side: contracts < 0 ? 'sell' : 'buy' };
  });

/** A price in any form of the instrument; one between two ticks is kept as it is. */
export const priceOf = (row: Row, { priceStyle }: Instrument, ...columns: readonly string[]): Price =>
  row.read(columns, (text) => price(parsePrice(text, priceStyle)));

/** Date and time of two columns as told in a zone. */
export function instantOfColumns(row: Row, date: string, time: string, zone: string): Instant {
  const day = row.read([date], readDay);
  return row.read([time], (text) => instantOf(day, readTimeOfDay(text), zone));
}

/** `2025-07-22 14:30:07.123` or the same with `T`; with `Z` or an offset it says its own zone. */
export function readDateTime(text: string, zone: string): Instant {
  const match = /^(\S+?)[T\s]+(\d{1,2}:\d\d\S*?(?:\s*[AaPp][Mm])?)\s*(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(text);
  if (!match) throw new Error('is no time: write 2025-07-22 14:30:07.123');
  const [, date = '', time = '', offset] = match;
  const at = instantOf(readDay(date), readTimeOfDay(time), offset === undefined ? zone : 'UTC');
  return offset === undefined ? at : instant(at - offsetOf(offset));
}

/** Microseconds by which `-06:00` is ahead of UTC; `Z` by none. */
function offsetOf(text: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!match) return 0;
  const magnitude = Number(match[2]) * HOUR + Number(match[3]) * MINUTE;
  return match[1] === '-' ? -magnitude : magnitude;
}

/** Nanoseconds since 1970, cut to microseconds. */
export function readNanoseconds(text: string): Instant {
  if (!/^\d{19}$/.test(text)) throw new Error('is no count of nanoseconds since 1970: it has nineteen digits');
  return instant(Number(BigInt(text) / 1_000n));
}

/** What tells fills of one instant apart, as one text. */
export const markOf = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

import { z } from 'zod';
import {
  type AccountId,
  accountId,
  type ExecutionId,
  executionId,
  type VenueOrderId,
  venueOrderId,
} from '../../../../core/model/ids.ts';
import type { Money } from '../../../../core/model/money.ts';
import type { Price } from '../../../../core/model/price.ts';
import type { Side } from '../../../../core/model/quantity.ts';
import { instantOf, moneyOf, priceOf, wholeOf } from './digits.ts';

/** A field that `read` makes into what we rely on; what it throws is the reason why the record cannot be read. */
const field = <T>(read: (text: string) => T) =>
  z.string('is not there or no text or number').transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      context.issues.push({
        code: 'custom',
        message: error instanceof Error ? error.message : String(error),
        input: text,
      });
      return z.NEVER;
    }
  });

const latest = 8_000_000_000_000_000_000n;

export const priceField: z.ZodType<Price, string> = field(priceOf);
export const moneyField: z.ZodType<Money, string> = field(moneyOf);
export const wholeField: z.ZodType<number, string> = field(wholeOf);
export const quantityField: z.ZodType<number, string> = field((text) => {
  const contracts = wholeOf(text);
  if (contracts < 0) throw new RangeError(`${text} is less than nothing`);
  return contracts;
});

/** Nanoseconds since 1970. */
export const nanosecondsField: z.ZodType<bigint, string> = field((text) => {
  if (!/^\d{1,19}$/.test(text) || BigInt(text) > latest)
    throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is no time in nanoseconds`);
  const nanoseconds = BigInt(text);
  instantOf(nanoseconds);
  return nanoseconds;
});

/** A number; one beyond the exact ones is none. */
export const accountField: z.ZodType<AccountId, string> = field((text) => {
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`${JSON.stringify(text.slice(0, 60))} is no account`);
  return accountId(text);
});
export const orderField: z.ZodType<VenueOrderId, string> = field(venueOrderId);
export const executionField: z.ZodType<ExecutionId, string> = field(executionId);

/** An id of TT's, opaque. */
export const idField = z.string('is not there or no text or number').regex(/^[\x21-\x7e]{1,64}$/, 'is no id');

/** A code of `/orderdata`, a text or a number there. */
export const codeField = z.string().max(64);

/** What is not there is sent as nothing, `null` or an empty text. */
export const maybe = <T>(of: z.ZodType<T, string>): z.ZodType<T | undefined> =>
  z.preprocess((given) => (given === '' || given === null ? undefined : given), of.optional());

/** What TT's code of a side says. */
export type SideOf = (code: string) => Side | undefined;

export const sideField = (sideOf: SideOf): z.ZodType<Side, string> =>
  field((code) => {
    const side = sideOf(code);
    if (side === undefined) throw new RangeError(`${JSON.stringify(code.slice(0, 60))} is neither buy nor sell`);
    return side;
  });

export const textField = z.string().max(4_000);

import { MalformedText, OutOfRange } from '../errors.ts';
import type { Brand } from './brand.ts';

export type ClientOrderId = Brand<string, 'ClientOrderId'>;
export type VenueOrderId = Brand<string, 'VenueOrderId'>;
export type ExecutionId = Brand<string, 'ExecutionId'>;
export type AccountId = Brand<string, 'AccountId'>;

/** Venues send UUIDs, numbers and dotted or slashed texts; blanks and control characters are always a mistake. */
function check(kind: string, text: string): string {
  const bad = text.search(/[^\x21-\x7e]/);
  if (bad >= 0) throw new MalformedText(`${kind} has a character that ids may not have`, text, bad);
  if (text.length === 0) throw new OutOfRange(`${kind} is empty`);
  if (text.length > 64) throw new OutOfRange(`${kind} is longer than 64 characters: "${text.slice(0, 64)}…"`);
  return text;
}

export const clientOrderId = (text: string): ClientOrderId => check('an order id', text) as ClientOrderId;
export const venueOrderId = (text: string): VenueOrderId => check('a venue order id', text) as VenueOrderId;
export const executionId = (text: string): ExecutionId => check('an execution id', text) as ExecutionId;
export const accountId = (text: string): AccountId => check('an account', text) as AccountId;

/** Gives `<prefix><start>`, `<prefix><start + 1>`, …: the same prefix and start, the same ids. The prefix carries what makes a run unique. */
export function idSequence(prefix: string, start = 1): () => string {
  let next = start;
  return () => `${prefix}${next++}`;
}

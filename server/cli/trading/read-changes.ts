import { WrongUse } from '../client.ts';
import { priceText, wholeNumber } from './options.ts';

export interface Changes {
  readonly quantity?: number;
  readonly price?: string;
}

const isWhole = (text: string): boolean => /^\d+$/.test(text);

/** `2` is a quantity, `19500.00` and `110'085` are prices, and two words are both in this order. */
export function readChanges(words: readonly string[]): Changes {
  const [first, second] = words;
  if (first === undefined) return {};
  if (second !== undefined)
    return { quantity: wholeNumber(first, 'A quantity'), price: priceText(second, 'What comes after the quantity') };
  if (isWhole(first)) return { quantity: wholeNumber(first, 'A quantity') };
  if (/^-?[\d][\d'.+/ -]*$/.test(first)) return { price: first };
  throw new WrongUse(
    `A quantity is a whole number, and a price has a decimal point or a tick mark; got ${JSON.stringify(first)}.`,
  );
}

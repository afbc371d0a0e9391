import { parseDay } from '../calendar/business-day.ts';
import { isMonthCode, monthCodes, monthOf } from '../model/contract.ts';
import type { Right } from '../model/option.ts';
import type { Price } from '../model/price.ts';
import { parseStrike, type StrikeSystem } from '../model/strike-text.ts';
import type { TradeDate } from '../model/time.ts';

const monthWords = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const century = 2_000;

/** 1 to 12 of `SEP`, 0 for anything else. */
export const monthOfWord = (word: string): number => (monthWords as readonly string[]).indexOf(word) + 1;
/** `SEP` of 9; empty for what is no month. */
export const monthWord = (month: number): string => monthWords[month - 1] ?? '';
/** 1 to 12 of `U`, 0 for anything else. */
export const monthOfLetter = (letter: string): number => (isMonthCode(letter) ? monthOf(letter) : 0);
/** `U` of 9; empty for what is no month. */
export const monthLetter = (month: number): string => monthCodes[month - 1] ?? '';

/** Two digits of a year, which these systems write for 2000 to 2099. */
export const twoDigits = (year: number): string | undefined =>
  year >= century && year < century + 100 ? String(year).slice(2) : undefined;
/** 2025 of `25`. */
export const yearOfTwo = (digits: string): number => century + Number(digits);

/** `SEP25`. */
export const monthYear = (year: number, month: number): string | undefined => {
  const digits = twoDigits(year);
  return digits && `${monthWord(month)}${digits}`;
};

/** `21JUL25`, only for days that a calendar has. */
export function dayOfText(text: string): TradeDate | undefined {
  const match = /^(\d\d)([A-Z]{3})(\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, day = '', word = '', year = ''] = match;
  return parseDay(`${yearOfTwo(year)}-${String(monthOfWord(word)).padStart(2, '0')}-${day}`);
}

/** `21JUL25`; undefined for a year that two digits cannot say. */
export const dayText = (date: TradeDate): string | undefined => {
  const [year, month, day] = date.split('-');
  const tail = monthYear(Number(year), Number(month));
  return tail && `${day}${tail}`;
};

/** A call for what begins with a capital C, a put for anything else: readers hand in nothing but the two. */
export const rightOf = (letter: string): Right => (letter.startsWith('C') ? 'call' : 'put');
export const rightLetter = (right: Right): string => (right === 'call' ? 'C' : 'P');

/** A strike, or undefined for text that is none. */
export function strikeOf(text: string, system: StrikeSystem): Price | undefined {
  try {
    return parseStrike(text, system);
  } catch {
    return undefined;
  }
}

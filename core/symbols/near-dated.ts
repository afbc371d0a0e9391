import { dayOf } from '../calendar/business-day.ts';
import type { DatedContract } from '../model/dated-contract.ts';
import type { InstrumentDefinition } from '../model/definition.ts';
import { PRICE_UNITS_PER_POINT, type Price, price } from '../model/price.ts';
import { nearest } from '../nearest.ts';
import type { SymbolBook } from './book.ts';

const LISTED = { weeks: 60, months: 14 } as const;
/** Most strikes that digits are tried as, and most products that letters are. */
const MOST = 4;
const SHARES = 2;

/**
 * Contracts named by their day that a text may mean: products whose letters it begins with or nearly has, expiries of the year, and strikes whose digits stand
 * before its last letters. For finding near names only.
 */
export function nearDated(text: string, book: SymbolBook): DatedContract[] {
  const strikes = strikesOf(text);
  return productsOf(text, book).flatMap(({ root, dated }) => {
    const expiries = book.expiriesFrom(root, dayOf(book.thisYear, 1, 1), LISTED);
    const listed = [...new Set(strikes.map((strike) => snapped(strike, dated?.strikeStep)))];
    return expiries.flatMap((expiry) => [
      ...(strikes.length === 0 ? [{ kind: 'dated', root, expiry } as const] : []),
      ...listed.flatMap((strike) =>
        (['call', 'put'] as const).map(
          (right): DatedContract => ({ kind: 'dated', root, expiry, option: { strike, right } }),
        ),
      ),
    ]);
  });
}

function productsOf(text: string, book: SymbolBook): readonly InstrumentDefinition[] {
  const letters = /^[A-Z]*/.exec(text)?.[0] ?? '';
  if (letters.length < 2) return [];
  const roots = new Map(book.datedRoots.map((each) => [each.root, each]));
  const near = [...roots.keys()].filter((root) => letters.startsWith(root));
  return [...near, ...nearest(letters, roots.keys(), SHARES)].slice(0, SHARES).flatMap((root) => roots.get(root) ?? []);
}

/** Digits before the last letters of an option, from the whole run to its last three; nothing for a future. */
function strikesOf(text: string): Price[] {
  const run = /(\d+(?:\.\d+)?) ?[CP]E?(?: |$)/.exec(text)?.[1] ?? /[CP](\d+(?:\.\d+)?)$/.exec(text)?.[1] ?? '';
  const whole = run.split('.')[0] ?? '';
  const cuts = Array.from({ length: MOST }, (_, index) => whole.slice(-(3 + index))).filter((cut) => cut.length >= 2);
  return [...new Set(cuts)].map((cut) => price(Number(cut) * PRICE_UNITS_PER_POINT)).filter((strike) => strike > 0);
}

const snapped = (strike: Price, step: Price | undefined): Price =>
  step === undefined ? strike : price(Math.max(1, Math.round(strike / step)) * step);

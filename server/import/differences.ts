import type { Fill } from '../../core/model/fill.ts';
import { differencesOf } from '../../core/model/fill-content.ts';
import { moneyToDecimal, NO_MONEY } from '../../core/model/money.ts';
import { priceToDecimal } from '../../core/model/price.ts';
import { toMilliseconds } from '../../core/model/time.ts';

const words: Partial<Readonly<Record<keyof Fill, string>>> = { tsEvent: 'time' };

function told(fill: Fill, field: keyof Fill): string {
  if (field === 'price') return priceToDecimal(fill.price);
  if (field === 'fee') return moneyToDecimal(fill.fee ?? NO_MONEY);
  if (field === 'tsEvent') return new Date(toMilliseconds(fill.tsEvent)).toISOString();
  return String(fill[field]);
}

/** In what a fill differs from another report of it: `price 111 and not 112, quantity 1 and not 2`; empty where in nothing. */
export const differencesText = (there: Fill, now: Fill): string =>
  differencesOf(there, now)
    .map((field) => `${words[field] ?? field} ${told(there, field)} and not ${told(now, field)}`)
    .join(', ');

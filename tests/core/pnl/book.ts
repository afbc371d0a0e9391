import type { Fill } from '../../../core/model/fill.ts';
import { type Money, moneyToDecimal } from '../../../core/model/money.ts';
import { priceToDecimal } from '../../../core/model/price.ts';
import { LotBook } from '../../../core/pnl/lot-book.ts';
import type { Match } from '../../../core/pnl/match.ts';
import type { LotMethod } from '../../../core/pnl/method.ts';
import type { Position } from '../../../core/pnl/position.ts';

/** `POINTS` counts in points. */
export const multiplierOf = (instrument: string): number => ({ ZTZ6: 2_000, ESZ6: 50, POINTS: 1 })[instrument] ?? 1_000;

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

export const realizedBy = (matches: readonly Match[]): Money => sum(matches.map(({ realized }) => realized)) as Money;

/** A book of these fills, what each realized as text, and the position of the first. */
export function book(fills: readonly Fill[], method?: LotMethod) {
  const lots = new LotBook(multiplierOf, method);
  const realized = fills.map((fill) => moneyToDecimal(realizedBy(lots.apply(fill))));
  return { lots, realized, position: [...lots.positions()][0]! };
}

/** `3@112.25`, in the order in which they would be closed. */
export const openLots = (position: Position): string[] =>
  position.lots().map(({ entry, quantity }) => `${quantity}@${priceToDecimal(entry.price)}`);

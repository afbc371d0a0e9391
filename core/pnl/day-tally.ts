import type { Fill } from '../model/fill.ts';
import { addMoney, type Money, NO_MONEY } from '../model/money.ts';
import type { Price } from '../model/price.ts';
import type { TradeDate } from '../model/time.ts';
import { realizedOfDay } from '../settlement/pmax.ts';
import type { Match } from './match.ts';
import type { Position } from './position.ts';

/** What each position realized on its newest trade date, counted from the start of that day for what was held over night. */
export class DayTally {
  readonly #of = new Map<Position, { readonly date: TradeDate; readonly realized: Money }>();

  of(position: Position, date: TradeDate): Money {
    const tally = this.#of.get(position);
    return tally?.date === date ? tally.realized : NO_MONEY;
  }

  /** Adds what a fill closed; without a start of the day a match counts as it is. */
  add(position: Position, { tradeDate: today }: Fill, matches: readonly Match[], startOfDay: Price | undefined): void {
    if ((this.#of.get(position)?.date ?? '') > today) return;
    let realized = this.of(position, today);
    for (const { entry, side, quantity, exit, realized: raw } of matches) {
      const held = { entry, quantity: side === 'long' ? quantity : -quantity, multiplier: position.multiplier };
      const isFromStart = startOfDay !== undefined && entry.tradeDate < today;
      realized = addMoney(realized, isFromStart ? realizedOfDay(held, exit.price, { today, startOfDay }) : raw);
    }
    this.#of.set(position, { date: today, realized });
  }
}

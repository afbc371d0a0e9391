import type { TradeDate } from '../../../core/model/time.ts';
import type { Trade } from '../../../core/statistics/trade.ts';

/** Trades of amounts in currency units, as micros. */
export const tradesOf = (amounts: readonly number[], more: Partial<Trade> = {}): Trade[] =>
  amounts.map((amount) => ({ amount: Math.round(amount * 1e6), ...more }));

/** Trades of amounts in currency units by date. */
export const datedTrades = (rows: readonly (readonly [date: string, amount: number, strategy?: string])[]): Trade[] =>
  rows.map(([date, amount, strategy]) => ({
    amount: Math.round(amount * 1e6),
    date: date as TradeDate,
    ...(strategy === undefined ? {} : { strategy }),
  }));

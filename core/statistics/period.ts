import { periodOf } from '../calendar/period.ts';
import type { TradeDate } from '../model/time.ts';
import type { Trade } from './trade.ts';

/** What outcomes are added up by before ratios and drawdown are made of them; `trade` adds up nothing. */
export const periods = ['trade', 'day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** Periods a year that ratios are annualized with unless said; a ratio of single trades is left as it is. */
export const annualizations: Readonly<Record<Period, number>> = { trade: 1, day: 252, week: 52, month: 12 };

const firstDay = (date: TradeDate, period: 'day' | 'week' | 'month'): TradeDate =>
  period === 'day' ? date : periodOf(date, period).first;

export interface Group {
  /** The strategy, or the first day of the period; empty for a trade that has neither. */
  readonly key: string;
  readonly trades: readonly Trade[];
}

/**
 * Trades by strategy or by the period of their trade date, in the order of names or days. A period without trades is no group. Each
 * trade, and each one without a date where periods are asked for, is a group of its own.
 */
export function groupTrades(trades: readonly Trade[], by: Period | 'strategy'): readonly Group[] {
  const alone: Group[] = [];
  const groups = new Map<string, Trade[]>();
  const starts = new Map<TradeDate, TradeDate>();
  const keyOf = ({ date, strategy }: Trade): string | undefined => {
    if (by === 'strategy') return strategy ?? '';
    if (by === 'trade' || date === undefined) return undefined;
    const start = starts.get(date) ?? firstDay(date, by);
    starts.set(date, start);
    return start;
  };
  for (const trade of trades) {
    const key = keyOf(trade);
    const group = key === undefined ? undefined : groups.get(key);
    if (key === undefined) alone.push({ key: trade.date ?? '', trades: [trade] });
    else if (group) group.push(trade);
    else groups.set(key, [trade]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...sorted.map(([key, held]) => ({ key, trades: held })), ...alone];
}

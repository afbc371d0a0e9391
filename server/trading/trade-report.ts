import { z } from 'zod';
import type { ParamValue, QueryResult } from '../../cells/kind.ts';
import type { Bounds } from '../../core/calendar/calendar.ts';
import { addMoney, type Money, moneyFromDecimal, moneyToDecimal, NO_MONEY } from '../../core/model/money.ts';
import { instantText } from '../../core/trace/canonical.ts';
import type { Analytics } from '../analytics/port.ts';

/** A round trip: contracts that were entered by one execution and left by another, first in first out. Exact decimals as text. */
export interface TradeReport {
  readonly account: string;
  readonly strategy: string;
  readonly instrument: string;
  readonly side: 'long' | 'short';
  readonly quantity: number;
  readonly entryPrice: string;
  readonly exitPrice: string;
  readonly shown: { readonly entryPrice: string; readonly exitPrice: string };
  readonly entered: string;
  readonly left: string;
  readonly secondsHeld: number;
  /** Before fees. */
  readonly realized: string;
  readonly fees: string;
  readonly net: string;
  readonly currency: string;
  readonly entryExecution: string;
  readonly exitExecution: string;
}

/** Of one currency; what is neither won nor lost counts in `trades`. */
export interface TradeTotal {
  readonly currency: string;
  readonly trades: number;
  readonly won: number;
  readonly lost: number;
  readonly even: number;
  readonly realized: string;
  readonly fees: string;
  readonly net: string;
}

export interface TradesReport {
  readonly from: string;
  readonly to: string;
  /** The zone that times without one are told in. */
  readonly zone: string;
  /** By the time they were left. */
  readonly trades: readonly TradeReport[];
  readonly totals: readonly TradeTotal[];
}

const MOST_TRADES = 100_000;

const rows = `
  SELECT account, strategy, instrument, side, quantity::INTEGER AS quantity, entry_price::VARCHAR AS entry_price, exit_price::VARCHAR AS exit_price,
    entry_price_text, exit_price_text, epoch_us(ts_entry)::DOUBLE AS ts_entry, epoch_us(ts_exit)::DOUBLE AS ts_exit, realized::VARCHAR AS realized,
    (entry_fee + exit_fee)::VARCHAR AS fees, net_realized::VARCHAR AS net, currency, entry_execution_id, exit_execution_id
  FROM matches
  WHERE ts_exit >= $start AND ts_exit < $end AND ($account = '' OR account = $account) AND ($instrument = '' OR instrument = $instrument)
  ORDER BY ts_exit, exit_execution_id, ts_entry, entry_execution_id`;

const row = z.tuple([
  ...([z.string(), z.string(), z.string(), z.enum(['long', 'short']), z.number(), z.string(), z.string()] as const),
  ...([z.string(), z.string(), z.number(), z.number(), z.string(), z.string(), z.string()] as const),
  ...([z.string(), z.string(), z.string()] as const),
]);

export interface TradesOptions {
  readonly span: Bounds;
  readonly zone: string;
  readonly account?: string | undefined;
  readonly instrument?: string | undefined;
}

/** Round trips that ended within the span, as the desk's own lots have them. Rejects with a `CellFailure`. */
export async function tradesReport(analytics: Pick<Analytics, 'run'>, options: TradesOptions): Promise<TradesReport> {
  const { span, zone, account = '', instrument = '' } = options;
  const params = new Map<string, ParamValue>([
    ['start', { type: 'timestamp', value: span.start }],
    ['end', { type: 'timestamp', value: span.end }],
    ['account', { type: 'text', value: account }],
    ['instrument', { type: 'text', value: instrument }],
  ]);
  const trades = tradesOf(await analytics.run({ sql: rows, params, limit: MOST_TRADES }));
  return { from: instantText(span.start), to: instantText(span.end), zone, trades, totals: totalsOf(trades) };
}

const shortest = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal);

function tradesOf(result: QueryResult): readonly TradeReport[] {
  return result.rows.map((values) => {
    const [account, strategy, instrument, side, quantity, entry, exit, entryText, exitText, ...rest] =
      row.parse(values);
    const [entered, left, realized, fees, net, currency, entryExecution, exitExecution] = rest;
    return {
      account,
      strategy,
      instrument,
      side,
      quantity,
      entryPrice: shortest(entry),
      exitPrice: shortest(exit),
      shown: { entryPrice: entryText, exitPrice: exitText },
      entered: instantText(entered),
      left: instantText(left),
      secondsHeld: (left - entered) / 1_000_000,
      realized: shortest(realized),
      fees: shortest(fees),
      net: shortest(net),
      currency,
      entryExecution,
      exitExecution,
    };
  });
}

function totalsOf(trades: readonly TradeReport[]): readonly TradeTotal[] {
  const currencies = [...new Set(trades.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const mine = trades.filter((trade) => trade.currency === currency);
    const sum = (of: (trade: TradeReport) => string): Money =>
      mine.reduce<Money>((total, trade) => addMoney(total, moneyFromDecimal(of(trade))), NO_MONEY);
    const signs = mine.map((trade) => Math.sign(moneyFromDecimal(trade.net)));
    return {
      currency,
      trades: mine.length,
      won: signs.filter((sign) => sign > 0).length,
      lost: signs.filter((sign) => sign < 0).length,
      even: signs.filter((sign) => sign === 0).length,
      realized: moneyToDecimal(sum(({ realized }) => realized)),
      fees: moneyToDecimal(sum(({ fees }) => fees)),
      net: moneyToDecimal(sum(({ net }) => net)),
    };
  });
}

import { DAY, type TradeDate } from '../model/time.ts';
import { annualReturn, cagr, returnsOn, stability } from './growth.ts';
import type { Periods, Settled } from './options.ts';
import { tailRatio, valueAtRisk } from './quantile.ts';
import { calmar, downsideRisk, omega, periodReturn, sharpe, sortino, volatility } from './ratios.ts';
import { excess } from './series.ts';

import type { Trade } from './trade.ts';

/** Figures of the periods: ratios, growth and tails. */
export function ratioFigures(
  { amounts }: Periods,
  options: Settled,
  deepestShare: number | undefined,
  trades: readonly Trade[],
) {
  const { measure, startingEquity, annualization, requiredReturn } = options;
  const threshold = measure === 'return' ? (periodReturn(requiredReturn, annualization) ?? 0) : 0;
  const above = threshold === 0 ? amounts : excess(amounts, threshold);
  const growth =
    measure === 'return' ? annualReturn(amounts, annualization) : growthOf(amounts, startingEquity, trades);
  const returns = measure === 'return' ? amounts : returnsOn(amounts, startingEquity);
  const sorted = amounts.toSorted();
  return {
    periods: amounts.length,
    volatility: volatility(amounts, options),
    downsideRisk: downsideRisk(above, options),
    sharpe: sharpe(above, options),
    sortino: sortino(above, options),
    omega: omega(above),
    cagr: growth,
    calmar: calmar(growth, deepestShare),
    tailRatio: tailRatio(sorted),
    valueAtRisk: valueAtRisk(sorted),
    stability: returns && stability(returns),
  };
}

export type RatioFigures = Readonly<ReturnType<typeof ratioFigures>>;

const YEAR = 365;
const dayNumber = (date: TradeDate): number => Date.parse(`${date}T00:00:00Z`) / (DAY / 1_000);

function growthOf(amounts: Float64Array, start: number, trades: readonly Trade[]): number | undefined {
  const [first, last] = [trades[0]?.date, trades.at(-1)?.date];
  if (first === undefined || last === undefined) return undefined;
  const end = amounts.reduce((equity, amount) => equity + amount, start);
  return cagr(start, end, (dayNumber(last) - dayNumber(first) + 1) / YEAR);
}

import { deepestFall, drawdownCurve, equityCurve } from './drawdown.ts';
import { cumulativeReturns } from './growth.ts';
import type { Periods, Settled } from './options.ts';
import { numbersOf, type Series } from './series.ts';

/** Figures of the fall of equity below its highest, period by period. */
export function drawdownFigures({ amounts, dates }: Periods, options: Settled) {
  const money = options.measure === 'money';
  const { start, curve } = equityOf(amounts, options);
  const fall = deepestFall(curve, start, money ? 'amount' : 'share');
  const below = drawdownCurve(curve, start).at(-1) ?? 0;
  const last = curve.at(-1) ?? start;
  const end = fall?.recovery ?? amounts.length - 1;
  const known = amounts.length > 0 && start > 0;
  return {
    maxDrawdown: money ? (fall?.depth ?? 0) : undefined,
    maxDrawdownShare: known ? ((money ? deepestFall(curve, start, 'share') : fall)?.share ?? 0) : undefined,
    drawdownStart: fall && dates[fall.peak],
    drawdownValley: fall && dates[fall.valley],
    drawdownRecovery: fall?.recovery === undefined ? undefined : dates[fall.recovery],
    drawdownPeriods: fall && end - fall.peak,
    recoveryPeriods: fall?.recovery === undefined ? undefined : fall.recovery - fall.valley,
    currentDrawdown: below === 0 ? 0 : money ? -below : -below / (last - below),
  };
}

export type DrawdownFigures = Readonly<ReturnType<typeof drawdownFigures>>;

/** Equity of money above its start, or of returns compounded from 1. */
export const equityOf = (
  amounts: Series,
  { measure, startingEquity }: Settled,
): { readonly start: number; readonly curve: Float64Array } =>
  measure === 'money'
    ? { start: startingEquity, curve: equityCurve(amounts, startingEquity) }
    : { start: 1, curve: numbersOf(cumulativeReturns(amounts), (growth) => 1 + growth) };

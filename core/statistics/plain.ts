import { MONEY_UNITS, money, moneyToDecimal } from '../model/money.ts';
import { SECOND } from '../model/time.ts';
import { definitions, type FigureName } from './definitions.ts';
import type { Statistics } from './statistics.ts';

/** Sums and extremes, which are exact; the other amounts are quotients. */
const exact: ReadonlySet<FigureName> = new Set([
  'total',
  'grossProfit',
  'grossLoss',
  'largestWin',
  'largestLoss',
  'worstAdverse',
  'bestFavorable',
  'maxDrawdown',
  'currentDrawdown',
]);

/** A figure for other programs: null where it has no value. */
export type PlainFigure = number | string | null;

/**
 * A figure in units that need no telling: exact amounts of money as decimal text in currency units, quotients of them as numbers, shares
 * and returns as ratios, durations in seconds, dates as `YYYY-MM-DD`.
 */
export function plainFigure(name: FigureName, figures: Statistics, measure: 'money' | 'return'): PlainFigure {
  const value = figures[name];
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  const { unit } = definitions[name];
  if (unit === 'duration') return value / SECOND;
  if (unit !== 'amount' || measure === 'return') return value;
  return exact.has(name) ? moneyToDecimal(money(value)) : value / MONEY_UNITS;
}

/** Why a figure has no value; empty where it has one. */
export function withoutValue(name: FigureName, figures: Statistics): string {
  if (figures[name] !== undefined) return '';
  if (figures.trades === 0) return 'no trades';
  const { group, unit, without } = definitions[name];
  if (group !== 'drawdown' || name.startsWith('maxDrawdown')) return without;
  if (figures.drawdownPeriods === undefined) return 'no drawdown';
  if (name === 'drawdownRecovery' && figures.recoveryPeriods === undefined) return without;
  return unit === 'date' && figures.drawdownValley === undefined ? 'no dates' : without;
}

import { describe, expect, it } from 'vitest';
import { alpha, beta, capture, downCapture, upCapture, whenBenchmark } from '../../../core/statistics/benchmark.ts';
import { deepestFall } from '../../../core/statistics/drawdown.ts';
import { annualReturn, cumulativeReturns, stability, totalReturn } from '../../../core/statistics/growth.ts';
import { tailRatio } from '../../../core/statistics/quantile.ts';
import {
  calmar,
  downsideRisk,
  omega,
  periodReturn,
  sharpe,
  sortino,
  volatility,
} from '../../../core/statistics/ratios.ts';
import { rolling } from '../../../core/statistics/rolling.ts';
import { excess, type Series } from '../../../core/statistics/series.ts';
import { oracle } from '../../oracle.ts';

type Value = number | 'NaN' | 'Infinity' | null;
type Named = { readonly series: string } | number;
interface Case {
  readonly fn: string;
  readonly returns: { readonly series: string };
  readonly benchmark?: Named;
  readonly factor_returns?: Named;
  readonly risk_free?: Named;
  readonly required_return?: Named;
  readonly starting_value?: number;
  readonly period?: keyof typeof periods;
  readonly window?: number;
  readonly decimal_places?: number;
  readonly expected: Value | Value[];
}

const periods = { daily: 252, weekly: 52, monthly: 12, yearly: 1 };
const given = oracle<{ series: Record<string, Value[] | Record<string, Value[]>>; cases: Case[] }>('empyrical.json');

type Result = number | undefined | ArrayLike<number | undefined>;

/** `-name`, `2 * name` and `name[1:]` are made of `name`. */
function named(expression: string): number[] {
  const [, factor = '', name = '', tail] = /^(-|2 \* )?([a-z_0-9]+)(\[1:\])?$/.exec(expression) ?? [];
  const found = given?.series[name];
  const series = Array.isArray(found) ? found : (Object.values(found ?? {})[0] ?? []);
  const numbers = series.map((value) => (typeof value === 'number' ? value : Number.NaN));
  const scaled = numbers.map((value) => (factor === '-' ? -value : factor === '2 * ' ? 2 * value : value));
  return tail ? scaled.slice(1) : scaled;
}

/** Both series where both have a value; one that is shorter by its first is compared from the second on. */
function paired(own: number[], other: Named): [number[], number[]] {
  const theirs = typeof other === 'number' ? own.map(() => other) : named(other.series);
  const aligned = own.slice(Math.max(0, own.length - theirs.length));
  const places = aligned.map((_, index) => index).filter((index) => !Number.isNaN(aligned[index]! + theirs[index]!));
  return [places.map((index) => aligned[index]!), places.map((index) => theirs[index]!)];
}

const columns = (name: string): number[][] => {
  const found = given?.series[name];
  return Array.isArray(found) || !found ? [named(name)] : Object.values(found).map((series) => series.map(Number));
};

const known = (own: Series): Float64Array => Float64Array.from(own).filter((value) => !Number.isNaN(value));

/** A period without a return stands still, and is counted where growth is taken by the year. */
const still = (own: Series): Float64Array => Float64Array.from(own, (value) => (Number.isNaN(value) ? 0 : value));

const depth = (returns: Series): number | undefined => {
  const curve = cumulativeReturns(still(returns)).map((growth) => 1 + growth);
  return curve.length === 0 ? undefined : -(deepestFall(curve, 1, 'share')?.share ?? 0);
};

const over = (own: number[], other: Named | undefined): Float64Array =>
  typeof other === 'object' ? excess(...paired(own, other)) : excess(known(own), other ?? 0);

/** What of ours each function of empyrical is. */
const ours: Record<string, (row: Case, own: number[], annualization: number) => Result> = {
  cum_returns: ({ starting_value: start = 0 }, own) =>
    cumulativeReturns(still(own)).map((growth) => (start === 0 ? growth : start * (1 + growth))),
  cum_returns_final: ({ starting_value: start = 0 }, own) => {
    const growth = totalReturn(still(own));
    return growth === undefined || start === 0 ? growth : start * (1 + growth);
  },
  max_drawdown: (_, own) => depth(own),
  annual_ret: (_, own, year) => annualReturn(still(own), year),
  cagr: (_, own, year) => annualReturn(still(own), year),
  annual_volatility: (_, own, annualization) => volatility(known(own), { annualization }),
  calmar: (_, own, year) => calmar(annualReturn(still(own), year), depth(own)),
  omega: (row, own) => {
    const required = typeof row.required_return === 'number' ? row.required_return : 0;
    const threshold = periodReturn(required, 252);
    return threshold === undefined ? undefined : omega(over(own, row.risk_free).map((value) => value - threshold));
  },
  sharpe_ratio: (row, own, annualization) => sharpe(over(own, row.risk_free), { annualization }),
  excess_sharpe: (row, own) => sharpe(over(own, row.factor_returns)),
  downside_risk: (row, own, annualization) => downsideRisk(over(own, row.required_return), { annualization }),
  sortino: (row, own, annualization) => sortino(over(own, row.required_return), { annualization }),
  stability_of_timeseries: (_, own) => stability(known(own)),
  tail_ratio: (_, own) => tailRatio(known(own).sort()),
  roll_max_drawdown: ({ window = 0 }, own) => rolling(own, window, depth),
  roll_sharpe_ratio: ({ window = 0 }, own) =>
    rolling(own, window, (stretch) => sharpe(known(stretch), { annualization: 252 })),
};

/** Growth of a series with a hole counts the hole; everything else leaves it out. */
const whole = new Set(['capture_ratio', 'up_capture', 'down_capture', 'up_down_capture']);

/** Functions that take a second series, which must line up with the first. */
const beside: Record<string, (own: number[], theirs: number[], annualization: number) => Result> = {
  alpha_beta: (own, theirs, year) => [alpha(own, theirs, year), beta(own, theirs)],
  alpha,
  beta,
  up_alpha_beta: (own, theirs, year) => {
    const up = whenBenchmark('up', own, theirs);
    return [alpha(up.returns, up.benchmark, year), beta(up.returns, up.benchmark)];
  },
  down_alpha_beta: (own, theirs, year) => {
    const down = whenBenchmark('down', own, theirs);
    return [alpha(down.returns, down.benchmark, year), beta(down.returns, down.benchmark)];
  },
  capture_ratio: capture,
  up_capture: upCapture,
  down_capture: downCapture,
  up_down_capture: (own, theirs, year) => {
    const [up, down] = [upCapture(own, theirs, year), downCapture(own, theirs, year)];
    return up === undefined || down === undefined ? undefined : up / down;
  },
};

/** Digits that the source itself printed fewer of. */
const digits: Record<string, number> = {
  cum_returns: 4,
  cum_returns_final: 4,
  roll_max_drawdown: 4,
  roll_sharpe_ratio: 7,
  tail_ratio: 1,
};

function answer(row: Case): Result {
  const annualization = periods[row.period ?? 'daily'];
  const second = beside[row.fn];
  if (second) {
    const other = row.benchmark ?? row.factor_returns ?? 0;
    const fill = (name: string): number[] => [...still(named(name))];
    const [own, theirs] =
      typeof other === 'object' && whole.has(row.fn)
        ? [fill(row.returns.series), fill(other.series)]
        : paired(named(row.returns.series), other);
    return second(own, theirs, annualization);
  }
  const results = columns(row.returns.series).map((own) => ours[row.fn]!(row, own, annualization));
  return results.length === 1 ? results[0] : (results as number[]);
}

/** What the source calls NaN or infinite has no value here; digits are compared as NumPy does, within one and a half of the last. */
function agrees(actual: number | undefined, expected: Value, places: number): void {
  if (typeof expected === 'number')
    expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThan(1.5 * 10 ** -places);
  else expect(actual).toBeUndefined();
}

describe.skipIf(!given)('empyrical (needs the shared oracles)', () => {
  const cases = given?.cases ?? [];

  it('covers every function of the file', () => {
    expect(cases).toHaveLength(138);
    expect([...new Set(cases.map(({ fn }) => fn))].filter((fn) => !ours[fn] && !beside[fn])).toEqual([]);
  });

  it.each(cases.map((row, index) => [`${index + 1} ${row.fn} of ${row.returns.series}`, row] as const))(
    '%s',
    (_, row) => {
      const actual = answer(row);
      const places = row.decimal_places ?? digits[row.fn] ?? 8;
      if (!Array.isArray(row.expected)) return agrees(actual as number | undefined, row.expected, places);
      expect(actual).toHaveLength(row.expected.length);
      row.expected.forEach((expected, index) => {
        agrees((actual as ArrayLike<number | undefined>)[index], expected, places);
      });
    },
  );
});

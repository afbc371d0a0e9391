import { alpha, beta, downCapture, upCapture } from './benchmark.ts';
import type { Settled } from './options.ts';
import { sharpe } from './ratios.ts';
import { excess, numbersOf } from './series.ts';
import type { Trade } from './trade.ts';

/** Figures beside a benchmark, of returns that have one; money and returns without one count nowhere. */
export function benchmarkFigures(trades: readonly Trade[], { measure, annualization, ddof }: Settled) {
  const paired = measure === 'return' ? trades.filter(({ benchmark }) => benchmark !== undefined) : [];
  const own = numbersOf(paired, ({ amount }) => amount);
  const theirs = numbersOf(paired, ({ benchmark }) => benchmark ?? 0);
  return {
    beta: beta(own, theirs),
    alpha: alpha(own, theirs, annualization),
    informationRatio: sharpe(excess(own, theirs), { ddof }),
    upCapture: upCapture(own, theirs, annualization),
    downCapture: downCapture(own, theirs, annualization),
  };
}

export type BenchmarkFigures = Readonly<ReturnType<typeof benchmarkFigures>>;

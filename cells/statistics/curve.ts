import { drawdownCurve } from '../../core/statistics/drawdown.ts';
import { equityOf } from '../../core/statistics/drawdown-figures.ts';
import { type StatisticsOptions, settle } from '../../core/statistics/options.ts';
import { periodsOf } from '../../core/statistics/statistics.ts';
import type { Trade } from '../../core/statistics/trade.ts';

/** A place from the left, equity and drawdown from the top, all of a thousand. */
export type CurvePoint = [left: number, equity: number, drawdown: number];

const most = 240;
const size = 1_000;

/** Equity after each period from its start, and its drawdown; of each stretch the deepest point is kept, and its last. */
export function curveOf(trades: readonly Trade[], options: StatisticsOptions): CurvePoint[] {
  const settled = settle(options);
  const { start, curve } = equityOf(periodsOf(trades, settled).amounts, settled);
  if (curve.length < 2) return [];
  const below = drawdownCurve(curve, start);
  const [low, high] = [Math.min(start, least(curve)), Math.max(start, -least(curve.map((equity) => -equity)))];
  const deepest = -least(below);
  const part = (value: number, whole: number): number => Math.round(whole === 0 ? 0 : (value / whole) * size);
  const pointAt = (index: number): CurvePoint => [
    part(index + 1, curve.length),
    size - part(curve[index]! - low, high - low),
    part(Math.abs(below[index]!), deepest),
  ];
  return [[0, size - part(start - low, high - low), 0], ...kept(below).map(pointAt)];
}

const least = (values: Float64Array): number => values.reduce((low, value) => Math.min(low, value));

function kept(below: Float64Array): number[] {
  const places = Array.from(below, (_, index) => index);
  if (places.length <= most) return places;
  const stretches = most / 2;
  return Array.from({ length: stretches }, (_, stretch) => {
    const from = Math.floor((stretch * places.length) / stretches);
    const end = Math.floor(((stretch + 1) * places.length) / stretches);
    let deepest = from;
    for (let index = from; index < end; index++) if (below[index]! < below[deepest]!) deepest = index;
    return deepest === end - 1 ? [deepest] : [deepest, end - 1];
  }).flat();
}

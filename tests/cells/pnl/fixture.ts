import type { AccountId } from '../../../core/model/ids.ts';
import { money } from '../../../core/model/money.ts';
import { instant, MINUTE } from '../../../core/model/time.ts';
import type { PnlPoint, PnlSeries, PnlState } from '../../../core/topics.ts';
import { now, tradeDate, zn } from '../live-topics.ts';

/** Minutes before now, realized and unrealized in currency units. */
export type PointGiven = readonly [minutesAgo: number, realized: number, unrealized: number];

const pointOf = ([minutesAgo, realized, unrealized]: PointGiven): PnlPoint => ({
  ts: instant(now - minutesAgo * MINUTE),
  realized: money(Math.round(realized * 1e6)),
  unrealized: money(Math.round(unrealized * 1e6)),
});

export const seriesOf = (
  points: readonly PointGiven[],
  given: Partial<Record<keyof Omit<PnlSeries, 'points'>, string>> = {},
): PnlSeries => ({
  account: (given.account ?? 'demo') as AccountId,
  strategy: given.strategy ?? 'maker',
  instrument: given.instrument ?? zn.id,
  currency: given.currency ?? 'USD',
  points: points.map(pointOf),
});

export const pnlOf = (...series: readonly PnlSeries[]): PnlState => ({ tradeDate, series });

/** A day of `minutes` minutes that wanders, loses first and gains later. */
export function wanderingDay(minutes: number): PnlSeries {
  const points: PointGiven[] = [];
  let realized = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const wave = Math.sin(minute / 17) * 180 + Math.sin(minute / 5) * 60;
    if (minute % 29 === 0) realized = Math.round(Math.sin(minute / 90 + 3.6) * 900 + minute * 2.2);
    points.push([minutes - 1 - minute, realized, wave]);
  }
  return seriesOf(points);
}

import type { Series } from './series.ts';

export interface Streaks {
  readonly longestWin: number;
  readonly longestLoss: number;
  /** Wins in a row up to now as a positive count, losses as a negative one; 0 after a break-even. */
  readonly current: number;
}

/** Outcomes of one sign in a row; a break-even ends a streak of either. */
export function streaks(series: Series): Streaks {
  let [longestWin, longestLoss, current] = [0, 0, 0];
  for (let index = 0; index < series.length; index++) {
    const value = series[index]!;
    if (value > 0) current = current > 0 ? current + 1 : 1;
    else if (value < 0) current = current < 0 ? current - 1 : -1;
    else current = 0;
    if (current > longestWin) longestWin = current;
    if (-current > longestLoss) longestLoss = -current;
  }
  return { longestWin, longestLoss, current };
}

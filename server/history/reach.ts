import { type Frame, frameLength } from '../../core/bars/frame.ts';
import type { BarGrid } from '../../core/bars/grid.ts';
import type { ProductGroup } from '../../core/calendar/day.ts';
import { type Instant, instant } from '../../core/model/time.ts';

/** Trade dates that are looked back over at most: for bars within sessions two years, for days twenty. */
const FARTHEST = { within: 500, dates: 5_000 } as const;

/** From where on `count` bars before an instant begin, if each had a trade. */
export function reachBack(grid: BarGrid, before: Instant, count: number, product: ProductGroup | undefined): Instant {
  const length = frameLength(grid.frame);
  return length === undefined
    ? backByBars(grid, before, Math.min(count, Math.ceil(FARTHEST.dates / datesOf(grid.frame))))
    : backByDates(grid, before, count, length, product);
}

const datesOf = ({ unit, count }: Frame): number => count * (unit === 'M' ? 21 : unit === 'w' ? 5 : 1);

function backByBars(grid: BarGrid, before: Instant, count: number): Instant {
  let span = grid.spanOf(instant(before - 1));
  for (let left = count; left > 1; left -= 1) span = grid.spanOf(instant(span.from - 1));
  return span.from;
}

function backByDates(
  grid: BarGrid,
  before: Instant,
  count: number,
  length: number,
  product: ProductGroup | undefined,
): Instant {
  const { calendar } = grid;
  let left = count;
  let end = before;
  let date = calendar.tradeDateOf(instant(before - 1));
  for (let dates = 0; dates < FARTHEST.within; dates += 1) {
    for (const stretch of calendar.stretches(date, product).toReversed()) {
      const until = Math.min(stretch.end, end);
      const bars = Math.max(0, Math.ceil((until - stretch.start) / length));
      if (bars >= left) return grid.spanOf(instant(Math.max(stretch.start, until - left * length))).from;
      left -= bars;
    }
    end = calendar.bounds(date).start;
    date = calendar.previous(date);
  }
  return end;
}

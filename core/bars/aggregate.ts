import type { Bar } from '../model/market.ts';
import { quantity } from '../model/quantity.ts';
import type { Instant } from '../model/time.ts';
import type { FramedBar } from './framed.ts';
import type { BarGrid } from './grid.ts';

/**
 * Bars of one instrument, oldest first, as bars of the grid's frame: first open, highest high, lowest low, last close, all of the volume. Each fine bar
 * belongs where it begins, so it has to be no longer than the frame. Bars that are not over at `now` are partial.
 */
export function aggregate(bars: readonly Bar[], grid: BarGrid, now: Instant): FramedBar[] {
  const framed: FramedBar[] = [];
  let at = 0;
  while (at < bars.length) {
    const first = bars[at]!;
    const { start, to, over } = grid.spanOf(first.tsStart);
    let { high, low, close, volume } = first as { high: number; low: number; close: number; volume: number };
    for (at += 1; at < bars.length; at += 1) {
      const bar = bars[at]!;
      if (bar.tsStart >= to) break;
      if (bar.high > high) high = bar.high;
      if (bar.low < low) low = bar.low;
      close = bar.close;
      volume += bar.volume;
    }
    framed.push({
      instrument: first.instrument,
      tsStart: start,
      open: first.open,
      high: high as Bar['high'],
      low: low as Bar['low'],
      close: close as Bar['close'],
      volume: quantity(volume),
      partial: now < over,
    });
  }
  return framed;
}

import { frameLength } from '../../../core/bars/frame.ts';
import type { FramedBar } from '../../../core/bars/framed.ts';
import type { HistoryReader } from '../../../core/bars/history.ts';
import type { Price } from '../../../core/model/price.ts';
import { quantity } from '../../../core/model/quantity.ts';
import { DAY, type Instant } from '../../../core/model/time.ts';
import { now } from '../live-topics.ts';

/** A market that wanders, its newest bar partial. */
export const wanderingMarket: HistoryReader = {
  async bars({ instrument, frame, count = 300 }) {
    const length = frameLength(frame) ?? DAY;
    const newest = Math.floor(now / length) * length;
    const bars = Array.from({ length: count }, (_, index): FramedBar => {
      const tick = (steps: number) => (110_265_625_000 + steps * instrument.tick) as Price;
      const wave = (at: number) => Math.round(12 * Math.sin(at / 7) + 5 * Math.sin(at / 2));
      const [open, close] = [wave(index), wave(index + 1)];
      return {
        instrument: instrument.id,
        tsStart: (newest - (count - 1 - index) * length) as Instant,
        open: tick(open),
        high: tick(Math.max(open, close) + (index % 3)),
        low: tick(Math.min(open, close) - (index % 2)),
        close: tick(close),
        volume: quantity(500 + ((index * 37) % 400)),
        partial: index === count - 1,
      };
    });
    return { market: 'paper', instrument: instrument.id, frame: frame.text, bars, gaps: [], late: 0, notes: [] };
  },
};

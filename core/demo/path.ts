import type { Random } from '../random.ts';
import type { Shape } from '../venue/paper/synthetic/shape.ts';
import type { Stretch } from './stretch.ts';

/** Minute bars of one instrument over all stretches, one behind the other; prices in whole ticks. */
export interface Path {
  readonly open: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
  readonly close: Int32Array;
  readonly volume: Int32Array;
}

/** Contracts a minute, in touch sizes, when activity is one. */
const TOUCHES_PER_MINUTE = 1.5;

/** A seeded random walk that ends at the tick where the synthetic market opens, so that the first live trade follows on. */
export function walk(stretches: readonly Stretch[], shape: Shape, random: Random): Path {
  const length = stretches.reduce((sum, { minutes }) => sum + minutes, 0);
  const fair = fairValues(stretches, shape, random.fork('fair'), length);
  const shift = shape.open - (fair[length - 1] ?? 0);
  const path: Path = {
    open: new Int32Array(length),
    high: new Int32Array(length),
    low: new Int32Array(length),
    close: new Int32Array(length),
    volume: new Int32Array(length),
  };
  const noise = random.fork('bars');
  const reach = 0.35 * perMinute(shape);
  let at = 0;
  for (const { minutes, offset } of stretches) {
    for (let minute = 0; minute < minutes; minute++, at++) {
      const close = Math.round(fair[at]! + shift);
      const open = minute === 0 ? close : path.close[at - 1]!;
      const busy = activity(offset + minute);
      path.open[at] = open;
      path.close[at] = close;
      path.high[at] = Math.max(open, close) + Math.round(noise.exponential(reach * Math.sqrt(busy)));
      path.low[at] = Math.min(open, close) - Math.round(noise.exponential(reach * Math.sqrt(busy)));
      path.volume[at] = 1 + Math.round(noise.exponential(shape.touchQuantity * TOUCHES_PER_MINUTE * busy));
    }
  }
  return path;
}

/** A walk whose steps grow with activity, a gap between sessions, and a quick part on top that comes back. */
function fairValues(stretches: readonly Stretch[], shape: Shape, random: Random, length: number): Float64Array {
  const values = new Float64Array(length);
  const step = perMinute(shape);
  let slow = 0;
  let quick = 0;
  let at = 0;
  for (const { minutes, offset } of stretches) {
    slow += random.normal(0, step * 4);
    for (let minute = 0; minute < minutes; minute++, at++) {
      const deviation = step * Math.sqrt(activity(offset + minute));
      slow += random.normal(0, deviation);
      quick = quick * 0.8 + random.normal(0, deviation * 0.5);
      values[at] = slow + quick;
    }
  }
  return values;
}

const perMinute = ({ driftTicks }: Shape): number => driftTicks / Math.sqrt(60);

/** How busy a minute of the trade date is, about one on average: quiet evenings, a first wave from London, the most around Chicago's morning. */
export function activity(minuteOfTradeDate: number): number {
  const minute = minuteOfTradeDate % 1_440;
  for (let i = 1; i < WAVES.length; i++) {
    const [to, after] = WAVES[i]!;
    if (minute > to) continue;
    const [from, before] = WAVES[i - 1]!;
    return before + ((after - before) * (minute - from)) / (to - from);
  }
  return 1;
}

/** Minutes after 17:00 Chicago. */
const WAVES: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [180, 0.35],
  [520, 0.5],
  [600, 0.95],
  [800, 0.9],
  [870, 2.1],
  [940, 2.6],
  [1_080, 1.5],
  [1_200, 1.5],
  [1_260, 2.1],
  [1_300, 0.9],
  [1_440, 0.4],
];

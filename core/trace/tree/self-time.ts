import type { Timed } from './trace-tree.ts';

/**
 * Microseconds of each call in which none of its callees ran: its duration less the union of their intervals, each clipped to the call. At
 * least 0. Linear: siblings lie in the order of their starts.
 */
export function selfTimes({ size, parent, start, duration }: Timed): Float64Array {
  const self = Float64Array.from(duration);
  /** Up to where callees seen so far have covered each call. */
  const covered = Float64Array.from(start);
  for (let call = 0; call < size; call++) {
    const above = parent[call] as number;
    if (above < 0) continue;
    const begin = Math.max(start[call] as number, covered[above] as number);
    const finish = Math.min(
      (start[call] as number) + (duration[call] as number),
      (start[above] as number) + (duration[above] as number),
    );
    if (finish <= begin) continue;
    self[above] = Math.max(0, (self[above] as number) - (finish - begin));
    covered[above] = finish;
  }
  return self;
}

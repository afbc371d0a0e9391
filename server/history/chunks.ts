import type { Bounds, Calendar } from '../../core/calendar/calendar.ts';
import type { Clock } from '../../core/clock.ts';
import type { Bar } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE, type TradeDate } from '../../core/model/time.ts';
import type { CacheHealth } from '../../core/venue/health.ts';
import type { BarUnit } from '../journal/kept-bars.ts';
import { BarMemory } from './memory.ts';

/** About twenty megabytes. */
const MOST = 200_000;
/** What is read anew of a trade date that goes on: a late trade changes the newest minutes only. */
const REREAD = 5 * MINUTE;

export interface ChunksOptions {
  readonly clock: Clock;
  read(instrument: string, unit: BarUnit, from: Instant, to: Instant): readonly Bar[];
}

/** Bars of the market record by trade date, which is what they are kept in memory by: whatever is asked for finds the same ones again. */
export class Chunks {
  readonly #options: ChunksOptions;
  readonly #memory = new BarMemory(MOST);

  constructor(options: ChunksOptions) {
    this.#options = options;
  }

  /** The bars of a trade date; `complete` says that none will come any more. */
  of(instrument: string, unit: BarUnit, date: TradeDate, { start, end }: Bounds, complete: boolean): readonly Bar[] {
    const { read, clock } = this.#options;
    const key = `${instrument} ${unit} ${date}`;
    const known = this.#memory.get(key);
    if (known?.complete) return known.bars;
    const last = known?.bars.at(-1);
    const from = last === undefined ? start : instant(Math.max(start, last.tsStart - REREAD));
    const older = known?.bars.filter(({ tsStart }) => tsStart < from) ?? [];
    const bars = [...older, ...read(instrument, unit, from, end)];
    this.#memory.set(key, { bars, complete: complete && end <= clock.now() });
    return bars;
  }

  /** The record got bars that are no news of the day: what is not complete is read anew. */
  changed(instrument: string, unit: BarUnit, date: TradeDate): void {
    this.#memory.delete(`${instrument} ${unit} ${date}`);
  }

  health(): CacheHealth {
    return this.#memory.health();
  }
}

/** Trade dates that have a part between two instants, ascending. */
export function datesBetween(calendar: Calendar, from: Instant, to: Instant): TradeDate[] {
  const dates: TradeDate[] = [];
  if (from >= to) return dates;
  const last = calendar.tradeDateOf(instant(to - 1));
  for (let date = calendar.tradeDateOf(from); date <= last; date = calendar.next(date)) dates.push(date);
  return dates;
}

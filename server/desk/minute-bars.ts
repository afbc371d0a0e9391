import { parseFrame } from '../../core/bars/frame.ts';
import { BarGrid } from '../../core/bars/grid.ts';
import { BarStream } from '../../core/bars/stream.ts';
import { calendarsByRule } from '../../core/calendar/calendar.ts';
import type { Bar, MarketTrade } from '../../core/model/market.ts';
import { type Instant, MINUTE } from '../../core/model/time.ts';

const minute = parseFrame('1m');

interface Minutes {
  readonly stream: BarStream;
  /** Where the newest bar starts, and whether it was handed out. */
  newest: Instant;
  told: boolean;
}

/** Bars of the minute at hand, made from trades; a bar is complete when its minute is over, and is told once more if a trade of it comes late. */
export class MinuteBars {
  readonly #minutes = new Map<string, Minutes>();
  /** Minutes are the same in every zone. */
  readonly #grid = new BarGrid(minute, calendarsByRule.utc);

  /** Takes a trade and gives the bar that it completes, as the first of a later minute, or that it changes, as one that comes late. */
  add(trade: MarketTrade): Bar | undefined {
    const { instrument } = trade;
    const known = this.#minutes.get(instrument);
    const stream = known?.stream ?? new BarStream(instrument, this.#grid);
    const start = stream.add(trade);
    if (start === undefined) return undefined;
    if (known === undefined) {
      this.#minutes.set(instrument, { stream, newest: start, told: false });
      return undefined;
    }
    const { newest, told } = known;
    if (start <= newest) return start < newest || told ? stream.bar(start) : undefined;
    known.newest = start;
    known.told = false;
    return told ? undefined : stream.bar(newest);
  }

  /** Hands out the bars whose minute is over at `now`. */
  complete(now: Instant): readonly Bar[] {
    const over: Bar[] = [];
    for (const known of this.#minutes.values()) {
      if (known.told || known.newest + MINUTE > now) continue;
      known.told = true;
      const bar = known.stream.bar(known.newest);
      if (bar) over.push(bar);
    }
    return over;
  }

  /** The minute at hand, while it is not complete. */
  forming(instrument: string): Bar | undefined {
    const known = this.#minutes.get(instrument);
    return known === undefined || known.told ? undefined : known.stream.bar(known.newest);
  }

  /** Trades that came too late for their minute. */
  late(instrument: string): number {
    return this.#minutes.get(instrument)?.stream.late ?? 0;
  }
}

import type { Clock } from '../../core/clock.ts';
import type { Bar, MarketTrade } from '../../core/model/market.ts';
import { type Instant, instant, MINUTE } from '../../core/model/time.ts';
import type { MarketReader } from '../journal/market-reader.ts';
import type { DeskRecorder } from './desk-market.ts';

export interface RecordingRecorderOptions {
  /** Of the recording's own file. */
  readonly reader: MarketReader;
  readonly clock: Clock;
  /** Closes that file. */
  close(): void;
}

/** The record of a market that is played from a recording: it has its file already, so nothing is recorded again, and nothing is read ahead of the clock. */
export class RecordingRecorder implements DeskRecorder {
  readonly #options: RecordingRecorderOptions;
  readonly #last = new Map<string, MarketTrade>();
  readonly read: DeskRecorder['read'];

  constructor(options: RecordingRecorderOptions) {
    this.#options = options;
    const { reader, clock } = options;
    const earlier = (at: Instant): Instant => instant(Math.min(at, clock.now() - MINUTE + 1));
    this.read = {
      bars: (instrument, from, to): readonly Bar[] => reader.bars(instrument, from, earlier(to)),
      tradesBetween: (instrument, from, to) =>
        reader.tradesBetween(instrument, from, instant(Math.min(to, clock.now() + 1))),
      barBefore: (instrument, at) => reader.barBefore(instrument, earlier(at)),
      // A run begins where its recording does, so no part of a day was played before it.
      dayVolumes: () => [],
      dayTape: () => [],
      tradesSinceNewestBar: () => [],
    };
  }

  trade(trade: MarketTrade): void {
    this.#last.set(trade.instrument, trade);
  }

  quote(): void {}

  bar(): void {}

  flush(): void {}

  lastTrades(): ReadonlyMap<string, MarketTrade> {
    return this.#last;
  }

  counts(): ReturnType<DeskRecorder['counts']> {
    return { rows: 0, bytes: 0, dropped: 0 };
  }

  close(): void {
    this.#options.close();
  }
}

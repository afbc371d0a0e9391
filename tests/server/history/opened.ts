import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { parseFrame } from '../../../core/bars/frame.ts';
import type { HistoryRequest } from '../../../core/bars/history.ts';
import { minutesIn, tradeDateOf } from '../../../core/calendar/session.ts';
import { ManualClock } from '../../../core/clock.ts';
import type { Bar } from '../../../core/model/market.ts';
import type { Price } from '../../../core/model/price.ts';
import type { Quantity } from '../../../core/model/quantity.ts';
import { fromMilliseconds, HOUR, type Instant, instant, MINUTE } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import type { VenueCapabilities } from '../../../core/venue/port.ts';
import { DeskInstruments } from '../../../server/desk/instruments.ts';
import { openHistory } from '../../../server/history/history.ts';
import type { History } from '../../../server/history/port.ts';
import { SqliteRecorder } from '../../../server/journal/recorder.ts';
import { projectRoot } from '../../../server/paths.ts';
import type { BarRequest } from '../../../server/venues/port.ts';

export const at = (text: string): Instant => fromMilliseconds(Date.parse(text));
export const text = (when: Instant): string => new Date(when / 1_000).toISOString().replace(':00.000Z', 'Z');

const config = await loadConfig(path.join(projectRoot, 'config'));
const { calendars } = config;
const lengths = { second: 1_000_000, minute: MINUTE, hour: HOUR, day: 24 * HOUR };
const capabilities: VenueCapabilities = {
  orderTypes: [],
  timesInForce: [],
  replace: false,
  depthLevels: 0,
  synthetic: false,
  streaming: true,
};

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

/** A venue that trades where its calendar does, each minute at a price that follows from it, but those that are left out. */
export class KnownVenue {
  readonly name = 'known';
  readonly capabilities = capabilities;
  readonly asked: BarRequest[] = [];
  away: string | undefined;
  without: (minute: Instant) => boolean = () => false;
  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  readonly history = {
    bars: async (request: BarRequest): Promise<readonly Bar[]> => {
      this.asked.push(request);
      await Promise.resolve();
      if (this.away !== undefined) throw new VenueProblem(this.away);
      const { instrument, unit, from, to } = request;
      const length = lengths[unit];
      const first = instant(Math.floor(from / length) * length);
      const bars = new Map<Instant, Bar>();
      const until = Math.min(to, this.#clock.now()) as Instant;
      for (const bar of this.minutes(instrument, first, until)) {
        const start = instant(Math.floor(bar.tsStart / length) * length);
        const known = bars.get(start);
        bars.set(start, known === undefined ? { ...bar, tsStart: start } : joined(known, bar));
      }
      return [...bars.values()].filter(({ tsStart }) => tsStart >= from && tsStart < to);
    },
  };

  minutes(instrument: string, from: Instant, to: Instant): Bar[] {
    const calendar = calendars.cme;
    const bars: Bar[] = [];
    if (from >= to) return bars;
    const last = calendar.tradeDateOf(instant(to - 1));
    for (let date = calendar.tradeDateOf(from); date <= last; date = calendar.next(date)) {
      for (const stretch of calendar.stretches(date)) {
        for (const tsStart of minutesIn(stretch)) {
          if (tsStart < from || tsStart >= to || this.without(tsStart)) continue;
          bars.push(barAt(instrument, tsStart));
        }
      }
    }
    return bars;
  }
}

const joined = (one: Bar, other: Bar): Bar => ({
  ...one,
  high: Math.max(one.high, other.high) as Price,
  low: Math.min(one.low, other.low) as Price,
  close: other.close,
  volume: (one.volume + other.volume) as Quantity,
});

export function barAt(instrument: string, tsStart: Instant): Bar {
  const minute = tsStart / MINUTE;
  const [open, close] = [minute % 97, (minute + 1) % 97];
  return {
    instrument,
    tsStart,
    open: open as Price,
    high: (Math.max(open, close) + (minute % 7)) as Price,
    low: (Math.min(open, close) - (minute % 5)) as Price,
    close: close as Price,
    volume: (1 + (minute % 11)) as Quantity,
  };
}

export interface OpenedHistory {
  readonly clock: ManualClock;
  readonly venue: KnownVenue;
  readonly recorder: SqliteRecorder;
  history: History;
  forming: Bar | undefined;
  bars(frame: string, more?: Partial<HistoryRequest>): ReturnType<History['bars']>;
  /** A history that has to read the record anew. */
  again(): void;
}

export interface OpenHistoryOptions {
  readonly now?: string;
  readonly remote?: boolean;
}

/** History of ESZ6 over a record of its own, of a venue or of the console alone. */
export function openHistoryOf({ now = '2026-11-19T18:00:30Z', remote = true }: OpenHistoryOptions = {}): OpenedHistory {
  const folder = mkdtempSync(path.join(tmpdir(), 'deskbook-history-'));
  const clock = new ManualClock(at(now));
  const instruments = DeskInstruments.ofRoots(config.instruments, ['ES'], at(now), calendars);
  const key = { environment: 'known', run: 'main' };
  const recorder = new SqliteRecorder(path.join(folder, 'market.sqlite'), key, {
    machine: clock,
    tradeDateOf: (_, when) => tradeDateOf('cme', when, calendars),
    onError: (error) => {
      throw error;
    },
  });
  ended.push(() => {
    recorder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const venue = new KnownVenue(clock);
  const open = () =>
    openHistory({
      desk: { clock, environment: 'known', forming: () => opened.forming, lateTrades: () => 0 },
      recorder,
      ...(remote ? { venue } : {}),
      calendars,
      groups: config.productGroups,
      always: false,
    });
  const opened: OpenedHistory = {
    clock,
    venue,
    recorder,
    forming: undefined,
    get history() {
      return history;
    },
    bars: (frame, more = {}) =>
      history.bars({ instrument: instruments.resolve('ESZ6'), frame: parseFrame(frame), ...more }),
    again() {
      history = open();
    },
  };
  let history = open();
  return opened;
}

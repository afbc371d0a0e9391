import type { Bounds } from '../calendar/calendar.ts';
import type { Instrument } from '../model/instrument.ts';
import type { Instant } from '../model/time.ts';
import type { Frame } from './frame.ts';
import type { FramedBar } from './framed.ts';

/** The most bars of one answer. */
export const MOST_BARS = 20_000;
/** Where nobody says how many. */
export const USUAL_BARS = 300;

export interface HistoryRequest {
  readonly instrument: Instrument;
  readonly frame: Frame;
  /** Bars that begin in `[from, to)`; `to` is now where it is left out. */
  readonly from?: Instant;
  readonly to?: Instant;
  /** The newest of them, and never more; as many as fit, up to 20,000, where `from` is given and this is not. */
  readonly count?: number;
}

/** Bars of one instrument and frame. */
export interface HistoryBars {
  /** The market that they are of: `paper`, `projectx-live`. */
  readonly market: string;
  readonly instrument: string;
  readonly frame: string;
  /** Oldest first; the last may be partial. */
  readonly bars: readonly FramedBar[];
  /** Stretches of trading of which nothing is known, ascending: neither recorded nor told by a venue. */
  readonly gaps: readonly Bounds[];
  /** Trades of the run that came too late for their minute. */
  readonly late: number;
  /** Sentences on what is missing or old, and why. */
  readonly notes: readonly string[];
}

/** Bars of the market at hand, from the market record and its venue. */
export interface HistoryReader {
  /** Rejects with a `VenueProblem` where nothing is kept and the venue cannot be asked, with an `OutOfRange` for a count that is none. */
  bars(request: HistoryRequest): Promise<HistoryBars>;
}

import type { Instant } from '../model/time.ts';
import type { ReplayEvent } from './event.ts';

/** What is known of a recording without playing it. */
export interface RecordingInfo {
  /** Hash of what it was made from: the same file is the same recording. */
  readonly id: string;
  /** The file's name, or what was recorded. */
  readonly name: string;
  /** Instruments by the ids that they had then. */
  readonly instruments: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly events: { readonly trades: number; readonly quotes: number; readonly bars: number; readonly depth: number };
  /** Places where something is missing. */
  readonly gaps: number;
  /** Sentences about what was assumed on reading it: whose clock, who the aggressor was. */
  readonly notes: readonly string[];
}

export interface Recording extends RecordingInfo {
  /** From the first event at or after `from`, or from the beginning; each call reads anew. */
  play(from?: Instant): Iterable<ReplayEvent>;
}

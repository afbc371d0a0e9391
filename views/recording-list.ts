import type { RecordingInfo } from '../core/replay/recording.ts';
import type { BadRow } from './import-report.ts';

/** A recording as a page shows it. */
export interface ShownRecording {
  readonly info: RecordingInfo;
  /** IANA name of the zone of its exchange. */
  readonly zone: string;
  readonly bytes: number;
}

/** What a file or a date is and would become, or why it cannot. */
export interface RecordingPreview extends Omit<ShownRecording, 'bytes'> {
  readonly about: string;
  /** Lines with something in them. */
  readonly rows: number;
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  /** Whether it is there already. */
  readonly known: boolean;
}

/** A trade date of the console's own market record. */
export interface OwnDateLink {
  readonly tradeDate: string;
  readonly instruments: number;
  readonly minutes: number;
  readonly trades: boolean;
}

import type { Clock } from '../../core/clock.ts';
import type { Instant } from '../../core/model/time.ts';
import type { ReplayState } from '../../core/topics.ts';
import type { Venue } from '../../core/venue/port.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import type { RunKey } from '../journal/port.ts';
import type { SqliteRecorder } from '../journal/recorder.ts';
import type { TradingDesk } from './desk.ts';
import type { DeskInstruments } from './instruments.ts';
import type { DeskParts } from './parts.ts';
import type { DeskRecord } from './record.ts';

/** What a desk asks of the record of its market. */
export type DeskRecorder = Pick<
  SqliteRecorder,
  'trade' | 'quote' | 'bar' | 'flush' | 'lastTrades' | 'counts' | 'close'
> & {
  readonly read: Pick<
    SqliteRecorder['read'],
    'bars' | 'barBefore' | 'dayVolumes' | 'dayTape' | 'tradesSinceNewestBar' | 'tradesBetween'
  >;
  /** Absent where nothing is recorded, as of a recording that is played. */
  readonly kept?: SqliteRecorder['kept'];
};

/** Told by what brings time forward. */
export interface DriverHooks {
  /** A minute is over: everything before `boundary` has happened, and nothing after it until this resolves. */
  minute(boundary: Instant): Promise<void>;
  second(): void;
  failed(error: unknown): void;
}

/** Brings time forward and lets the venue happen. */
export interface Driver {
  start(): void;
  /** Brings everything up to the clock's now, once a step under way is done. */
  step(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** The controls of a recording that is played. */
export interface ReplayControl {
  state(): ReplayState;
  play(): void;
  pause(): void;
  setSpeed(speed: number | 'max'): void;
  /** Lets everything up to an instant ahead happen; resolves when the console stands there. */
  jumpTo(at: Instant): Promise<void>;
}

/** A market with its record open. */
export interface OpenMarket {
  readonly venue: Venue;
  driver(hooks: DriverHooks): { readonly driver: Driver; readonly replay?: ReplayControl };
  /** Called once the venue is connected and before time goes on. */
  connected(desk: TradingDesk, parts: DeskParts & { readonly replay: ReplayControl | undefined }): Promise<void>;
}

/** What a desk is opened on: whose clock it goes by, which rows are its own, what trades and what drives it. */
export interface DeskMarket<R extends DeskRecorder = DeskRecorder> {
  readonly clock: Clock;
  readonly instruments: DeskInstruments;
  /** Rows of the journal are written and read under this key; the folder is held when it is asked for. */
  key(folder: DataFolder): RunKey;
  recorder(folder: DataFolder): R;
  open(record: DeskRecord<R>): Promise<OpenMarket>;
}

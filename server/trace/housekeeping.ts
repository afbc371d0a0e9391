import type { Database } from 'better-sqlite3';
import type { TraceSettings } from '../../config/trace.ts';
import type { Instant } from '../../core/model/time.ts';
import type { DatabaseState } from '../../core/trace/state.ts';
import type { TraceLog } from './port.ts';

/** What the writer's thread hands to whoever keeps its database within bounds. */
export interface HousekeepingPlace {
  readonly database: Database;
  /** The data folder. */
  readonly folder: string;
  readonly settings: TraceSettings;
  readonly log: TraceLog;
}

/** Work on the trace store's database between batches, in the writer's thread. */
export interface Housekeeping {
  /**
   * One slice of a few milliseconds. Called when no batch waits, about once a second, and a moment later again while it says that it did something (rows
   * deleted, anything above 0). A promise holds up no batch. What is thrown is logged and counted as nothing done.
   */
  step(now: Instant): number | Promise<number>;
  /** Its part of the store's figures. */
  figures(): Pick<DatabaseState, 'deleted' | 'archivedRows' | 'archiveBytes' | 'archiveFiles' | 'archiveError'>;
  /** Before the database is closed, at the end or because its file is gone. */
  close(): void;
}

/** Made once for each database file that is opened. */
export type OpenHousekeeping = (place: HousekeepingPlace) => Housekeeping;

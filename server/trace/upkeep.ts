import type { Clock } from '../../core/clock.ts';
import { reasonOf } from '../../core/trace/reason.ts';
import type { DatabaseState } from '../../core/trace/state.ts';
import { bytesUsed } from '../journal/database.ts';
import type { Housekeeping, OpenHousekeeping } from './housekeeping.ts';
import type { WriterPlace, WriterReply } from './messages.ts';
import type { OpenFile, TraceFile } from './trace-file.ts';

const EVERY_MILLISECONDS = 1_000;
const AGAIN_MILLISECONDS = 5;

export const GONE = 'The database of traces was deleted or replaced while it was in use; a new one is begun.';

export const nothingKept: DatabaseState = {
  processTraceCount: 0,
  dataTraceCount: 0,
  bytes: 0,
  oldest: undefined,
  latest: undefined,
  deleted: 0,
  archivedRows: 0,
  archiveBytes: 0,
  archiveFiles: 0,
  archiveError: undefined,
};

export interface UpkeepOptions {
  readonly place: WriterPlace;
  readonly machine: Clock;
  readonly file: TraceFile;
  readonly reply: (reply: WriterReply) => void;
  readonly housekeeping: OpenHousekeeping;
}

/** Between batches: looks whether the file is still there, tells its figures, and lets housekeeping work. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  #kept: { readonly open: OpenFile; readonly keeper: Housekeeping } | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #timer: NodeJS.Timeout;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.#timer = setTimeout(() => void this.#turn(), EVERY_MILLISECONDS);
  }

  /** Before the database is closed. */
  leave(): void {
    this.#kept?.keeper.close();
    this.#kept = undefined;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #turn(): Promise<void> {
    const { file, machine, reply } = this.#options;
    let did = 0;
    try {
      if (file.leaveIfGone()) reply({ kind: 'log', level: 'warn', sentence: GONE });
      const open = file.get();
      did = await this.#keeper(open).step(machine.now());
      if (file.current === open) this.#tell(open);
    } catch (error) {
      const why = reasonOf(error);
      reply({ kind: 'log', level: 'error', sentence: `Nothing can be tidied in the database of traces: ${why}` });
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#turn(), did > 0 ? AGAIN_MILLISECONDS : EVERY_MILLISECONDS);
  }

  #keeper(open: OpenFile): Housekeeping {
    if (this.#kept?.open !== open) {
      const { place, reply } = this.#options;
      this.#kept = {
        open,
        keeper: this.#options.housekeeping({
          database: open.database,
          folder: place.folder,
          settings: place.settings,
          log: (level, sentence) => reply({ kind: 'log', level, sentence }),
        }),
      };
    }
    return this.#kept.keeper;
  }

  #tell(open: OpenFile): void {
    const now = performance.now();
    if (now - this.#toldAt < EVERY_MILLISECONDS / 2) return;
    this.#toldAt = now;
    const { oldest, latest, ...counts } = open.rows.figures();
    const figures: DatabaseState = {
      ...nothingKept,
      ...counts,
      bytes: bytesUsed(open.database),
      oldest: oldest ?? undefined,
      latest: latest ?? undefined,
      ...this.#kept?.keeper.figures(),
    };
    this.#options.reply({ kind: 'figures', figures });
  }
}

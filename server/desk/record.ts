import type { Config } from '../../config/load.ts';
import { type Clock, machineClock } from '../../core/clock.ts';
import { HOUR } from '../../core/model/time.ts';
import { acquireDataFolder, type DataFolder } from '../journal/data-folder.ts';
import { SqliteJournal } from '../journal/journal.ts';
import type { RunKey } from '../journal/port.ts';
import { SqliteRecorder } from '../journal/recorder.ts';
import { defaultBounds } from '../journal/retention.ts';
import { DeskInstruments } from './instruments.ts';
import type { Log } from './log.ts';

export const JOURNAL_FILE = 'journal.sqlite';
export const MARKET_FILE = 'market.sqlite';

/** The two files of a data folder, held for this process. */
export interface DeskRecord {
  readonly folder: DataFolder;
  readonly instruments: DeskInstruments;
  readonly journal: SqliteJournal;
  readonly recorder: SqliteRecorder;
  close(): void;
}

export const runKey = (config: Config): RunKey => ({ environment: config.environment, run: 'main' });

/** Takes the data folder and opens the record in it. Throws `DataFolderBusy` when somebody else has it. */
export function openRecord(options: { config: Config; dataFolder: string; clock: Clock; log: Log }): DeskRecord {
  const { config, clock, log } = options;
  const key = runKey(config);
  const roots = config.market.instruments.map(({ root }) => root);
  const instruments = new DeskInstruments(config.instruments, roots, clock.now(), config.calendars);
  const folder = acquireDataFolder(options.dataFolder);
  let journal: SqliteJournal | undefined;
  try {
    journal = new SqliteJournal(folder.file(JOURNAL_FILE), key, machineClock);
    const recorder = new SqliteRecorder(folder.file(MARKET_FILE), key, {
      machine: machineClock,
      tradeDateOf: instruments.tradeDateOf,
      bounds: { ...defaultBounds, tickAge: config.record.hours * HOUR, bytes: config.record.bytes },
      onError: (error) => log.error(`The market record could not be written: ${String(error)}.`),
    });
    return { folder, instruments, journal, recorder, close: () => closeAll(recorder, journal, folder) };
  } catch (error) {
    closeAll(undefined, journal, folder);
    throw error;
  }
}

function closeAll(recorder: SqliteRecorder | undefined, journal: SqliteJournal | undefined, folder: DataFolder): void {
  recorder?.close();
  journal?.close();
  folder.release();
}

import { machineClock } from '../../core/clock.ts';
import type { DataFolder } from '../journal/data-folder.ts';
import { SqliteJournal } from '../journal/journal.ts';
import type { DeskMarket, DeskRecorder } from './desk-market.ts';
import type { DeskInstruments } from './instruments.ts';

export const JOURNAL_FILE = 'journal.sqlite';
export const MARKET_FILE = 'market.sqlite';

/** What a data folder holds of one market, open for this process. */
export interface DeskRecord<R extends DeskRecorder = DeskRecorder> {
  readonly folder: DataFolder;
  readonly instruments: DeskInstruments;
  readonly journal: SqliteJournal;
  readonly recorder: R;
  close(): void;
}

/** Opens the record of a market in a data folder that this process holds. */
export function openRecord<R extends DeskRecorder>(market: DeskMarket<R>, folder: DataFolder): DeskRecord<R> {
  const journal = new SqliteJournal(folder.file(JOURNAL_FILE), market.key(folder), machineClock);
  try {
    const recorder = market.recorder(folder);
    const close = () => {
      recorder.close();
      journal.close();
    };
    return { folder, instruments: market.instruments, journal, recorder, close };
  } catch (error) {
    journal.close();
    throw error;
  }
}

import Sqlite from 'better-sqlite3';
import { reasonOf } from '../../core/trace/reason.ts';
import type { Entry } from './batch-rows.ts';
import type { OpenFile } from './trace-file.ts';

/** Errors of SQLite that a row brings with it; any other is of the disk, the file or its schema. */
const ofTheRow = ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE'];

const isOfTheRow = (error: unknown): boolean =>
  !(error instanceof Sqlite.SqliteError) || ofTheRow.some((code) => error.code.startsWith(code));

export interface Refused {
  readonly reason: string;
  readonly entry: Entry;
}

export interface Outcome {
  readonly rows: number;
  readonly refused: readonly Refused[];
}

/**
 * Writes entries and a note of them in one transaction, or throws and writes nothing. An entry that the database refuses for its own sake is left out and told;
 * the others are written.
 */
export function writeEntries(open: OpenFile, entries: readonly Entry[], note: () => void): Outcome {
  try {
    return inTransaction(open, note, () => {
      let rows = 0;
      for (const entry of entries) rows += open.rows.write(entry);
      return { rows, refused: [] };
    });
  } catch (error) {
    if (!isOfTheRow(error)) throw error;
  }
  return inTransaction(open, note, () => oneByOne(open, entries));
}

function oneByOne(open: OpenFile, entries: readonly Entry[]): Outcome {
  const refused: Refused[] = [];
  let rows = 0;
  const write = open.database.transaction((entry: Entry) => open.rows.write(entry));
  for (const entry of entries) {
    try {
      rows += write(entry);
    } catch (error) {
      if (!isOfTheRow(error)) throw error;
      open.rows.refused(entry);
      refused.push({ reason: reasonOf(error), entry });
    }
  }
  return { rows, refused };
}

function inTransaction(open: OpenFile, note: () => void, work: () => Outcome): Outcome {
  let onDisk = false;
  try {
    const outcome = open.database
      .transaction(() => {
        const done = work();
        note();
        return done;
      })
      .immediate();
    onDisk = true;
    return outcome;
  } finally {
    open.rows.settled(onDisk);
  }
}

import Sqlite, { type Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import { faultKind, faultSentence, JournalUnavailable } from './fault.ts';
import { migrate } from './migrate.ts';
import { migrationsOf } from './sql.ts';

const WAL_BYTES = 64 * 2 ** 20;
const START_LOCK_MILLISECONDS = 5_000;
const LOCK_MILLISECONDS = 25;
const CACHE_KIB = 16 * 2 ** 10;

/**
 * Opens one of the files of the record and brings it up to date. `FULL` survives a power cut at each commit; `NORMAL` survives
 * a crash of the process at each commit, and a power cut up to the last checkpoint.
 */
export function openDatabase(file: string, schema: 'journal' | 'market' | 'trace', machine: Clock): Database {
  const database = open(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${schema === 'journal' ? 'FULL' : 'NORMAL'}`);
    database.pragma(`journal_size_limit = ${WAL_BYTES}`);
    database.pragma(`cache_size = ${-CACHE_KIB}`);
    migrate(database, migrationsOf(schema), machine.now());
    // From here on a lock is waited for between turns of the event loop, not within one.
    database.pragma(`busy_timeout = ${LOCK_MILLISECONDS}`);
    return database;
  } catch (error) {
    database.close();
    throw explained(error, file);
  }
}

function open(file: string): Database {
  try {
    return new Sqlite(file, { timeout: START_LOCK_MILLISECONDS });
  } catch (error) {
    throw explained(error, file);
  }
}

function explained(error: unknown, file: string): unknown {
  const kind = faultKind(error);
  return kind === undefined ? error : new JournalUnavailable(kind, faultSentence(kind, file, error), { cause: error });
}

/**
 * Writes much at once: meanwhile the disk is not waited for and pages are written to the log only, so a power cut may lose all of it (a
 * crash of the process none of it). When this resolves it is on disk as any commit is.
 */
export async function inBulk(database: Database, work: () => Promise<void>): Promise<void> {
  const before = ['synchronous', 'wal_autocheckpoint'].map(
    (name) => `${name} = ${database.pragma(name, { simple: true })}`,
  );
  database.pragma('synchronous = NORMAL');
  database.pragma('wal_autocheckpoint = 0');
  try {
    await work();
  } finally {
    for (const setting of before) database.pragma(setting);
    database.pragma('wal_checkpoint(TRUNCATE)');
  }
}

/** Bytes in use: what retention has freed is used again before the file grows. */
export function bytesUsed(database: Database): number {
  const read = (pragma: string) => database.pragma(pragma, { simple: true }) as number;
  return (read('page_count') - read('freelist_count')) * read('page_size');
}

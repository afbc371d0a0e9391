import Sqlite from 'better-sqlite3';
import type { Instant } from '../../core/model/time.ts';

export type FaultKind = 'full' | 'locked' | 'readonly' | 'broken';

/** Why the journal cannot be written now, and how much waits for it in memory. It is tried again until it can. */
export interface JournalFault {
  readonly kind: FaultKind;
  readonly since: Instant;
  /** What is wrong and what to do. */
  readonly sentence: string;
  /** Writes kept in memory: what the venue said and what was noted of requests. */
  readonly waiting: number;
}

/** Something was not written, and nothing of it was done. */
export class JournalUnavailable extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'JournalUnavailable';
    this.kind = kind;
  }
}

/** What of the disk failed; undefined where the row is at fault and not the disk. */
export function faultKind(error: unknown): FaultKind | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return undefined;
  const { code } = error;
  if (code === 'SQLITE_FULL') return 'full';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'SQLITE_PROTOCOL') return 'locked';
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) return 'readonly';
  const broken = ['SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_NOLFS'];
  return broken.some((name) => code.startsWith(name)) ? 'broken' : undefined;
}

/** Whether what lies in the file is no database, or a damaged one. */
export function isDamaged(error: unknown): boolean {
  const reason = error instanceof JournalUnavailable ? error.cause : error;
  return reason instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(reason.code);
}

/** Says of a file what is wrong with its disk and what to do. */
export function faultSentence(kind: FaultKind, file: string, error: unknown): string {
  switch (kind) {
    case 'full':
      return `The disk is full, so ${file} cannot be written. Free some space on it.`;
    case 'locked':
      return `Another program has locked ${file}, so it cannot be written. End that program, or its transaction.`;
    case 'readonly':
      return `${file} may not be written. Give the user of Deskbook the right to write the file and its folder.`;
    case 'broken':
      return `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}. Look at the disk.`;
  }
}

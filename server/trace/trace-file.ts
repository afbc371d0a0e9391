import { existsSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../core/clock.ts';
import { openDatabase } from '../journal/database.ts';
import { BatchRows } from './batch-rows.ts';

const LOCK_MILLISECONDS = 1_000;

export interface OpenFile {
  readonly database: Database;
  readonly rows: BatchRows;
}

/** The trace store's database, opened when it is first asked for, and made anew when somebody deletes or replaces the file. */
export class TraceFile {
  readonly #file: string;
  readonly #machine: Clock;
  #open: (OpenFile & { readonly inode: number }) | undefined;
  readonly #closing: () => void;

  /** `closing` is called before a connection is closed. */
  constructor(folder: string, machine: Clock, closing: () => void) {
    this.#file = path.join(folder, 'trace.sqlite');
    this.#machine = machine;
    this.#closing = closing;
  }

  /** Throws what SQLite throws. */
  get(): OpenFile {
    if (this.#open !== undefined) return this.#open;
    const database = openDatabase(this.#file, 'trace', this.#machine);
    try {
      database.pragma(`busy_timeout = ${LOCK_MILLISECONDS}`);
      this.#open = { database, rows: new BatchRows(database), inode: statSync(this.#file).ino };
      return this.#open;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  get current(): OpenFile | undefined {
    return this.#open;
  }

  /** Whether the file was not there any more, or another in its place; the next `get` opens what is there then. */
  leaveIfGone(): boolean {
    if (this.#open === undefined) return false;
    if (statSync(this.#file, { throwIfNoEntry: false })?.ino === this.#open.inode) return false;
    this.close();
    return true;
  }

  /** Puts a damaged file aside, where somebody can look at it, and says where; the next `get` begins a new one. */
  putAside(): string {
    this.close();
    let number = 1;
    while (existsSync(`${this.#file}.damaged-${number}`)) number += 1;
    const aside = `${this.#file}.damaged-${number}`;
    renameSync(this.#file, aside);
    return aside;
  }

  close(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    this.#closing();
    open.database.close();
  }
}

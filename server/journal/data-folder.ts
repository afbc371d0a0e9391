import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';

/** A console that has a data folder at work. */
export interface RunningConsole {
  readonly pid: number;
  /** Absent while it is still starting. */
  readonly address?: string;
}

export interface DataFolder {
  readonly folder: string;
  file(name: string): string;
  /** Says where the console listens, so that others find it. */
  announce(address: string): void;
  release(): void;
}

export class DataFolderBusy extends Error {}

const LOCK = 'lock.sqlite';
const CONSOLE = 'console.json';
/** Long enough to outlast the moment in which somebody else only asks whether the folder is in use. */
const PATIENCE_MILLISECONDS = 250;

/**
 * Takes the data folder for this process. The lock is the operating system's, held through SQLite, so it ends with the process
 * however that ends and can never be stale.
 */
export function acquireDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true });
  const lock = tryLock(folder, PATIENCE_MILLISECONDS);
  if (lock === undefined) throw new DataFolderBusy(busySentence(folder, readConsole(folder)));
  write(folder, { pid: process.pid });
  let held = true;
  return {
    folder,
    file: (name) => path.join(folder, name),
    announce: (address) => write(folder, { pid: process.pid, address }),
    release() {
      if (!held) return;
      held = false;
      rmSync(path.join(folder, CONSOLE), { force: true });
      lock.close();
    },
  };
}

/** The console that has this folder at work, or undefined when there is none. */
export function runningConsole(folder: string): RunningConsole | undefined {
  const found = readConsole(folder);
  if (found === undefined) return undefined;
  const lock = tryLock(folder, 0);
  lock?.close();
  return lock === undefined ? found : undefined;
}

function tryLock(folder: string, timeout: number): Database | undefined {
  const database = new Sqlite(path.join(folder, LOCK), { timeout });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}

function busySentence(folder: string, found: RunningConsole | undefined): string {
  const who = found ? `process ${found.pid}` : 'another process';
  return found?.address
    ? `The data folder ${folder} is in use by the console at ${found.address} (${who}). Open that address, end that console, or choose another folder with --data.`
    : `The data folder ${folder} is in use by a Deskbook that is starting or at work without a page (${who}). Wait for it, end it, or choose another folder with --data.`;
}

function readConsole(folder: string): RunningConsole | undefined {
  try {
    return JSON.parse(readFileSync(path.join(folder, CONSOLE), 'utf8')) as RunningConsole;
  } catch {
    return undefined;
  }
}

function write(folder: string, console: RunningConsole): void {
  const file = path.join(folder, CONSOLE);
  writeFileSync(`${file}.new`, JSON.stringify(console));
  renameSync(`${file}.new`, file);
}

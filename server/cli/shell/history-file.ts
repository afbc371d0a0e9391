import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = 'shell-history';
export const MOST_LINES = 100;
const OWN = 0o600;

/** What was typed before, newest first, as readline has it. A file that cannot be read is none. */
export function readHistory(folder: string): string[] {
  try {
    return readFileSync(path.join(folder, FILE), 'utf8').split('\n').filter(Boolean).slice(-MOST_LINES).reverse();
  } catch {
    return [];
  }
}

/** Keeps the newest hundred lines where nobody else can read them. A disk that does not take them loses no command. */
export function writeHistory(folder: string, newestFirst: readonly string[]): void {
  const file = path.join(folder, FILE);
  const text = newestFirst.slice(0, MOST_LINES).toReversed().join('\n');
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.new`, `${text}\n`, { mode: OWN });
    chmodSync(`${file}.new`, OWN);
    renameSync(`${file}.new`, file);
  } catch {
    // the next line is tried again
  }
}

import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { migrationsOf } from '../journal/sql.ts';
import { type Line, note, ok, problem, sentenceOf, sizeText } from './line.ts';

const mostBytes = 2_000_000_000;
const restore =
  'Put back a copy of the data folder that is whole, or choose another with --data; leave the broken one as it is.';

/**
 * Whether the journal is whole and of this version. Beside a console it is read in place; otherwise a copy is read, since opening a file of this
 * kind writes beside it.
 */
export function journalLines(folder: string, running: boolean): Line[] {
  const file = path.join(folder, 'journal.sqlite');
  if (!existsSync(file)) return [note('data', 'no journal yet; the first start makes one')];
  const { size } = statSync(file);
  if (size > mostBytes)
    return [
      note('data', `the journal (${sizeText(size)}) is not looked through, being larger than ${sizeText(mostBytes)}`),
    ];
  if (running) return examined(file);
  const copies = mkdtempSync(path.join(os.tmpdir(), 'deskbook-doctor-'));
  try {
    for (const end of ['', '-wal']) {
      if (existsSync(file + end)) copyFileSync(file + end, path.join(copies, `journal.sqlite${end}`));
    }
    return examined(path.join(copies, 'journal.sqlite'));
  } finally {
    rmSync(copies, { recursive: true });
  }
}

function examined(file: string): Line[] {
  let database: Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true });
    const found = database.pragma('quick_check', { simple: true });
    const whole =
      found === 'ok'
        ? ok('data', 'the journal is whole (quick_check)')
        : problem('data', `the journal is damaged: ${String(found)}`, restore);
    return [whole, migrationLine(database)];
  } catch (error) {
    return [problem('data', `the journal cannot be read: ${sentenceOf(error)}`, restore)];
  } finally {
    database?.close();
  }
}

function migrationLine(database: Database): Line {
  const applied = Number(database.prepare('SELECT count(*) FROM migrations').pluck().get());
  const known = migrationsOf('journal').length;
  if (applied > known) {
    return problem(
      'data',
      `the journal was written by a newer Deskbook: it has ${applied} migrations, this one knows ${known}`,
      'Update Deskbook, or choose another data folder with --data.',
    );
  }
  if (applied < known) return note('data', `${known - applied} migrations wait; the next start applies them`);
  return ok('data', `all ${known} migrations of the journal are applied`);
}

import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Instant } from '../../core/model/time.ts';
import type { Migration } from './sql.ts';

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** Brings a database to the newest migration; each is applied whole or not at all. Throws a sentence when the file and the code disagree. */
export function migrate(database: Database, migrations: readonly Migration[], now: Instant): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, ts_machine INTEGER NOT NULL) STRICT',
  );
  const applied = database.prepare<[], Applied>('SELECT number, name, sha256 FROM migrations ORDER BY number').all();
  for (const row of applied) check(database.name, row, migrations);
  const record = database.prepare('INSERT INTO migrations (number, name, sha256, ts_machine) VALUES (?, ?, ?, ?)');
  for (const migration of migrations.slice(applied.length)) {
    database.transaction(() => {
      database.exec(migration.text);
      record.run(migration.number, migration.name, sha256(migration.text), now);
    })();
  }
}

function check(file: string, applied: Applied, migrations: readonly Migration[]): void {
  const known = migrations[applied.number - 1];
  const title = `${String(applied.number).padStart(4, '0')}_${applied.name}`;
  if (known === undefined) {
    throw new Error(
      `${file} was written by a newer Deskbook: it has migration ${title}, this one knows ${migrations.length}. ` +
        'Update Deskbook, or choose another data folder with --data.',
    );
  }
  if (known.name !== applied.name || sha256(known.text) !== applied.sha256) {
    throw new Error(
      `Migration ${title} was changed after it was applied to ${file}. ` +
        'Restore its text, and put the change into a new migration.',
    );
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

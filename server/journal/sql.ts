import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's `sql` folder, found upward from this file: the same from the source and from `build/`. */
function sqlFolder(): string {
  const start = path.dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'sql');
    if (existsSync(path.join(candidate, 'migrations'))) return candidate;
    if (folder === path.dirname(folder)) throw new Error(`No sql/migrations folder in any folder above ${start}.`);
  }
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
}

const migrationFile = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/** Migrations of a folder in order; numbers begin at 1 and have no holes. */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder).sort();
  return files.map((file, index) => {
    const [, digits, name] = migrationFile.exec(file) ?? [];
    if (digits === undefined || name === undefined) {
      throw new Error(`${path.join(folder, file)} is not named like 0001_begin.sql.`);
    }
    if (Number(digits) !== index + 1) {
      throw new Error(
        `${path.join(folder, file)} should have number ${index + 1}: migrations are numbered without holes.`,
      );
    }
    return { number: index + 1, name, text: readText(path.join(folder, file)) };
  });
}

export const migrationsOf = (database: 'journal' | 'market' | 'trace'): readonly Migration[] =>
  readMigrations(path.join(sqlFolder(), 'migrations', database));

const readQueries = (file: string): ReadonlyMap<string, string> =>
  parseQueries(readText(path.join(sqlFolder(), 'queries', `${file}.sql`)));

export const queryNames = (file: string): readonly string[] => [...readQueries(file).keys()];

/** The queries of `sql/queries/<file>.sql`, each under its `-- name: x`. An unknown name is an error. */
export function queriesOf(file: string): (name: string) => string {
  const texts = readQueries(file);
  return (name) => {
    const text = texts.get(name);
    if (text === undefined) {
      throw new Error(`sql/queries/${file}.sql has no query "${name}"; it has ${[...texts.keys()].join(', ')}.`);
    }
    return text;
  };
}

export function parseQueries(text: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const part of text.split(/^-- name: */m).slice(1)) {
    const end = part.indexOf('\n');
    const name = part.slice(0, end).trim();
    if (texts.has(name)) throw new Error(`Two queries are named "${name}".`);
    texts.set(name, part.slice(end + 1).trim());
  }
  return texts;
}

/** Line ends as git may have written them do not change a text, nor its hash. */
const readText = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r\n', '\n');

import { readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { projectRoot } from '../paths.ts';

export function deskbookVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

/** What runs here, for the status cell and the foot of an export. */
export function versions(): readonly { name: string; version: string }[] {
  const memory = new Sqlite(':memory:');
  const sqlite = memory.prepare('SELECT sqlite_version()').pluck().get() as string;
  memory.close();
  return [
    { name: 'deskbook', version: deskbookVersion() },
    { name: 'node', version: process.versions.node },
    { name: 'sqlite', version: sqlite },
  ];
}

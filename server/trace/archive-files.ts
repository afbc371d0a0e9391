import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Tables of the trace store whose rows are archived before they are deleted. */
export const archivedTables = ['process_trace', 'data_trace', 'logs'] as const;

export type ArchivedTable = (typeof archivedTables)[number];

export const isArchived = (table: string): table is ArchivedTable => archivedTables.some((name) => name === table);

export const archiveFolder = (dataFolder: string): string => path.resolve(dataFolder, 'archive');

/** What is not whole yet lies here, on the same disk as what it becomes. */
export const partFolder = (archive: string): string => path.join(archive, '.part');

/** The rows of one store from one number to another, those of one hour (UTC). */
export interface ArchiveFile {
  readonly table: ArchivedTable;
  /** `2026-11-20`. */
  readonly date: string;
  /** `09`. */
  readonly hour: string;
  readonly generation: string;
  readonly first: number;
  readonly last: number;
}

export const hourFolder = (archive: string, file: Pick<ArchiveFile, 'table' | 'date' | 'hour'>): string =>
  path.join(archive, file.table, `date=${file.date}`, `hour=${file.hour}`);

export const archivePath = (archive: string, file: ArchiveFile): string =>
  path.join(hourFolder(archive, file), `${file.generation}-${file.first}-${file.last}.parquet`);

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The files of a table, hours ascending; whatever is named otherwise is none of the archive's. */
export function* archiveFiles(archive: string, table: ArchivedTable): Generator<ArchiveFile> {
  const top = path.join(archive, table);
  for (const day of entries(top).sort()) {
    const date = /^date=(\d{4}-\d\d-\d\d)$/.exec(day)?.[1];
    if (date === undefined) continue;
    for (const folder of entries(path.join(top, day)).sort()) {
      const hour = /^hour=(\d\d)$/.exec(folder)?.[1];
      if (hour === undefined) continue;
      for (const name of entries(path.join(top, day, folder))) {
        const [, generation, first, last] = /^([0-9a-f]+)-(\d+)-(\d+)\.parquet$/.exec(name) ?? [];
        if (generation === undefined) continue;
        yield { table, date, hour, generation, first: Number(first), last: Number(last) };
      }
    }
  }
}

/** Whether there is a file of a table. */
export const archiveHas = (archive: string, table: ArchivedTable): boolean =>
  archiveFiles(archive, table).next().done === false;

export interface ArchiveSize {
  readonly files: number;
  readonly bytes: number;
}

export function archiveSize(archive: string): ArchiveSize {
  let files = 0;
  let bytes = 0;
  for (const table of archivedTables) {
    for (const file of archiveFiles(archive, table)) {
      files += 1;
      bytes += statSync(archivePath(archive, file), { throwIfNoEntry: false })?.size ?? 0;
    }
  }
  return { files, bytes };
}

import { rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DAY, HOUR, type Instant } from '../../core/model/time.ts';
import { type ArchiveFile, archivedTables, archiveFiles, archivePath, hourFolder } from './archive-files.ts';

export interface ArchiveBounds {
  readonly days: number;
  readonly bytes: number;
}

/** What an earlier run renamed into place before it could say so is there twice otherwise: its rows are still in the store. */
export function removeAfter(archive: string, generation: string, marks: Readonly<Record<string, number>>): void {
  for (const table of archivedTables) {
    for (const file of archiveFiles(archive, table)) {
      const mark = marks[table];
      if (mark !== undefined && file.generation === generation && file.first > mark) rmSync(archivePath(archive, file));
    }
  }
}

/** Deletes the oldest hours, all tables of one at once, until age and size are within bounds. The newest hour stays. */
export function keepWithin(archive: string, bounds: ArchiveBounds, now: Instant): void {
  const hours = new Map<string, { readonly files: ArchiveFile[]; bytes: number }>();
  let bytes = 0;
  for (const file of archivedTables.flatMap((table) => [...archiveFiles(archive, table)])) {
    const key = `${file.date}T${file.hour}`;
    const hour = hours.get(key) ?? { files: [], bytes: 0 };
    hours.set(key, hour);
    const size = statSync(archivePath(archive, file), { throwIfNoEntry: false })?.size ?? 0;
    hour.files.push(file);
    hour.bytes += size;
    bytes += size;
  }
  const oldest = now - bounds.days * DAY;
  for (const [key, hour] of [...hours].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, -1)) {
    const end = Date.parse(`${key}:00:00Z`) * 1000 + HOUR;
    if (end > oldest && bytes <= bounds.bytes) continue;
    for (const file of hour.files) remove(archive, file);
    bytes -= hour.bytes;
  }
}

function remove(archive: string, file: ArchiveFile): void {
  rmSync(archivePath(archive, file), { force: true });
  const folder = hourFolder(archive, file);
  for (const empty of [folder, path.dirname(folder)]) {
    try {
      rmdirSync(empty);
    } catch {
      return;
    }
  }
}

import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { RecordingInfo } from '../../core/replay/recording.ts';
import { isRecordingId, recordingFile, recordingsFolder } from './open.ts';
import { readMeta } from './recording.ts';

/** A recording of the data folder, as a list tells it. */
export interface Kept extends RecordingInfo {
  readonly bytes: number;
  /** When it was read; milliseconds since 1970. */
  readonly kept: number;
}

/** The recordings of a data folder, the newest first. A file that is no whole recording is left out; it can be deleted by its id. */
export function listRecordings(dataFolder: string): readonly Kept[] {
  const folder = recordingsFolder(dataFolder);
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder)
    .filter((file) => file.endsWith('.sqlite'))
    .map((file) => file.slice(0, -'.sqlite'.length))
    .filter(isRecordingId);
  return ids
    .flatMap((id) => keptOf(recordingFile(dataFolder, id)) ?? [])
    .sort((a, b) => b.kept - a.kept || (a.id < b.id ? -1 : 1));
}

function keptOf(file: string): Kept | undefined {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    const { asOf: _, ...info } = readMeta(database);
    const { size, mtimeMs } = statSync(file);
    return { ...info, bytes: size, kept: Math.floor(mtimeMs) };
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}

/** Deletes a recording; false when there is none of that id. What it was read from is not touched. */
export function deleteRecording(dataFolder: string, id: string): boolean {
  const file = recordingFile(dataFolder, id);
  if (!isRecordingId(id) || !existsSync(file)) return false;
  rmSync(file);
  return true;
}

import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Tables of the trace store whose rows are archived before they are deleted. */
export const archivedTables = ['process_trace', 'data_trace', 'logs'] as const;

export type ArchivedTable = (typeof archivedTables)[number];

export const archiveFolder = (dataFolder: string): string => path.resolve(dataFolder, 'archive');

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether there is a file of a table. */
export function archiveHas(folder: string, table: string): boolean {
  const top = path.join(folder, table);
  return entries(top).some((date) =>
    entries(path.join(top, date)).some((hour) =>
      entries(path.join(top, date, hour)).some((file) => file.endsWith('.parquet')),
    ),
  );
}

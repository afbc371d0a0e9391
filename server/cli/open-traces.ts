import { existsSync } from 'node:fs';
import path from 'node:path';
import { TraceAnswers } from '../trace/reader-answers.ts';
import { CommandFailure } from './client.ts';
import { dataFolderPath, type FolderOptions } from './folders.ts';

/** The store of the data folder, beside a console that writes it or without one. */
export function openTraces(options: Pick<FolderOptions, 'data'>): TraceAnswers {
  const folder = dataFolderPath(options);
  const file = path.join(folder, 'trace.sqlite');
  if (!existsSync(file))
    throw new CommandFailure(
      `Nothing was traced in ${folder}: it has no trace.sqlite. Start a console there first, or name another folder with --data.`,
    );
  return new TraceAnswers(file);
}

import { Command } from 'commander';
import { deleteRecording, listRecordings } from '../../recordings/library.ts';
import { keptJson } from '../../recordings/recording-json.ts';
import { CommandFailure } from '../client.ts';
import { dataFolderPath, type FolderOptions, withDataOption } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { listText } from '../replay-output.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly delete?: string;
  readonly json?: boolean;
}

function list(options: Options): void {
  const folder = dataFolderPath(options);
  if (options.delete !== undefined && !deleteRecording(folder, options.delete)) {
    throw new CommandFailure(`There is no recording ${options.delete}: deskbook recordings lists them.`);
  }
  const kept = listRecordings(folder);
  if (options.json) printJson(kept.map(keptJson));
  else printLine(listText(kept));
}

export const recordingsCommand = (): Command =>
  withDataOption(new Command('recordings'))
    .description('List the recorded markets of the data folder, the newest first.')
    .option('--delete <id>', 'delete one before; the file it was read from is not touched')
    .option('--json', 'print an array of {id, name, instruments, from, to, events, gaps, notes, bytes, kept}')
    .action(list);

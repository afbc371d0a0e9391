import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Argument, Command } from 'commander';
import { CommandFailure, type ImportRequest } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly as: string;
  readonly instrument?: string;
  readonly json?: boolean;
}

async function checkReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) throw new CommandFailure(`There is no file ${file}.`);
  if (!found.isFile()) throw new CommandFailure(`${file} is no file. Import one .csv or .csv.gz file at a time.`);
  await access(file, constants.R_OK);
}

export const importCommand = (): Command =>
  withFolderOptions(new Command('import'))
    .description(
      'Make a source of a CSV or gzip CSV file, which SQL then reads by its name. The whole file or nothing.',
    )
    .addArgument(new Argument('<kind>', 'what the rows are').choices(['bars', 'trades', 'fills']))
    .argument('<file>', 'a .csv or .csv.gz file; columns are found by their header')
    .requiredOption('--as <name>', 'the name SQL reads it by')
    .option('--instrument <name>', 'instrument or root of rows that do not name theirs')
    .option('--json', 'print {name, rows, columns, notes}')
    .action(async (kind: ImportRequest['kind'], file: string, { as, instrument, json, ...folders }: Options) => {
      await checkReadable(file);
      const client = await openClient(folders);
      try {
        const { rows, columns, notes } = await client.import({
          kind,
          file,
          as,
          ...(instrument === undefined ? {} : { instrument }),
        });
        if (json) printJson({ name: as, rows, columns, notes });
        else printLine([`${rows.toLocaleString('en-US')} rows as ${as}`, ...notes].join('\n'));
      } finally {
        await client.close();
      }
    });

import { existsSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { CommandFailure, type ImportRequest } from '../client.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options {
  readonly as: string;
  readonly instrument?: string;
  readonly data?: string;
  readonly json?: boolean;
}

export const importCommand = (): Command =>
  new Command('import')
    .description(
      'Make a source of a CSV or gzip CSV file, which SQL then reads by its name. The whole file or nothing.',
    )
    .addArgument(new Argument('<kind>', 'what the rows are').choices(['bars', 'trades', 'fills']))
    .argument('<file>', 'a .csv or .csv.gz file; columns are found by their header')
    .requiredOption('--as <name>', 'the name SQL reads it by')
    .option('--instrument <name>', 'instrument or root of rows that do not name theirs')
    .option('--data <dir>', 'the data folder (also DESKBOOK_DATA)')
    .option('--json', 'print {name, rows, columns, notes}')
    .action(async (kind: ImportRequest['kind'], file: string, { as, instrument, data, json }: Options) => {
      if (!existsSync(file)) throw new CommandFailure(`There is no file ${file}.`);
      const client = await openClient(data);
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

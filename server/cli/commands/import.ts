import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { completeFile } from '../../import/complete-file.ts';
import { type ImportKind, isImportKind } from '../../import/layouts.ts';
import type { RecordTerms } from '../../import/record-terms.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { reportText } from '../import-text.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly as?: string;
  readonly instrument?: string;
  readonly account?: string;
  readonly strategy?: string;
  readonly zone?: string;
  readonly preview?: boolean;
  readonly keepGood?: boolean;
  readonly json?: boolean;
}

async function checkReadable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (!found) {
    const hint = isImportKind(file) ? ` Rows for SQL come with a file and a name: import ${file} FILE --as NAME.` : '';
    throw new CommandFailure(`There is no file ${file}.${hint}`);
  }
  if (!found.isFile()) throw new CommandFailure(`${file} is no file. Import one .csv or .csv.gz file at a time.`);
  await access(file, constants.R_OK);
}

/** What a person says of the file, as far as they said it. */
const termsOf = ({ account, strategy, zone, instrument }: Options): RecordTerms => ({
  ...(account === undefined ? {} : { account }),
  ...(strategy === undefined ? {} : { strategy }),
  ...(zone === undefined ? {} : { zone }),
  ...(instrument === undefined ? {} : { instrument }),
});

async function makeSource(kind: ImportKind, file: string, options: Options): Promise<void> {
  const { as, json } = options;
  if (as === undefined) throw new WrongUse("required option '--as <name>' not specified: the name SQL reads it by");
  await checkReadable(file);
  const client = await openClient(options);
  try {
    const { instrument } = termsOf(options);
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
}

async function takeIntoRecord(file: string, options: Options): Promise<void> {
  const { as, preview = false, keepGood = false, json } = options;
  if (as !== undefined) throw new WrongUse('--as names a source: say what its rows are, bars, trades or fills.');
  await checkReadable(file);
  await completeFile(file);
  const client = await openClient(options);
  try {
    const report = await client.importRecord({ file, preview, keepGood, ...termsOf(options) });
    if (json) printJson(report);
    else if (report.outcome !== 'refused') printLine(reportText(report));
    if (report.outcome !== 'refused') return;
    if (json) process.exitCode = 1;
    else throw new CommandFailure(reportText(report));
  } finally {
    await client.close();
  }
}

export const importCommand = (): Command =>
  withFolderOptions(new Command('import'))
    .description(
      'Take a file of fills, positions or closing prices into the record, known by its header; or, with bars, trades or fills and --as, make a source of a CSV that SQL reads by its name. The whole file or nothing.',
    )
    .argument('<file-or-kind>', 'the file; or bars, trades or fills, to make a source of the file that follows')
    .argument('[file]', 'a .csv or .csv.gz file; columns are found by their header')
    .option('--preview', 'say what the file is and what of it is new, and write nothing')
    .option('--keep-good', 'take the good rows of a file with bad ones; the bad ones are journalled as refused')
    .option('--account <name>', 'book every row to this account')
    .option('--strategy <name>', 'book every row to this strategy')
    .option('--zone <name>', "zone of the file's local times; else the exchange's, or UTC in a plain CSV")
    .option('--instrument <name>', 'instrument or root of rows that do not name theirs')
    .option('--as <name>', 'the name SQL reads a source by')
    .option('--json', 'print the report, of a source {name, rows, columns, notes}')
    .action(async (first: string, second: string | undefined, options: Options) => {
      if (second === undefined && isImportKind(first) && options.as !== undefined)
        throw new WrongUse(`missing required argument 'file': import ${first} FILE --as ${options.as}`);
      if (second === undefined) return takeIntoRecord(first, options);
      if (isImportKind(first)) return makeSource(first, second, options);
      throw new WrongUse(
        `argument '${first}' is invalid for the kind of a source. Allowed choices are bars, trades, fills.`,
      );
    });

import { Command } from 'commander';
import { CellFailure, type QueryResult } from '../../../cells/kind.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine, rowObjects, textTable } from '../output.ts';
import { collectQueryParam, type QueryParam } from '../params.ts';
import { underlined } from '../underline.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
  readonly limit: number;
  readonly param: ReadonlyMap<string, QueryParam>;
}

const mostRows = 1_000_000;

function rowLimit(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= mostRows) return rows;
  throw new WrongUse(`--limit is a number of rows from 1 to ${mostRows}; got ${JSON.stringify(text)}.`);
}

/** Shows the place in the SQL where it does not parse. */
function shownInPlace(error: unknown, sql: string): unknown {
  if (!(error instanceof CellFailure) || !error.error.position) return error;
  const { message, hint, position } = error.error;
  return new CommandFailure([message, underlined(sql, position), hint].filter(Boolean).join('\n'));
}

/** A table says so itself; an array of rows cannot. */
function sayWhatIsCut({ rows, rowCount }: QueryResult): void {
  if (rows.length >= rowCount) return;
  const [first, all] = [rows.length, rowCount].map((count) => count.toLocaleString('en-US'));
  process.stderr.write(`deskbook: these are the first ${first} of ${all} rows; --limit gives up to ${mostRows}.\n`);
}

export const queryCommand = (): Command =>
  withFolderOptions(new Command('query'))
    .description('Answer one SELECT over the sources, in the engine and the sandbox of a cell.')
    .argument('<sql>', 'the SELECT; $name stands for a --param')
    .option(
      '--param <name=value>',
      'bind $name (repeatable); name[]=A,B binds a list',
      collectQueryParam,
      new Map<string, QueryParam>(),
    )
    .option('--limit <rows>', 'print at most this many rows', rowLimit, 100_000)
    .option('--json', 'print an array of row objects; 64-bit integers and decimals are text')
    .action(async (sql: string, { json, limit, param, ...folders }: Options) => {
      const client = await openClient(folders);
      try {
        const result = await client.query(sql, param, limit).catch((error: unknown) => {
          throw shownInPlace(error, sql);
        });
        if (json) printJson(rowObjects(result));
        else printLine(textTable(result));
        if (json) sayWhatIsCut(result);
      } finally {
        await client.close();
      }
    });

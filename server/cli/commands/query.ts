import { Command } from 'commander';
import { openClient } from '../open-client.ts';
import { printJson, printLine, rowObjects, textTable } from '../output.ts';
import { collectParam } from '../params.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly param: ReadonlyMap<string, string>;
}

export const queryCommand = (): Command =>
  new Command('query')
    .description('Answer one SELECT over the sources, in the engine and the sandbox of a cell.')
    .argument('<sql>', 'the SELECT; $name stands for a --param')
    .option('--param <name=value>', 'bind $name (repeatable)', collectParam, new Map<string, string>())
    .option('--data <dir>', 'the data folder (also DESKBOOK_DATA)')
    .option('--json', 'print an array of row objects')
    .action(async (sql: string, { data, json, param }: Options) => {
      const client = await openClient(data);
      try {
        const result = await client.query(sql, param);
        if (json) printJson(rowObjects(result));
        else printLine(textTable(result));
      } finally {
        await client.close();
      }
    });

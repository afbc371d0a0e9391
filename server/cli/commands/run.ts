import { Command } from 'commander';
import { notebookJson } from '../../routes/notebook-json.ts';
import type { NotebookSnapshot } from '../../sessions/port.ts';
import { type FolderOptions, withFolderOptions } from '../folders.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { collectParam } from '../params.ts';

interface Options extends FolderOptions {
  readonly json?: boolean;
  readonly param: ReadonlyMap<string, string>;
}

function report(snapshot: NotebookSnapshot): void {
  const width = Math.max(0, ...snapshot.cells.map((cell) => cell.id.length));
  for (const { id, kind, error, validity, caption } of snapshot.cells) {
    const outcome = error ? `failed: ${error.message}` : `${validity}  ${caption}`;
    printLine(`${id.padEnd(width)}  ${kind.padEnd(9)}  ${outcome}`.trimEnd());
  }
}

export const runCommand = (): Command =>
  withFolderOptions(new Command('run'))
    .description('Settle a notebook without a page and print what its cells hold; fails when a cell fails.')
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .option('--param <name=value>', 'set an input (repeatable)', collectParam, new Map<string, string>())
    .option('--json', 'print {id, title, cells: [{id, kind, state, error, value}]}')
    .action(async (notebook: string, { json, param, ...folders }: Options) => {
      const client = await openClient(folders);
      try {
        const snapshot = await client.run(notebook, param);
        if (json) printJson(notebookJson(snapshot));
        else report(snapshot);
        if (snapshot.cells.some((cell) => cell.error !== null)) process.exitCode = 1;
      } finally {
        await client.close();
      }
    });

import { Command } from 'commander';
import type { CellSnapshot, NotebookSnapshot } from '../../sessions/port.ts';
import { openClient } from '../open-client.ts';
import { printJson, printLine } from '../output.ts';
import { collectParam } from '../params.ts';

interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly param: ReadonlyMap<string, string>;
}

const cellJson = ({ id, kind, validity, error, value }: CellSnapshot) => ({
  id,
  kind,
  state: validity,
  error,
  value: value ?? null,
});

function report(snapshot: NotebookSnapshot): void {
  const width = Math.max(...snapshot.cells.map((cell) => cell.id.length));
  for (const { id, kind, error, validity, caption } of snapshot.cells) {
    printLine(
      `${id.padEnd(width)}  ${kind.padEnd(9)}  ${error ? `failed: ${error.message}` : `${validity}  ${caption}`}`.trimEnd(),
    );
  }
}

export const runCommand = (): Command =>
  new Command('run')
    .description('Settle a notebook without a page and print what its cells hold; fails when a cell fails.')
    .argument('<notebook>', 'the id of a notebook, as in its address')
    .option('--param <name=value>', 'set an input (repeatable)', collectParam, new Map<string, string>())
    .option('--data <dir>', 'the data folder (also DESKBOOK_DATA)')
    .option('--json', 'print {id, title, cells: [{id, kind, state, error, value}]}')
    .action(async (notebook: string, { data, json, param }: Options) => {
      const client = await openClient(data);
      try {
        const snapshot = await client.run(notebook, param);
        if (json) printJson({ id: snapshot.id, title: snapshot.title, cells: snapshot.cells.map(cellJson) });
        else report(snapshot);
        if (snapshot.cells.some((cell) => cell.error !== null)) process.exitCode = 1;
      } finally {
        await client.close();
      }
    });

import { Argument, Command } from 'commander';
import { runningConsole } from '../../journal/data-folder.ts';
import { CommandFailure } from '../client.ts';
import { dataFolderPath, type FolderOptions, withDataOption } from '../folders.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly json?: boolean;
}

export const demoCommand = (): Command =>
  withDataOption(new Command('demo'))
    .description('Remove the demo account with its history; it is not laid down again.')
    .addArgument(new Argument('<action>', 'what to do with it').choices(['remove']))
    .option('--json', 'print {removed}')
    .action(async (_action: string, { json, ...folders }: Options) => {
      const { removeDemo } = await import('../../desk/demo-state.ts');
      const folder = dataFolderPath(folders);
      const running = runningConsole(folder);
      if (running)
        throw new CommandFailure(
          `The console of ${folder} is running (process ${running.pid}). End it first, then remove the demo.`,
        );
      const removed = await removeDemo(folder);
      const { orderEvents, fills, bars } = removed;
      const count = (rows: number, what: string): string => `${rows.toLocaleString('en-US')} ${what}`;
      if (json) printJson({ removed });
      else if (orderEvents + fills + bars === 0) printLine('There was no demo history; none will be laid down.');
      else
        printLine(
          `Removed ${count(orderEvents, 'order events')}, ${count(fills, 'fills')} and ${count(bars, 'minute bars')} of the demo.`,
        );
    });

import { Command } from 'commander';
import { dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { execute, type MakeCommand, program } from '../program.ts';
import { processSeat, type Seat } from '../seat.ts';

/** What holds a terminal until it is told to end has one of its own. */
const apart = ['start', 'sim', 'shell'];

async function shell(
  makes: () => readonly MakeCommand[],
  seat: Seat,
  { data, config, account }: Options,
): Promise<void> {
  const { Shell } = await import('../shell/shell.ts');
  // what is typed is of the folders and the account that the shell was begun with
  for (const [name, value] of Object.entries({
    DESKBOOK_DATA: data,
    DESKBOOK_CONFIG: config,
    DESKBOOK_ACCOUNT: account,
  })) {
    if (value !== undefined) process.env[name] = value;
  }
  const typed = makes().filter((make) => !apart.includes(make().name()));
  await new Shell({
    dataFolder: dataFolderPath({}),
    input: process.stdin,
    output: process.stdout,
    hasColor: seat.hasColor,
    program: (at) => program(typed, at),
    execute,
  }).run();
}

interface Options extends FolderOptions {
  readonly account?: string;
}

/** The commands are handed in, since it is one of them. */
export const shellCommand = (makes: () => readonly MakeCommand[], seat: Seat = processSeat): Command =>
  withFolderOptions(new Command('shell'))
    .description('Type commands one after the other, with completion, history and a prompt that shows the market.')
    .option('--account <name>', 'whose orders are meant (also DESKBOOK_ACCOUNT; else the only one there is)')
    .action((options: Options) => shell(makes, seat, options));

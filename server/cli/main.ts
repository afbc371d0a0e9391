import { Command, CommanderError } from 'commander';
import { CommandFailure, WrongUse } from './client.ts';
import { demoCommand } from './commands/demo.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { queryCommand } from './commands/query.ts';
import { runCommand } from './commands/run.ts';
import { startCommand } from './commands/start.ts';

export const commands = [startCommand, runCommand, queryCommand, exportCommand, importCommand, demoCommand] as const;

function program(): Command {
  const root = new Command('deskbook')
    .description('A notebook-style, local analysis and ops console for a trading desk.')
    .showHelpAfterError('(deskbook --help lists the commands)')
    .exitOverride();
  for (const make of commands) root.addCommand(make().exitOverride());
  return root;
}

/** Runs one command. Exit codes: 0 fine, 1 failed, 2 wrong use. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = error instanceof WrongUse ? 2 : 1;
    const sentence = error instanceof CommandFailure || error instanceof WrongUse;
    process.stderr.write(
      `deskbook: ${error instanceof Error ? (sentence ? error.message : (error.stack ?? error.message)) : String(error)}\n`,
    );
  }
}

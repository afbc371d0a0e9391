import { Command, CommanderError } from 'commander';
import { WrongUse } from './client.ts';
import type { Seat } from './seat.ts';

export type MakeCommand = (seat?: Seat) => Command;

/** The grammar of everything that can be typed at a seat. */
export function program(makes: readonly MakeCommand[], seat: Seat): Command {
  const root = new Command('deskbook')
    .description('A notebook-style, local analysis and ops console for a trading desk.')
    .enablePositionalOptions()
    .exitOverride();
  for (const make of makes) {
    const command = make(seat).exitOverride();
    root.addCommand(command.showHelpAfterError(`(deskbook ${command.name()} --help says how it is used)`));
  }
  return root.showHelpAfterError('(deskbook --help lists the commands)');
}

/** Runs one command. Exit codes: 0 fine, 1 failed, 2 wrong use. */
export async function execute(args: readonly string[], root: Command): Promise<void> {
  try {
    await root.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = error instanceof WrongUse ? 2 : 1;
    const { sentenceOf } = await import('./sentence.ts');
    process.stderr.write(`deskbook: ${sentenceOf(error)}\n`);
  }
}

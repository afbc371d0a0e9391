import { Command, CommanderError } from 'commander';
import { WrongUse } from './client.ts';
import { amendCommand } from './commands/amend.ts';
import { checkCommand } from './commands/check.ts';
import { contractsCommand } from './commands/contracts.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { ladderCommand } from './commands/ladder.ts';
import { newCommand } from './commands/new.ts';
import { pnlCommand } from './commands/pnl.ts';
import { priceCommand } from './commands/price.ts';
import { queryCommand } from './commands/query.ts';
import { recordingsCommand } from './commands/recordings.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { revisionsCommand } from './commands/revisions.ts';
import { runCommand } from './commands/run.ts';
import { simCommand } from './commands/sim.ts';
import { spotCommand } from './commands/spot.ts';
import { startCommand } from './commands/start.ts';
import { statisticsCommand } from './commands/statistics.ts';
import { symbolCommand } from './commands/symbol.ts';
import { traceCommand } from './commands/trace.ts';

export const commands = [
  startCommand,
  runCommand,
  queryCommand,
  exportCommand,
  importCommand,
  amendCommand,
  priceCommand,
  symbolCommand,
  contractsCommand,
  historyCommand,
  ladderCommand,
  spotCommand,
  pnlCommand,
  statisticsCommand,
  replayCommand,
  recordingsCommand,
  traceCommand,
  newCommand,
  checkCommand,
  revisionsCommand,
  restoreCommand,
  doctorCommand,
  simCommand,
  demoCommand,
] as const;

function program(): Command {
  const root = new Command('deskbook')
    .description('A notebook-style, local analysis and ops console for a trading desk.')
    .enablePositionalOptions()
    .exitOverride();
  for (const make of commands) {
    const command = make().exitOverride();
    root.addCommand(command.showHelpAfterError(`(deskbook ${command.name()} --help says how it is used)`));
  }
  return root.showHelpAfterError('(deskbook --help lists the commands)');
}

/** Runs one command. Exit codes: 0 fine, 1 failed, 2 wrong use. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the answer has read enough, as in `deskbook query … | head`.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    await program().parseAsync(args, { from: 'user' });
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

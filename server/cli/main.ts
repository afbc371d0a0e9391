import { Command, CommanderError } from 'commander';
import { WrongUse } from './client.ts';
import { accountCommand } from './commands/account.ts';
import { accountsCommand } from './commands/accounts.ts';
import { amendCommand } from './commands/amend.ts';
import { armCommand, disarmCommand } from './commands/arm.ts';
import { bracketCommand } from './commands/bracket.ts';
import { cancelCommand } from './commands/cancel.ts';
import { checkCommand } from './commands/check.ts';
import { closeCommand } from './commands/close.ts';
import { contractsCommand } from './commands/contracts.ts';
import { demoCommand } from './commands/demo.ts';
import { depthCommand } from './commands/depth.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { flattenCommand } from './commands/flatten.ts';
import { historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { ladderCommand } from './commands/ladder.ts';
import { limitCommand } from './commands/limit.ts';
import { modifyCommand } from './commands/modify.ts';
import { newCommand } from './commands/new.ts';
import { notificationsCommand } from './commands/notifications.ts';
import { ordersCommand } from './commands/orders.ts';
import { pnlCommand } from './commands/pnl.ts';
import { positionsCommand } from './commands/positions.ts';
import { priceCommand } from './commands/price.ts';
import { queryCommand } from './commands/query.ts';
import { quoteCommand } from './commands/quote.ts';
import { recordingsCommand } from './commands/recordings.ts';
import { replayCommand } from './commands/replay.ts';
import { restoreCommand } from './commands/restore.ts';
import { revisionsCommand } from './commands/revisions.ts';
import { riskCommand } from './commands/risk.ts';
import { runCommand } from './commands/run.ts';
import { simCommand } from './commands/sim.ts';
import { spotCommand } from './commands/spot.ts';
import { startCommand } from './commands/start.ts';
import { statisticsCommand } from './commands/statistics.ts';
import { stopCommand } from './commands/stop.ts';
import { stopBracketCommand } from './commands/stop-bracket.ts';
import { symbolCommand } from './commands/symbol.ts';
import { traceCommand } from './commands/trace.ts';
import { tradeCommand } from './commands/trade.ts';
import { tradesCommand } from './commands/trades.ts';
import { processSeat, type Seat } from './seat.ts';

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
  tradeCommand,
  limitCommand,
  stopCommand,
  bracketCommand,
  stopBracketCommand,
  cancelCommand,
  modifyCommand,
  closeCommand,
  flattenCommand,
  positionsCommand,
  ordersCommand,
  quoteCommand,
  depthCommand,
  accountsCommand,
  accountCommand,
  riskCommand,
  tradesCommand,
  notificationsCommand,
  armCommand,
  disarmCommand,
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
] as const satisfies readonly ((seat?: Seat) => Command)[];

export function program(seat: Seat): Command {
  const root = new Command('deskbook')
    .description('A notebook-style, local analysis and ops console for a trading desk.')
    .enablePositionalOptions()
    .exitOverride();
  for (const make of commands) {
    const command = make(seat).exitOverride();
    root.addCommand(command.showHelpAfterError(`(deskbook ${command.name()} --help says how it is used)`));
  }
  return root.showHelpAfterError('(deskbook --help lists the commands)');
}

/** Runs one command, typed at a seat. Exit codes: 0 fine, 1 failed, 2 wrong use. */
export async function execute(args: readonly string[], seat: Seat = processSeat): Promise<void> {
  try {
    await program(seat).parseAsync(args, { from: 'user' });
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

/** What the process was called for. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the answer has read enough, as in `deskbook query … | head`.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  await execute(args);
}

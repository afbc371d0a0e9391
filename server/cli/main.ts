import { accountCommand } from './commands/account.ts';
import { accountsCommand } from './commands/accounts.ts';
import { amendCommand } from './commands/amend.ts';
import { armCommand, disarmCommand } from './commands/arm.ts';
import { bracketCommand } from './commands/bracket.ts';
import { cancelCommand } from './commands/cancel.ts';
import { chainCommand } from './commands/chain.ts';
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
import { loginCommand } from './commands/login.ts';
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
import { shellCommand } from './commands/shell.ts';
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
import { trailCommand } from './commands/trail.ts';
import { webhookCommand } from './commands/webhook.ts';
import { execute, type MakeCommand, program } from './program.ts';
import { processSeat } from './seat.ts';

export const commands: readonly MakeCommand[] = [
  startCommand,
  runCommand,
  queryCommand,
  exportCommand,
  importCommand,
  amendCommand,
  priceCommand,
  symbolCommand,
  contractsCommand,
  chainCommand,
  historyCommand,
  ladderCommand,
  spotCommand,
  tradeCommand,
  limitCommand,
  stopCommand,
  bracketCommand,
  stopBracketCommand,
  trailCommand,
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
  loginCommand,
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
  webhookCommand,
  demoCommand,
  (seat) => shellCommand(() => commands, seat),
];

/** What the process was called for. */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read the answer has read enough, as in `deskbook query … | head`.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  await execute(args, program(commands, processSeat));
}

import { barsBench } from './bars.ts';
import { callsBench } from './calls.ts';
import { coldStartBench } from './cold-start.ts';
import { commandsBench } from './commands.ts';
import { consoleReplayBench } from './console-replay.ts';
import { journalBench } from './journal.ts';
import { kiteTickerBench } from './kite-ticker.ts';
import { ladderBench } from './ladder.ts';
import { lotsBench } from './lots.ts';
import { marketBench } from './market.ts';
import { memoryBench } from './memory.ts';
import { monitorBench } from './monitor.ts';
import { notebookBench } from './notebook.ts';
import { planBench } from './plan.ts';
import { pricesBench } from './prices.ts';
import { recordingsBench } from './recordings.ts';
import { replayBench } from './replay.ts';
import type { BenchRow } from './row.ts';
import { serializeBench } from './serialize.ts';
import { simulatorBench } from './simulator.ts';
import { sqlBench } from './sql.ts';
import { statisticsBench } from './statistics.ts';
import { streamBench } from './stream.ts';
import { traceCellBench } from './trace-cell.ts';
import { traceFiguresBench } from './trace-figures.ts';
import { traceQueueBench } from './trace-queue.ts';
import { traceRetentionBench } from './trace-retention.ts';
import { traceTreeBench } from './trace-tree.ts';
import { traceWriterBench } from './trace-writer.ts';
import { upstoxFeedBench } from './upstox-feed.ts';
import { venueOrdersBench } from './venue-orders.ts';
import { venuePageBench } from './venue-page.ts';
import { venueStreamBench } from './venue-stream.ts';
import { webhooksBench } from './webhooks.ts';

const benches: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  plan: planBench,
  prices: pricesBench,
  lots: lotsBench,
  bars: barsBench,
  ladder: ladderBench,
  statistics: statisticsBench,
  market: marketBench,
  replay: replayBench,
  console: consoleReplayBench,
  recordings: recordingsBench,
  journal: journalBench,
  sql: sqlBench,
  notebook: notebookBench,
  stream: streamBench,
  simulator: simulatorBench,
  monitor: monitorBench,
  serialize: serializeBench,
  calls: callsBench,
  commands: commandsBench,
  'venue-orders': venueOrdersBench,
  'venue-stream': venueStreamBench,
  'venue-page': venuePageBench,
  webhooks: webhooksBench,
  'kite-ticker': kiteTickerBench,
  'upstox-feed': upstoxFeedBench,
  'trace-retention': traceRetentionBench,
  'trace-figures': traceFiguresBench,
  'trace-queue': traceQueueBench,
  'trace-writer': traceWriterBench,
  'trace-tree': traceTreeBench,
  start: coldStartBench,
};

/** Minutes long, so they run only when they are named. */
const long: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  'trace-cell': traceCellBench,
  memory: memoryBench,
};

const figure = (value: number): string => value.toLocaleString('en-US', { maximumSignificantDigits: 4 });

function table(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    `${figure(row.value)} ${row.unit}`,
    row.peer,
    `${figure(row.peerValue)} ${row.unit}`,
    figure(row.ratio),
    row.aim,
  ]);
  const lines = [['what', 'ours', 'peer in the same run', 'peer', 'ratio', 'aim'], ...cells];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `npm run bench -- [name …] [--json]`: every figure beside a peer from the same run. */
export async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const known = { ...benches, ...long };
  const unknown = names.find((name) => !(name in known));
  if (unknown !== undefined) {
    process.stderr.write(`There is no benchmark ${unknown}; there are ${Object.keys(known).join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  const rows: BenchRow[] = [];
  for (const [name, bench] of Object.entries(known))
    if (names.includes(name) || (names.length === 0 && name in benches)) rows.push(...(await bench()));
  process.stdout.write(args.includes('--json') ? `${JSON.stringify(rows, null, 2)}\n` : `${table(rows)}\n`);
}

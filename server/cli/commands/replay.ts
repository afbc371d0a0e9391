import path from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../../config/load.ts';
import type { Instant } from '../../../core/model/time.ts';
import { fileBytes } from '../../import/file-bytes.ts';
import { timeReader } from '../../import/values.ts';
import { replayHeadless } from '../../recordings/headless.ts';
import { openRecording } from '../../recordings/open.ts';
import { readOrders } from '../../recordings/orders-file.ts';
import type { StoredRecording } from '../../recordings/recording.ts';
import { utcText } from '../../recordings/recording-json.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { replayedJson, replayedText } from '../replay-output.ts';

interface Options extends FolderOptions {
  readonly instrument?: string;
  readonly keepGood?: boolean;
  readonly orders?: string;
  readonly from?: Instant;
  readonly to?: Instant;
  readonly json?: boolean;
}

const readTime = timeReader('ts');

function instantOf(option: string): (text: string) => Instant {
  return (text) => {
    try {
      const at = readTime(text);
      if (typeof at === 'number') return at as Instant;
    } catch {
      // told below
    }
    throw new WrongUse(`--${option} is a time such as 2013-10-07T14:30:00Z; got ${JSON.stringify(text)}.`);
  };
}

/** Throws `CommandFailure` for a stretch, or an order, that the recording has nothing of. */
function checkStretch(recording: StoredRecording, from: Instant, to: Instant): void {
  const has = `${recording.name} is from ${utcText(recording.from)} to ${utcText(recording.to)}`;
  if (from > recording.to || to < recording.from) throw new CommandFailure(`${has}: there is nothing to play.`);
  if (from > to) throw new CommandFailure(`--from ${utcText(from)} is after --to ${utcText(to)}.`);
}

async function replay(what: string, options: Options): Promise<void> {
  const config = await loadConfig(configFolderPath(options));
  const { instrument, keepGood } = options;
  const recording = await openRecording(dataFolderPath(options), what, {
    instruments: config.instruments,
    calendars: config.calendars,
    instrument,
    keepGood,
  });
  try {
    const { from = recording.from, to = recording.to } = options;
    checkStretch(recording, from, to);
    const instructions =
      options.orders === undefined
        ? []
        : readOrders(path.basename(options.orders), await fileBytes(options.orders), recording);
    const outside = instructions.find(({ at }) => at < from || at > to);
    if (outside) {
      throw new CommandFailure(
        `The order at ${utcText(outside.at)} is outside of what is played, ${utcText(from)} to ${utcText(to)}.`,
      );
    }
    const replayed = await replayHeadless(recording, { instructions, from, to, calendars: config.calendars });
    if (options.json) printJson(replayedJson(recording, replayed));
    else printLine(replayedText(recording, replayed));
  } finally {
    recording.close();
  }
}

export const replayCommand = (): Command =>
  withFolderOptions(new Command('replay'))
    .description(
      'Play a recorded market as fast as it goes, without a page: what orders would have got, and what it came to.',
    )
    .argument(
      '<recording>',
      'a file of ticks, minutes, trades or a raw level-2 feed; an id of deskbook recordings; or a trade date of the console’s own market record, as 2026-11-20',
    )
    .option('--instrument <name>', 'what rows that name no instrument are of: GCZ3, ES')
    .option('--keep-good', 'take the good lines of a file with bad ones')
    .option(
      '--orders <file>',
      'CSV: ts, instrument, side, type (market, limit, stop, stop_limit, cancel, replace), quantity, price, stop_price, account, client_order_id, time_in_force',
    )
    .option('--from <time>', 'begin here, UTC', instantOf('from'))
    .option('--to <time>', 'end here, UTC', instantOf('to'))
    .option('--json', 'print one object: recording, events, seconds, eventsPerSecond, orders, fills, pnl')
    .action(replay);

import { Command } from 'commander';
import { formatTime, formatZone } from '../../../core/format.ts';
import { type Instant, MILLISECOND } from '../../../core/model/time.ts';
import type { MarketReport } from '../../trading/market-report.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { type FolderOptions, withDataOption } from '../folders.ts';
import { printJson, printLine } from '../output.ts';
import { toRunningConsole, using } from '../requests.ts';
import { processSeat, type Seat } from '../seat.ts';

interface Options extends Pick<FolderOptions, 'data'> {
  readonly json?: boolean;
}

interface Armed {
  readonly arming: MarketReport['arming'];
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function armedText({ arming }: Armed): string {
  if (arming === null) return 'There is nothing to arm: no order here costs real money.';
  const { venue, word, until } = arming;
  if (until === null) return `${venue} is ${word} and not armed: no order goes out.`;
  const at = (until * MILLISECOND) as Instant;
  return `${venue} is ${word} and armed until ${formatTime(at, ZONE, 'minutes')} ${formatZone(at, ZONE)}: orders cost real money.`;
}

const tell = (armed: Armed, json: boolean | undefined): void => (json ? printJson(armed) : printLine(armedText(armed)));

async function arm(seat: Seat, said: string | undefined, { json, ...folders }: Options): Promise<void> {
  await using(await toRunningConsole(folders), async (requests) => {
    const now = await requests.ask<Armed>('GET', '/api/arming');
    if (now.arming === null) throw new CommandFailure(armedText(now));
    const { venue, word } = now.arming;
    if (said === undefined && !seat.isTerminal)
      throw new WrongUse(`There is no terminal to ask on, so nothing was armed. Say the word: deskbook arm ${word}.`);
    const spoken = said ?? (await seat.ask(`Orders at ${venue} will cost real money. Type ${word} to arm it: `)) ?? '';
    tell(await requests.ask<Armed>('POST', '/api/arming', { word: spoken }), json);
  });
}

export const armCommand = (seat: Seat = processSeat): Command =>
  withDataOption(new Command('arm'))
    .description('Let orders go to a venue where they cost real money, for a while and never over a restart.')
    .argument('[word]', "the environment's name, LIVE; without it you are asked")
    .option('--json', 'print {arming: {venue, word, until}}')
    .action((word: string | undefined, options: Options) => arm(seat, word, options));

export const disarmCommand = (): Command =>
  withDataOption(new Command('disarm'))
    .description('Let no more orders go to a venue where they cost real money. Cancels go on.')
    .option('--json', 'print {arming: {venue, word, until}}')
    .action(async ({ json, ...folders }: Options) => {
      await using(await toRunningConsole(folders), async (requests) => {
        const { arming } = await requests.ask<Armed>('GET', '/api/arming');
        if (arming === null) return tell({ arming }, json);
        tell(await requests.ask<Armed>('POST', '/api/arming', { armed: false }), json);
      });
    });

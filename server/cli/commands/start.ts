import { Command } from 'commander';
import { type Instant, instant, MILLISECOND } from '../../../core/model/time.ts';
import { VenueProblem } from '../../../core/venue/books.ts';
import { acquireDataFolder } from '../../journal/data-folder.ts';
import { type Listening, listen, PortBusy } from '../../listen.ts';
import type { MarketChoice } from '../../market-choice.ts';
import type { ChosenVenue } from '../../venues/chosen.ts';
import { WrongUse } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { consoleLog } from '../log.ts';
import { openBrowser } from '../open-browser.ts';
import { printJson, printLine } from '../output.ts';
import { portNumber } from '../port-number.ts';
import { toldToEnd } from '../told-to-end.ts';

interface Options extends FolderOptions {
  readonly port?: string;
  readonly replay?: string;
  readonly venue?: string;
  readonly environment?: string;
  readonly speed?: string;
  readonly instrument?: string;
  readonly from?: string;
  readonly paused?: true;
  readonly open: boolean;
  readonly json?: boolean;
}

/** `max`, or console seconds a machine second. */
function speedNumber(text: string): number | 'max' {
  const speed = text === 'max' ? text : Number(text.replace(/^[x×]/, ''));
  if (speed === 'max' || (Number.isFinite(speed) && speed > 0)) return speed;
  throw new WrongUse(`A speed is a number such as 1, 60 or 0.5, or max; got ${JSON.stringify(text)}.`);
}

function marketChoice({ replay, venue, environment, speed, instrument, from, paused }: Options): MarketChoice {
  if (venue === undefined && environment !== undefined)
    throw new WrongUse('--environment is of a venue; name one with --venue.');
  if (venue !== undefined && replay !== undefined)
    throw new WrongUse('A console trades on one market: give --venue or --replay, not both.');
  if (replay === undefined) {
    const useless = Object.entries({ speed, instrument, from, paused }).find(([, value]) => value !== undefined);
    if (useless) throw new WrongUse(`--${useless[0]} is of a recording; name one with --replay.`);
    return venue === undefined ? {} : { venue: { name: venue, environment } };
  }
  const played = { recording: replay, instrument, speed: speedNumber(speed ?? '1'), playing: paused !== true };
  return { replay: { ...played, from: from === undefined ? undefined : instantText(from) } };
}

function instantText(text: string): Instant {
  const milliseconds = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(milliseconds)) return instant(milliseconds * MILLISECOND);
  throw new WrongUse(`A time has its zone, as in 2013-10-07T14:30:00Z; got ${JSON.stringify(text)}.`);
}

/** Where the simulator of a venue is not there, how it is begun. */
function withSimulator(error: unknown, chosen: ChosenVenue | undefined): unknown {
  if (!(error instanceof VenueProblem) || chosen?.environment !== 'simulator') return error;
  return new VenueProblem(`${error.message} Its simulator is begun with: deskbook sim ${chosen.kind.name}`, {
    cause: error,
  });
}

async function start(options: Options): Promise<void> {
  const asked = portNumber(options.port ?? process.env.PORT);
  const choice = marketChoice(options);
  const told = toldToEnd();
  const { Host } = await import('../../host.ts');
  const { loadConfig } = await import('../../../config/load.ts');
  const folders = { dataFolder: dataFolderPath(options), configFolder: configFolderPath(options) };
  const host = new Host({ ...folders, log: consoleLog() });
  const port = asked ?? (await loadConfig(folders.configFolder)).server.port;
  let listening: Listening | undefined;
  try {
    // A busy port is noticed before anything is opened; who asks meanwhile waits.
    listening = await listen(host, port).catch((error: unknown) => {
      if (error instanceof PortBusy) acquireDataFolder(folders.dataFolder).release();
      throw error;
    });
    const console = await host.open(choice);
    const { address } = listening;
    console.open.folder.announce(address);
    const page = `${address}/notebooks/${choice.replay ? 'market-replay' : 'morning'}`;
    if (options.json) printJson({ address, page });
    else printLine(`Deskbook (${console.open.key.environment}) is at ${address}\n${page}\nCtrl-C ends it.`);
    await console.start().catch((error: unknown) => {
      throw withSimulator(error, console.open.remote?.chosen);
    });
    if (options.open) openBrowser(page);
    await told;
  } finally {
    await listening?.close();
    await host.close();
  }
}

export const startCommand = (): Command =>
  withFolderOptions(new Command('start'))
    .description('Run the console and open the Morning notebook, or play a recording of a market.')
    .option('--port <number>', 'port of 127.0.0.1 (also PORT; 0 for any free one)')
    .option('--replay <file>', 'play this file, or the recording of this id')
    .option('--venue <name>', 'trade on a venue of config/venues.json: projectx, tt')
    .option('--environment <name>', 'which of its environments: simulator, SIM, UAT, LIVE')
    .option('--speed <number>', 'console seconds a second, or max (1)')
    .option('--instrument <name>', 'what the rows of the file are of, where it does not say so')
    .option('--from <time>', 'where in the recording to begin, with its zone: 2013-10-07T14:30:00Z')
    .option('--paused', 'begin paused')
    .option('--no-open', 'do not open a browser')
    .option('--json', 'print {address, page}')
    .action(start);

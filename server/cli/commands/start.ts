import { Command } from 'commander';
import { ConfigError } from '../../../config/explain.ts';
import { DataFolderBusy } from '../../journal/data-folder.ts';
import { type Listening, listen, PortBusy } from '../../listen.ts';
import { CommandFailure, WrongUse } from '../client.ts';
import { dataFolderPath } from '../data-folder.ts';
import { consoleLog } from '../log.ts';
import { openBrowser } from '../open-browser.ts';
import { printJson, printLine } from '../output.ts';

interface Options {
  readonly port?: string;
  readonly data?: string;
  readonly open: boolean;
  readonly json?: boolean;
}

function portNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new WrongUse(`A port is a whole number from 0 to 65535; got ${JSON.stringify(text)}.`);
  return port;
}

/** Resolves with the first signal to end; a second one ends at once. */
const toldToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

async function start(options: Options): Promise<void> {
  const { openConsole } = await import('../../compose.ts');
  const asked = portNumber(options.port ?? process.env.PORT);
  const log = consoleLog();
  const console = await openConsole({ dataFolder: dataFolderPath(options.data), log });
  let listening: Listening | undefined;
  try {
    listening = await listen(console.app, asked ?? console.config.server.port);
    console.open.folder.announce(listening.address);
    const page = `${listening.address}/notebooks/morning`;
    if (options.json) printJson({ address: listening.address, page });
    else
      printLine(
        `Deskbook (${console.config.environment}) is at ${listening.address}\nMorning: ${page}\nCtrl-C ends it.`,
      );
    await console.start();
    if (options.open) openBrowser(page);
    await toldToEnd();
  } finally {
    await listening?.close();
    await console.close();
  }
}

export const startCommand = (): Command =>
  new Command('start')
    .description('Run the console and open the Morning notebook.')
    .option('--port <number>', 'port of 127.0.0.1 (also PORT; 0 for any free one)')
    .option('--data <dir>', 'the data folder (also DESKBOOK_DATA)')
    .option('--no-open', 'do not open a browser')
    .option('--json', 'print {address, page}')
    .action(async (options: Options) => {
      try {
        await start(options);
      } catch (error) {
        const expected = error instanceof PortBusy || error instanceof DataFolderBusy || error instanceof ConfigError;
        if (expected) throw new CommandFailure(error.message);
        throw error;
      }
    });

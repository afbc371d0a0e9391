import { Command } from 'commander';
import { type Listening, listen } from '../../listen.ts';
import { WrongUse } from '../client.ts';
import { configFolderPath, dataFolderPath, type FolderOptions, withFolderOptions } from '../folders.ts';
import { consoleLog } from '../log.ts';
import { openBrowser } from '../open-browser.ts';
import { printJson, printLine } from '../output.ts';

interface Options extends FolderOptions {
  readonly port?: string;
  readonly open: boolean;
  readonly json?: boolean;
}

/** npm passes on the Ctrl-C that the terminal has sent here already; that echo is no second one. */
const echoMilliseconds = 200;

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
    let first: number | undefined;
    const told = (): void => {
      const now = performance.now();
      first ??= now;
      if (now - first > echoMilliseconds) process.exit(1);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, told);
  });

async function start(options: Options): Promise<void> {
  const asked = portNumber(options.port ?? process.env.PORT);
  const told = toldToEnd();
  const { openConsole } = await import('../../compose.ts');
  const folders = { dataFolder: dataFolderPath(options), configFolder: configFolderPath(options) };
  const console = await openConsole({ ...folders, log: consoleLog() });
  let listening: Listening | undefined;
  try {
    listening = await listen(console.app, asked ?? console.config.server.port);
    const { address } = listening;
    console.open.folder.announce(address);
    const page = `${address}/notebooks/morning`;
    if (options.json) printJson({ address, page });
    else {
      printLine(`Deskbook (${console.config.environment}) is at ${address}\nMorning: ${page}\nCtrl-C ends it.`);
    }
    await console.start();
    if (options.open) openBrowser(page);
    await told;
  } finally {
    await listening?.close();
    await console.close();
  }
}

export const startCommand = (): Command =>
  withFolderOptions(new Command('start'))
    .description('Run the console and open the Morning notebook.')
    .option('--port <number>', 'port of 127.0.0.1 (also PORT; 0 for any free one)')
    .option('--no-open', 'do not open a browser')
    .option('--json', 'print {address, page}')
    .action(start);

import type { ParamValue } from '../../cells/kind.ts';
import { type Console, openConsole } from '../compose.ts';
import { importFile } from '../import/import.ts';
import { runAside } from '../routes/commands.ts';
import type { ConsoleClient, ImportRequest } from './client.ts';
import { quietLog } from './log.ts';

const rowLimit = 100_000;

/** The console of a data folder opened for one command: the market stands still, nothing listens. */
export async function openLocally(dataFolder: string): Promise<ConsoleClient> {
  const console = await openConsole({ dataFolder, log: quietLog() });
  await console.open.desk.connect();
  return new LocalClient(console);
}

class LocalClient implements ConsoleClient {
  readonly #console: Console;

  constructor(console: Console) {
    this.#console = console;
  }

  query(sql: string, params: ReadonlyMap<string, string>) {
    const bound = new Map([...params].map(([name, value]): [string, ParamValue] => [name, { type: 'text', value }]));
    return this.#console.analytics.run({ sql, params: bound, limit: rowLimit });
  }

  run(notebook: string, params: ReadonlyMap<string, string>) {
    return runAside(this.#console.sessions, notebook, params);
  }

  async export(notebook: string, params: ReadonlyMap<string, string>) {
    return this.#console.toExport(await this.run(notebook, params));
  }

  import({ as, ...request }: ImportRequest) {
    return importFile(this.#console.analytics, { ...request, name: as, find: this.#console.find });
  }

  close() {
    return this.#console.close();
  }
}

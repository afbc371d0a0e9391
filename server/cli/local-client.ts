import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChainQuery } from '../chains/chains.ts';
import { type Console, openConsole } from '../compose.ts';
import type { AmendmentRequest } from '../desk/amend-fill.ts';
import type { HistoryQuery } from '../history/read-query.ts';
import { importFile } from '../import/import.ts';
import { importRecord, previewRecord } from '../import/record-import.ts';
import { runAside } from '../routes/commands.ts';
import { paramOf } from '../routes/data.ts';
import { notebookRevisions, restore } from '../routes/revisions.ts';
import type { SpotChange } from '../spots/answers.ts';
import type { ConsoleClient, ImportRequest, RecordRequest } from './client.ts';
import { quietLog } from './log.ts';
import type { QueryParam } from './params.ts';

/** The console of a data folder opened for one command: the market stands still, nothing listens. */
export async function openConsoleHere(dataFolder: string, configFolder: string): Promise<Console> {
  const console = await openConsole({ dataFolder, configFolder, log: quietLog() });
  try {
    await console.open.desk.connect();
  } catch (error) {
    await console.close();
    throw error;
  }
  return console;
}

export const openLocally = async (dataFolder: string, configFolder: string): Promise<ConsoleClient> =>
  new LocalClient(await openConsoleHere(dataFolder, configFolder));

class LocalClient implements ConsoleClient {
  readonly #console: Console;

  constructor(console: Console) {
    this.#console = console;
  }

  query(sql: string, params: ReadonlyMap<string, QueryParam>, limit: number) {
    const bound = new Map([...params].map(([name, value]) => [name, paramOf(value)]));
    return this.#console.analytics.run({ sql, params: bound, limit });
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

  async importRecord({ file, preview, keepGood, ...terms }: RecordRequest) {
    const { record } = this.#console;
    const request = { ...terms, name: path.basename(file), content: await readFile(file) };
    return preview ? previewRecord(request, record) : importRecord(request, record, { keepGood });
  }

  amend(request: AmendmentRequest) {
    return this.#console.amend(request);
  }

  contracts(search: string) {
    return this.#console.contracts.search(search);
  }

  chain(query: ChainQuery) {
    return this.#console.chains.chain(query);
  }

  history(query: HistoryQuery) {
    return this.#console.history.report(query);
  }

  async spots() {
    await this.#console.lookForSpots();
    return this.#console.spots.all();
  }

  async spot(instrument: string) {
    await this.#console.lookForSpots();
    return this.#console.spots.one(instrument);
  }

  changeSpot(instrument: string, change: SpotChange) {
    return this.#console.spots.change(instrument, change);
  }

  revisions(notebook: string) {
    return notebookRevisions(this.#console.store, notebook);
  }

  restore(notebook: string, revision: number) {
    return restore(this.#console, notebook, revision);
  }

  close() {
    return this.#console.close();
  }
}

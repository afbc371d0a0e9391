import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type CellError, CellFailure, type QueryResult } from '../../cells/kind.ts';
import type { Imported } from '../import/import.ts';
import type { NotebookSnapshot } from '../sessions/port.ts';
import { CommandFailure, type ConsoleClient, type ImportRequest } from './client.ts';

interface Refusal {
  readonly error?: Partial<CellError>;
}

/** Asks the console that runs on this data folder, so that a command beside it disturbs nothing. */
export class HttpClient implements ConsoleClient {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  async query(sql: string, params: ReadonlyMap<string, string>, limit: number): Promise<QueryResult> {
    const response = await this.#post('/api/query', { sql, params: Object.fromEntries(params), limit });
    return (await response.json()) as QueryResult;
  }

  async run(notebook: string, params: ReadonlyMap<string, string>): Promise<NotebookSnapshot> {
    const response = await this.#post('/api/run', { notebook, params: Object.fromEntries(params) });
    return (await response.json()) as NotebookSnapshot;
  }

  async export(notebook: string, params: ReadonlyMap<string, string>): Promise<string> {
    const response = await this.#post('/api/export', { notebook, params: Object.fromEntries(params) });
    return response.text();
  }

  async import({ kind, file, as, instrument }: ImportRequest): Promise<Imported> {
    const query = new URLSearchParams({
      as,
      file: path.basename(file),
      ...(instrument === undefined ? {} : { instrument }),
    });
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
    const response = await this.#send(`/api/import/${kind}?${query}`, { body, type: 'text/plain' });
    return (await response.json()) as Imported;
  }

  async close(): Promise<void> {}

  #post(route: string, body: object): Promise<Response> {
    return this.#send(route, { body: JSON.stringify(body), type: 'application/json' });
  }

  async #send(route: string, { body, type }: { body: string | ReadableStream; type: string }): Promise<Response> {
    const options = { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' } as RequestInit;
    let response: Response;
    try {
      response = await fetch(this.#address + route, options);
    } catch {
      throw new CommandFailure(
        `The console at ${this.#address} does not answer. If it was ended, run the command again.`,
      );
    }
    if (response.ok) return response;
    const { error = {} } = (await response.json().catch(() => ({}))) as Refusal;
    const message = error.message ?? `The console answered ${response.status}.`;
    if (error.code) throw new CellFailure({ ...error, code: error.code, message });
    throw new CommandFailure([message, error.hint].filter(Boolean).join(' '));
  }
}

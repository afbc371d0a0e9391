import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type CellError, CellFailure, type QueryResult } from '../../cells/kind.ts';
import type { ImportReport } from '../../views/import-report.ts';
import type { ChainQuery } from '../chains/chains.ts';
import type { ChainReport } from '../chains/report.ts';
import type { ContractsReport } from '../contracts/report.ts';
import type { AmendedExecution, AmendmentRequest } from '../desk/amend-fill.ts';
import type { HistoryQuery } from '../history/read-query.ts';
import type { HistoryReport } from '../history/report.ts';
import type { Imported } from '../import/import.ts';
import type { NotebookRevisions, Restored } from '../routes/revisions.ts';
import type { NotebookSnapshot } from '../sessions/port.ts';
import type { SpotChange } from '../spots/answers.ts';
import type { SpotReport } from '../spots/report.ts';
import { CommandFailure, type ConsoleClient, type ImportRequest, type RecordRequest } from './client.ts';
import type { QueryParam } from './params.ts';

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: string | ReadableStream;
  readonly type?: string;
}

export interface Refusal {
  readonly error?: Partial<CellError>;
}

/** Asks the console that runs on this data folder, so that a command beside it disturbs nothing. */
export class HttpClient implements ConsoleClient {
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  async query(sql: string, params: ReadonlyMap<string, QueryParam>, limit: number): Promise<QueryResult> {
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

  async importRecord({ file, preview, keepGood, ...terms }: RecordRequest): Promise<ImportReport> {
    const query = new URLSearchParams({ ...terms, file: path.basename(file), ...(keepGood ? { keepGood: '1' } : {}) });
    const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
    const route = `/api/import/${preview ? 'preview' : 'record'}?${query}`;
    const response = await this.#ask(route, { body, type: 'text/plain' });
    const reply = (await response.json().catch(() => ({}))) as Partial<ImportReport> & Refusal;
    return isReport(reply) ? reply : refuse(response, reply);
  }

  async amend(request: AmendmentRequest): Promise<AmendedExecution> {
    const response = await this.#post('/api/amendments', request);
    return (await response.json()) as AmendedExecution;
  }

  async contracts(search: string): Promise<ContractsReport> {
    const response = await this.#send(`/api/contracts?${new URLSearchParams({ search })}`, { method: 'GET' });
    return (await response.json()) as ContractsReport;
  }

  async chain(query: ChainQuery): Promise<ChainReport> {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const response = await this.#send(`/api/chain?${new URLSearchParams(given)}`, { method: 'GET' });
    return (await response.json()) as ChainReport;
  }

  async history(query: HistoryQuery): Promise<HistoryReport> {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const response = await this.#send(`/api/bars?${new URLSearchParams(given)}`, { method: 'GET' });
    return (await response.json()) as HistoryReport;
  }

  async spots(): Promise<readonly SpotReport[]> {
    const response = await this.#send('/api/spots', { method: 'GET' });
    return (await response.json()) as readonly SpotReport[];
  }

  async spot(instrument: string): Promise<SpotReport> {
    const response = await this.#send(`/api/spots/${encodeURIComponent(instrument)}`, { method: 'GET' });
    return (await response.json()) as SpotReport;
  }

  async changeSpot(instrument: string, change: SpotChange): Promise<SpotReport> {
    const sent = { method: 'PUT', body: JSON.stringify(change), type: 'application/json' } as const;
    const response = await this.#send(`/api/spots/${encodeURIComponent(instrument)}`, sent);
    return (await response.json()) as SpotReport;
  }

  async revisions(notebook: string): Promise<NotebookRevisions> {
    const response = await this.#send(`/notebooks/${encodeURIComponent(notebook)}/revisions.json`, { method: 'GET' });
    return (await response.json()) as NotebookRevisions;
  }

  async restore(notebook: string, revision: number): Promise<Restored> {
    const response = await this.#post(`/notebooks/${encodeURIComponent(notebook)}/restore`, { revision });
    return (await response.json()) as Restored;
  }

  async close(): Promise<void> {}

  #post(route: string, body: object): Promise<Response> {
    return this.#send(route, { body: JSON.stringify(body), type: 'application/json' });
  }

  async #send(route: string, sent: Sent): Promise<Response> {
    const response = await this.#ask(route, sent);
    return response.ok ? response : refuse(response, (await response.json().catch(() => ({}))) as Refusal);
  }

  async #ask(route: string, { method = 'POST', body, type }: Sent): Promise<Response> {
    const sent = body === undefined ? {} : { headers: { 'content-type': type }, body, duplex: 'half' };
    const options = { method, ...sent } as RequestInit;
    try {
      return await fetch(this.#address + route, options);
    } catch {
      throw new CommandFailure(
        `The console at ${this.#address} does not answer. If it was ended, run the command again.`,
      );
    }
  }
}

/** A file with bad rows is refused with its report. */
const isReport = (reply: Partial<ImportReport>): reply is ImportReport =>
  reply.outcome !== undefined && reply.bad !== undefined;

/** What a console said no to, as the sentence that the command ends with. */
export function refuse({ status }: Pick<Response, 'status'>, { error = {} }: Refusal): never {
  const message = error.message ?? `The console answered ${status}.`;
  if (error.code) throw new CellFailure({ ...error, code: error.code, message });
  throw new CommandFailure([message, error.hint].filter(Boolean).join(' '));
}
